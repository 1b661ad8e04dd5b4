import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { plotLearningCurves } from "../../lib/plots/learning_curves.ts";
import type { Trial } from "../../lib/trial/record.ts";
import { sampleEpoch, sampleRun, sampleTrial } from "../results/sample_trials.ts";
import { bandsOf, legendOf, type Loose, tracesOf, trialOfRuns } from "./curves_of.ts";

Deno.test("plotLearningCurves() draws loss left and accuracy right, by epoch", () => {
  const traces = tracesOf(plotLearningCurves([sampleTrial(0)]), 0);
  assertEquals(traces.map((trace) => [trace.x, trace.y, trace.xaxis ?? "x"]), [
    [[1, 2, 3], [0.5, 0.25, 0.5 / 3], "x"],
    [[1, 2, 3], [0.2, 0.1, 0.2 / 3], "x"],
    [[1, 2, 3], [0.91, 0.92, 0.93], "x2"],
    [[1, 2, 3], [0.955, 0.96, 0.965], "x2"],
  ]);
});

Deno.test("plotLearningCurves() dashes training in the trial's one colour", () => {
  const traces = tracesOf(plotLearningCurves([sampleTrial(0)]), 0);
  assertEquals(traces.map((trace) => trace.line.dash), ["dash", "solid", "dash", "solid"]);
  assertEquals(new Set(traces.map((trace) => trace.line.color)).size, 1);
});

Deno.test("plotLearningCurves() keeps a trial's colour when others are left out", () => {
  const both = tracesOf(plotLearningCurves([sampleTrial(0), sampleTrial(1)]), 1);
  const alone = tracesOf(plotLearningCurves([sampleTrial(1)]), 1);
  assertEquals(alone, both);
});

Deno.test("plotLearningCurves() has one legend entry per trial and per line style", () => {
  const figure = plotLearningCurves([sampleTrial(0), sampleTrial(1)]);
  assertEquals(legendOf(figure), ["case 1", "case 2", "training", "validation"]);
});

Deno.test("plotLearningCurves() draws the mean of a trial's runs, in a band of their range", () => {
  const figure = plotLearningCurves([trialOfRuns(0, [0.5, 0.75], [0.25, 1])]);
  const line = tracesOf(figure, 0)[3];
  assertEquals([line.x, line.y], [[1, 2], [0.375, 0.875]]);
  assertEquals(line.hovertext, [
    "mean of 2 runs, 25.00 % to 50.00 %",
    "mean of 2 runs, 75.00 % to 100.00 %",
  ]);
  assertStringIncludes(line.hovertemplate, "accuracy %{y:.2%} at epoch %{x}<br>%{hovertext}");
  const bands = bandsOf(figure, 0);
  assertEquals(bands.map(({ xaxis }) => xaxis ?? "x"), ["x", "x", "x2", "x2"]);
  // Forth along its upper edge and back along the lower one.
  assertEquals([bands[3].x, bands[3].y], [[1, 2, 2, 1], [0.5, 1, 0.75, 0.25]]);
  assertMatch(bands[3].fillcolor, new RegExp(`^${line.line.color}[0-9a-f]{2}$`));
  assertEquals(figure.data.indexOf(bands[3]) < figure.data.indexOf(line), true);
  assertEquals(legendOf(figure), ["case 1", "training", "validation", "lowest to highest run"]);
  assertStringIncludes(figure.description, ", mean and range of the runs of each");
});

Deno.test("plotLearningCurves() ends line and band where the shortest run ended by patience", () => {
  const figure = plotLearningCurves([trialOfRuns(0, [0.5, 0.75, 1], [0.25, 0.5], [0.75, 1, 1, 1])]);
  const line = tracesOf(figure, 0)[3];
  assertEquals([line.x, line.y], [[1, 2], [0.5, 0.75]]);
  assertEquals(bandsOf(figure, 0)[3].x, [1, 2, 2, 1]);
});

