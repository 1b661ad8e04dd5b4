import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import type { Figure, Trace } from "../../lib/plots/figure.ts";
import { plotLearningCurves } from "../../lib/plots/learning_curves.ts";
import { sampleEpoch, sampleTrial } from "../results/sample_trials.ts";

// deno-lint-ignore no-explicit-any
type Loose = any;

function tracesOf({ data }: Figure, trial: number): Loose[] {
  return data.filter((trace: Trace) => trace.legendgroup === String(trial));
}

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
  const { data } = plotLearningCurves([sampleTrial(0), sampleTrial(1)]);
  const entries = data.filter((trace) => trace.showlegend !== false).map((trace) => trace.name);
  assertEquals(entries, ["case 1", "case 2", "training", "validation"]);
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
  const { layout, description } = plotLearningCurves([], { reference });
  const [line] = layout.shapes as Loose[];
  assertStringIncludes(description, ", beside the paper's best of 98.06 %.");
  assertEquals(plotLearningCurves([]).layout.shapes, []);
  assertEquals([line.yref, line.y0, line.y1], ["y2", 0.9806, 0.9806]);
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
