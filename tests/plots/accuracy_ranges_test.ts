import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { plotAccuracyRanges } from "../../lib/plots/accuracy_ranges.ts";
import { sampleEpoch, sampleRun, sampleTrial } from "../results/sample_trials.ts";

// deno-lint-ignore no-explicit-any
type Loose = any;

Deno.test("plotAccuracyRanges() spans lowest to highest training and validation accuracy", () => {
  const [training, validation] = plotAccuracyRanges([sampleTrial(0)]).data as Loose[];
  assertEquals(training.x, [0.91, 0.93]);
  assertEquals(validation.x, [0.955, 0.965]);
  assertEquals([training.line.dash, validation.line.dash], ["dash", "solid"]);
  assertEquals(validation.hovertext, [
    "lowest validation accuracy 95.50 % at epoch 1",
    "highest validation accuracy 96.50 % at epoch 3",
  ]);
});

Deno.test("plotAccuracyRanges() has a labelled line for every trial, even without epochs", () => {
  const waiting = sampleTrial(1, { epochs: [], state: "waiting" });
  const { data, layout } = plotAccuracyRanges([sampleTrial(0), waiting]);
  const { tickvals, ticktext } = layout.yaxis as Loose;
  assertEquals(tickvals, [0, 1]);
  assertStringIncludes(ticktext[1], "case 2");
  assertStringIncludes(ticktext[1], "C32 P2 C64 P2 Dr.25 F D128");
  assertEquals((data as Loose[]).filter((trace) => trace.showlegend === false).length, 2);
});

Deno.test("plotAccuracyRanges() spans the mean of a trial's runs", () => {
  const runs = [[0.5, 0.9], [0.7, 0.7]].map((of, run) =>
    sampleRun(run, { epochs: of.map((valAccuracy, i) => sampleEpoch(i + 1, { valAccuracy })) })
  );
  const [, validation] = plotAccuracyRanges([sampleTrial(0, { runs })]).data as Loose[];
  assertEquals(validation.x, [0.6, 0.8]);
});

Deno.test("plotAccuracyRanges() says which trials were pruned", () => {
  const pruned = sampleTrial(0, { state: "pruned", epochs: [sampleEpoch(1)] });
  const { data, layout } = plotAccuracyRanges([pruned]);
  assertStringIncludes((layout.yaxis as Loose).ticktext[0], "case 1 (pruned)<br>");
  assertStringIncludes(String(data[0].hovertemplate), "case 1 (pruned)");
});

Deno.test("plotAccuracyRanges() has rows for the best of many trials, in their order", () => {
  const many = Array.from(
    { length: 1000 },
    (_, i) => sampleTrial(i, { epochs: [sampleEpoch(1, { valAccuracy: i / 1000 })] }),
  );
  const { layout, description } = plotAccuracyRanges(many, { most: 2 });
  const { ticktext } = layout.yaxis as Loose;
  assertEquals(ticktext.map((text: string) => text.split("<br>")[0]), ["case 999", "case 1000"]);
  assertStringIncludes(description, "accuracies of 2 of 1,000 trials: ");
  assertStringIncludes((layout.title as Loose).text, "2 of 1,000 trials");
  assertEquals((plotAccuracyRanges(many).layout.yaxis as Loose).tickvals.length, 24);
});

Deno.test("plotAccuracyRanges() grows with the number of trials", () => {
  const height = (count: number) =>
    plotAccuracyRanges(Array.from({ length: count }, (_, i) => sampleTrial(i))).layout
      .height as number;
  assert(height(6) > height(3));
});

Deno.test("plotAccuracyRanges() draws the reference, if there is one", () => {
  const reference = { label: "the paper's best", value: 0.9806 };
  const { data, description } = plotAccuracyRanges([sampleTrial(0)], { reference });
  const line = data.at(-1) as Loose;
  assertStringIncludes(description, ", beside the paper's best of 98.06 %.");
  assertEquals(plotAccuracyRanges([sampleTrial(0)]).data.length, data.length - 1);
  assertEquals([line.x, line.y], [[0.9806, 0.9806], [0.5, -0.5]]);
  assertEquals(line.name, "the paper's best, 98.06 %");
});

Deno.test("plotAccuracyRanges() tells trials of several studies apart that share a number", () => {
  const { data } = plotAccuracyRanges([
    sampleTrial(0, { name: "a" }),
    sampleTrial(0, { name: "b" }),
  ]);
  const colors = (data as Loose[]).filter(({ hoverinfo }) => hoverinfo !== "skip")
    .map(({ line }) => line.color);
  assertEquals(new Set(colors).size, 2);
});

Deno.test("plotAccuracyRanges() says what the trials came to, from the least to the most", () => {
  const of = (number: number, ...accuracies: number[]) =>
    sampleTrial(number, {
      epochs: accuracies.map((valAccuracy, i) => sampleEpoch(i + 1, { valAccuracy })),
    });
  const trials = [of(0, 0.97, 0.98), of(1, 0.99, 0.985)];
  const start = "Lowest and highest training and validation accuracies of";
  assertEquals(
    plotAccuracyRanges(trials).description,
    `${start} 2 trials: the highest validation accuracies go from 98.00 % in epoch 2 (case 1) to ` +
      "99.00 % in epoch 1 (case 2).",
  );
  assertEquals(
    plotAccuracyRanges(trials.slice(0, 1)).description,
    `${start} 1 trial: the highest validation accuracies go up to 98.00 % in epoch 2 (case 1).`,
  );
  assertEquals(plotAccuracyRanges([]).description, `${start} 0 trials.`);
});

Deno.test("plotAccuracyRanges() leaves room for its bars beside long names", () => {
  const name = `${"a long name ".repeat(10)}7`;
  const { layout, data } = plotAccuracyRanges([sampleTrial(0, { name })]) as Loose;
  const [tick] = layout.yaxis.ticktext;
  assertMatch(tick, /^a long name .{0,30}….{0,14}7<br>/);
  assertStringIncludes(data[0].hovertemplate, name);
});