Deno.test("plotLearningCurves() draws the complete runs, and until there is one those under way", () => {
  const of = (...states: ["complete" | "running", epochs: number][]) => {
    const runs = states.map(([state, epochs], number) => {
      const made = Array.from({ length: epochs }, (_, i) => sampleEpoch(i + 1));
      return sampleRun(number, { state, epochs: made });
    });
    const figure = plotLearningCurves([sampleTrial(0, { state: "running", runs })]);
    const [line] = tracesOf(figure, 0);
    return [line.x, line.hovertext[0].split(",")[0]];
  };
  assertEquals(of(["complete", 3], ["running", 1]), [[1, 2, 3], "1 run"]);
  assertEquals(of(["complete", 3], ["complete", 2], ["running", 1]), [[1, 2], "mean of 2 runs"]);
  assertEquals(of(["running", 2], ["running", 1]), [[1], "mean of 2 runs"]);
  assertEquals(of(["running", 2], ["running", 0]), [[1, 2], "1 run"]);
});

Deno.test("plotLearningCurves() draws no band of one run, be it that the others are to come", () => {
  const waiting = [1, 2].map((run) => sampleRun(run, { state: "waiting", epochs: [] }));
  const running = sampleTrial(0, { state: "running", runs: [sampleRun(0), ...waiting] });
  const figure = plotLearningCurves([running, sampleTrial(1)]);
  assertEquals([bandsOf(figure, 0), bandsOf(figure, 1)], [[], []]);
  assertEquals(legendOf(figure), ["case 1", "case 2", "training", "validation"]);
  assertEquals(tracesOf(figure, 0)[3].hovertext, ["1 run", "1 run", "1 run"]);
});

Deno.test("plotLearningCurves() leaves out of a band what is no number", () => {
  const losses = [[NaN, 0.5], [0.1, 0.3]].map((of, run) =>
    sampleRun(run, { epochs: of.map((valLoss, i) => sampleEpoch(i + 1, { valLoss })) })
  );
  const [, band] = bandsOf(plotLearningCurves([sampleTrial(0, { runs: losses })]), 0);
  assertEquals([band.x, band.y], [[2, 2], [0.5, 0.3]]);
});

Deno.test("plotLearningCurves() ends the curves of a pruned trial with a cross, and says so", () => {
  const epochs = [sampleEpoch(1), sampleEpoch(2)];
  const spared = sampleRun(1, { state: "pruned", epochs: [] });
  const runs = [sampleRun(0, { state: "pruned", epochs }), spared];
  const figure = plotLearningCurves([sampleTrial(0, { state: "pruned", runs }), sampleTrial(1)]);
  const traces = tracesOf(figure, 0);
  assertEquals(traces.map(({ marker }) => marker.symbol.at(-1)), ["x-open", "x", "x-open", "x"]);
  assertEquals(traces[3].marker.symbol[0], "circle");
  assertEquals(traces[3].x, [1, 2]);
  assertStringIncludes(traces[3].hovertemplate, "<b>case 1 (pruned)</b>");
  const names = ["case 1 (pruned)", "case 2", "training", "validation", "pruned"];
  assertEquals(legendOf(figure), names);
});

Deno.test("plotLearningCurves() shows running trials and keeps room for their epochs to come", () => {
  const running = sampleTrial(0, { epochs: [sampleEpoch(1)], state: "running" });
  const waiting = sampleTrial(1, { epochs: [], state: "waiting" });
  const figure = plotLearningCurves([running, waiting]);
  assertEquals(tracesOf(figure, 0)[0].x, [1]);
  assertEquals(tracesOf(figure, 1), []);
  const { range, dtick } = figure.layout.xaxis as Loose;
  assert(range[0] < 1 && range[1] > 3);
  assertEquals(dtick, 1);
});

