import { assert, assertEquals, assertMatch, assertStringIncludes, assertThrows } from "@std/assert";
import { plotHistory } from "../../lib/plots/history.ts";
import { toObjective } from "../../lib/trial/objective.ts";
import { sampleEpoch, sampleRun, sampleTrial } from "../results/sample_trials.ts";
import { trialOf } from "../results/trials_with_runs.ts";

// deno-lint-ignore no-explicit-any
type Loose = any;

const of = (...scores: number[]) => scores.map((score, number) => trialOf([score], { number }));
const reference = { label: "the paper's best", value: 0.9806 };

Deno.test("plotHistory() draws the value of each trial, and the best so far as steps", () => {
  const { data, layout, description } = plotHistory(of(0.9, 0.8, 0.95, 0.94));
  const [best, complete, pruned] = data as Loose[];
  assertEquals([complete.x, complete.y], [[0, 1, 2, 3], [0.9, 0.8, 0.95, 0.94]]);
  assertEquals([best.x, best.y, best.line.shape], [[0, 1, 2, 3], [0.9, 0.9, 0.95, 0.95], "hv"]);
  assertEquals([pruned.x, pruned.showlegend], [[], false]);
  const { title, tickformat } = layout.yaxis as Loose;
  assertEquals([title.text, tickformat], ["Validation accuracy after the last epoch", ".2~%"]);
  const sentence = "Validation accuracy after the last epoch of 4 trials, and the best so far: " +
    "95.00 % at best, in trial 2.";
  assertEquals(description, sentence);
});

Deno.test("plotHistory() takes lower losses for better ones, beside no accuracy", () => {
  const trials = [0.3, 0.2, 0.4].map((score, number) =>
    trialOf([score], { number, metric: "valLoss", epoch: "best" })
  );
  const { data, layout, description } = plotHistory(trials, { reference });
  assertEquals((data[0] as Loose).y, [0.3, 0.2, 0.2]);
  const { title, tickformat } = layout.yaxis as Loose;
  assertEquals([title.text, tickformat], ["Validation loss after the best epoch, nats", undefined]);
  assertEquals(data.length, 3);
  assertMatch(description, /and the best so far: 0\.2000 at best, in trial 1\.$/);
});

Deno.test("plotHistory() marks where a trial was pruned, which is never the best", () => {
  const spared = sampleRun(1, { state: "pruned", epochs: [] });
  const first = sampleRun(0, { state: "pruned", epochs: [sampleEpoch(1, { valAccuracy: 0.99 })] });
  const pruned = sampleTrial(1, { state: "pruned", runs: [first, spared] });
  const { data, description } = plotHistory([sampleTrial(0), pruned, sampleTrial(2)]);
  const [best, complete, marks] = data as Loose[];
  assertEquals([marks.x, marks.y, marks.marker.symbol], [[1], [0.99], "x"]);
  assertEquals(marks.hovertext, [
    "<b>case 2</b><br>C32 P2 C64 P2 Dr.25 F D128<br>pruned at 99.00 %",
  ]);
  assertEquals([complete.x, best.x, best.y], [[0, 2], [0, 2], [0.965, 0.965]]);
  assertStringIncludes(description, "of 2 trials, 1 more pruned, and the best so far: 96.50 %");
});

Deno.test("plotHistory() leaves out what has no value", () => {
  const failed = sampleTrial(0, { state: "failed", runs: [] });
  const unbegun = sampleTrial(1, { state: "pruned", epochs: [] });
  const running = sampleTrial(2, { state: "running", epochs: [sampleEpoch(1)] });
  const { data, layout } = plotHistory([failed, unbegun, running]);
  assertEquals(data.map(({ x }) => x), [[], [], []]);
  assertEquals((layout.yaxis as Loose).range, [0, 1.02]);
});

Deno.test("plotHistory() shows the mean of a trial's runs, and from where to where they go", () => {
  const [, complete] = plotHistory([trialOf([0.5, 0.75, 1])]).data as Loose[];
  assertEquals([complete.y, complete.error_y.array, complete.error_y.arrayminus], [
    [0.75],
    [0.25],
    [0.25],
  ]);
  assertStringIncludes(complete.hovertext[0], "75.00 %, mean of 3 runs, 50.00 % to 100.00 %");
});

Deno.test("plotHistory() says on hover what was suggested, escaped", () => {
  const params = { "rate<": 0.00123456, kind: "$a$", on: true };
  const [, complete] = plotHistory([sampleTrial(0, { params })]).data as Loose[];
  const label = complete.hovertext[0];
  assertStringIncludes(label, "<br>rate&lt; 0.001235<br>kind &#36;a&#36;<br>on true<br>96.50 %");
});

Deno.test("plotHistory() draws the reference beside accuracies", () => {
  const { data, description } = plotHistory(of(0.9), { reference });
  const line = data[3] as Loose;
  assertEquals([line.x, line.y], [[-0.5, 0.5], [0.9806, 0.9806]]);
  assertEquals(line.name, "the paper's best, 98.06 %");
  assertStringIncludes(description, ", beside the paper's best of 98.06 %.");
});

Deno.test("plotHistory() shows the reference and all runs of what it shows, without what is far worse", () => {
  const good = Array.from(
    { length: 12 },
    (_, number) => trialOf([0.9 + number / 1000, 0.89 + number / 1000], { number }),
  );
  const { layout } = plotHistory([...good, trialOf([0.1], { number: 12 })], { reference });
  const { range: [low, high] } = layout.yaxis as Loose;
  assert(low > 0.5 && low < 0.89 && high > 0.9806, `${low} to ${high}`);
});

Deno.test("plotHistory() refuses values of several kinds", () => {
  const other = { ...sampleTrial(1), objective: toObjective("valLoss", "best") };
  assertThrows(() => plotHistory([sampleTrial(0), other]), RangeError, "of different metrics");
});

Deno.test("plotHistory() marks whole trials where they are few, and shows one value as it is", () => {
  const [few, many] = [of(0.9), of(...Array(40).fill(0.9), 0.8)].map((trials) =>
    plotHistory(trials)
  );
  assertEquals((few.layout.xaxis as Loose).dtick, 1);
  assertEquals((many.layout.xaxis as Loose).dtick, undefined);
  const [low, high] = (few.layout.yaxis as Loose).range;
  assert(low > 0.85 && low < 0.9 && high > 0.9 && high < 0.95, `${low} to ${high}`);
});
