import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import type { Figure } from "../../lib/plots/figure.ts";
import { plotLearningCurves } from "../../lib/plots/learning_curves.ts";
import { sampleEpoch, sampleTrial } from "../results/sample_trials.ts";
import { bandsOf, legendOf, type Loose, tracesOf, trialOfRuns } from "./curves_of.ts";

/** Trials of which the later are the better, but for some. */
const many = Array.from({ length: 1000 }, (_, i) => {
  if (i < 2) return sampleTrial(i, { state: "running", epochs: [sampleEpoch(1)] });
  if (i >= 990) return sampleTrial(i, { state: "pruned", epochs: [sampleEpoch(1)] });
  return sampleTrial(i, { epochs: [sampleEpoch(1, { valAccuracy: i / 1000 })] });
});

Deno.test("plotLearningCurves() draws of many trials those that run and the best", () => {
  const drawn = ({ data }: Figure) =>
    [...new Set(data.map(({ legendgroup }) => legendgroup))].filter((one) => one).map(Number)
      .toSorted((a, b) => a - b);
  const figure = plotLearningCurves(many);
  assertEquals(drawn(figure), [0, 1, ...Array.from({ length: 22 }, (_, i) => 968 + i)]);
  assertMatch(figure.description, /^Learning curves of 24 of 1,000 trials: /);
  assertEquals((figure.layout.legend as Loose).title.text, "24 of 1,000 trials");
  const few = plotLearningCurves(many, { most: 3 });
  assertEquals(drawn(few), [0, 1, 989]);
  assertMatch(few.description, /^Learning curves of 3 of 1,000 trials: /);
  const all = plotLearningCurves(many.slice(0, 30), { most: 30 });
  assertEquals([drawn(all).length, (all.layout.legend as Loose).title], [30, undefined]);
});

Deno.test("plotLearningCurves() puts all but the running and the best of many in the background", () => {
  const trials = Array.from({ length: 9 }, (_, i) => trialOfRuns(i, [i / 10], [i / 10]));
  const clear = plotLearningCurves(trials.slice(0, 8));
  assertEquals(legendOf(clear).length, 8 + 3);
  const figure = plotLearningCurves(trials);
  assertEquals(legendOf(figure), [
    ...[4, 5, 6, 7, 8, 9].map((n) => `case ${n}`),
    "3 others, validation",
    "training",
    "validation",
    "lowest to highest run",
  ]);
  const faint = tracesOf(figure, 0);
  assertEquals(faint.map(({ y, mode, line }) => [y.length, mode, line.width]), [
    [1, "lines", 1],
    [1, "lines", 1],
  ]);
  assertEquals(faint.map(({ xaxis }) => xaxis ?? "x"), ["x", "x2"]);
  assertStringIncludes(faint[0].hovertemplate, "<b>case 1</b>");
  assertEquals([bandsOf(figure, 0).length, bandsOf(figure, 8).length], [0, 4]);
  assertEquals(figure.data.indexOf(faint[1]) < figure.data.indexOf(bandsOf(figure, 3)[0]), true);
});

Deno.test("plotLearningCurves() gives those that stand out of many a colour each", () => {
  const trials = Array.from({ length: 36 }, (_, i) => trialOfRuns(i, [i % 6 / 10], [i % 6 / 10]));
  const figure = plotLearningCurves(trials);
  const colors = [5, 11, 17, 23, 29, 35].map((number) => tracesOf(figure, number)[3].line.color);
  assertEquals(new Set(colors).size, 6);
  assertMatch(bandsOf(figure, 35)[3].fillcolor, new RegExp(`^${colors[5]}[0-9a-f]{2}$`));
});

Deno.test("plotLearningCurves() grows with its legend, which does not grow with the background", () => {
  const height = (most: number) => plotLearningCurves(many, { most }).layout.height as number;
  assertEquals(height(2), height(6));
  assertEquals(height(24), height(40));
});