Deno.test("plotLearningCurves() draws the reference on the accuracy panel, if there is one", () => {
  const reference = { label: "the paper's best", value: 0.9806 };
  const { data, description } = plotLearningCurves([], { reference });
  const line = data.at(-1) as Loose;
  assertStringIncludes(description, ", beside the paper's best of 98.06 %.");
  assertEquals(plotLearningCurves([]).data.length, data.length - 1);
  assertEquals([line.xaxis, line.yaxis, line.y], ["x2", "y2", [0.9806, 0.9806]]);
  assertEquals(line.name, "the paper's best, 98.06 %");
});

Deno.test("plotLearningCurves() names the hidden layers on hover, escaped", () => {
  const [trace] = tracesOf(plotLearningCurves([sampleTrial(0, { name: "a<b" })]), 0);
  assertMatch(
    trace.hovertemplate,
    /<b>a&lt;b<\/b><br>C32 P2 C64 P2 Dr\.25 F D128<br>training loss/,
  );
});

Deno.test("plotLearningCurves() is plain data", () => {
  const figure = plotLearningCurves([sampleTrial(0)]);
  assertEquals(structuredClone(figure), figure);
  assertEquals(JSON.parse(JSON.stringify(figure)), figure);
});

Deno.test("plotLearningCurves() tells trials of several studies apart that share a number", () => {
  const { data } = plotLearningCurves([
    sampleTrial(0, { name: "a" }),
    sampleTrial(0, { name: "b" }),
  ]);
  const colors = (data as Loose[]).filter(({ hoverinfo }) => hoverinfo !== "skip")
    .map(({ line }) => line.color);
  assertEquals(new Set(colors).size, 2);
});

Deno.test("plotLearningCurves() has a title, which names a single trial, cut and escaped", () => {
  const title = (...trials: Trial[]) => (plotLearningCurves(trials).layout.title as Loose).text;
  assertEquals(title(sampleTrial(0), sampleTrial(1)), "Learning curves");
  assertEquals(title(sampleTrial(0, { name: "a<b" })), "Learning curves of a&lt;b");
  assertEquals(
    title(sampleTrial(0, { name: `begin ${"x".repeat(100)} end` })).length,
    "Learning curves of ".length + 60,
  );
});

Deno.test("plotLearningCurves() says what they came to", () => {
  const of = (number: number, valAccuracy: number, valLoss: number) => {
    const metrics = { valAccuracy, valLoss, accuracy: 0.995, loss: 0.01 };
    return sampleTrial(number, { epochs: [sampleEpoch(1), sampleEpoch(2, metrics)] });
  };
  const trials = [of(0, 0.98, 0.05), of(1, 0.97, 0.04), of(2, 0.99, NaN)];
  const told = (trials: Trial[]) => plotLearningCurves(trials).description;
  assertEquals(
    told(trials.slice(0, 1)),
    "Learning curves of case 1: loss and accuracy by epoch; after epoch 2 the validation accuracy " +
      "is 98.00 % and the loss 0.0500, in training 99.50 % and 0.0100.",
  );
  assertEquals(
    told(trials),
    "Learning curves of 3 trials: loss and accuracy by epoch; after the last epoch validation " +
      "accuracy from 97.00 % (case 2) to 99.00 % (case 3), validation loss from 0.0400 (case 2) to " +
      "0.0500 (case 1).",
  );
  assertEquals(told([]), "Learning curves of 0 trials: loss and accuracy by epoch.");
});

Deno.test("plotLearningCurves() keeps the ends of long names in its legend, and whole ones on hover", () => {
  const names = [1, 2].map((n) => `${"dropout and pooling ".repeat(9)}${n}`);
  const figure = plotLearningCurves(names.map((name, i) => sampleTrial(i, { name })));
  const shown = legendOf(figure).slice(0, 2) as string[];
  assertEquals(shown.map((name) => [name.length, name.at(-1)]), [[28, "1"], [28, "2"]]);
  assertStringIncludes(tracesOf(figure, 1)[0].hovertemplate, names[1]);
});
