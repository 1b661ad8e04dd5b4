import { assertEquals, assertThrows } from "@std/assert";
import { compareTrials } from "../../lib/results/compare_trials.ts";
import { summarizeTrial } from "../../lib/results/summarize_trial.ts";
import { pairedT } from "../../lib/statistics/paired_t.ts";
import type { Trial } from "../../lib/trial/record.ts";
import { type TrialFacts, trialOf } from "./trials_with_runs.ts";

const deeper = [0.99058, 0.99042, 0.98883, 0.99192, 0.99133];
const baseline = [0.98550, 0.98600, 0.98642, 0.98850, 0.98742];

function tOf({ difference, interval, p }: ReturnType<typeof compareTrials>) {
  return { difference, interval, p };
}

Deno.test("compareTrials() pairs repeats by seed and tests their differences", () => {
  const comparison = compareTrials(trialOf(deeper), trialOf(baseline));
  assertEquals(comparison.metric, "valAccuracy");
  assertEquals(comparison.n, 5);
  assertEquals<unknown>(tOf(comparison), pairedT(deeper, baseline));
  // Repeats see the same images again.
  assertEquals(comparison.mcnemar, null);
});

Deno.test("compareTrials() pairs what both have, whatever the order of their runs", () => {
  const from1 = trialOf(deeper, { seed: 1 });
  const from3 = trialOf(baseline, { seed: 3 });
  const turned = { ...from1, runs: from1.runs.toReversed() };
  const expected = pairedT(deeper.slice(2), baseline.slice(0, 3))!;
  assertEquals<unknown>(tOf(compareTrials(from1, from3)), expected);
  const comparison = compareTrials(turned, from3);
  assertEquals(comparison.n, 3);
  assertEquals(comparison.difference!.toFixed(12), expected.difference.toFixed(12));
});

Deno.test("compareTrials() is more careful with folds, and adds up their images", () => {
  const a = trialOf(deeper, { folds: 5, validation: [[1, 2], [], [3], [1], [2, 4]] });
  const b = trialOf(baseline, { folds: 5, validation: [[1], [1], [2, 3], [4, 5], [2, 4]] });
  const comparison = compareTrials(a, b);
  assertEquals<unknown>(tOf(comparison), pairedT(deeper, baseline, { testRatio: 1 / 4 }));
  const { mcnemar } = comparison;
  assertEquals([mcnemar?.images, mcnemar?.onlyA, mcnemar?.onlyB], ["validation", 2, 4]);
});

Deno.test("compareTrials() adds up no images of folds that were made anew", () => {
  const facts = { folds: 2, validation: [[1], [2], [1], [2]] };
  const a = trialOf([0.9, 0.8, 0.9, 0.7], facts);
  const b = trialOf([0.8, 0.6, 0.7, 0.6], facts);
  const comparison = compareTrials(a, b);
  assertEquals([comparison.n, comparison.mcnemar], [4, null]);
});

Deno.test("compareTrials() compares single runs by the test images that both met, else others", () => {
  const compare = (a: TrialFacts, b: TrialFacts) =>
    compareTrials(trialOf([0.9], a), trialOf([0.875], b));
  const tested = { test: [[1, 2, 3]], validation: [[5]] };
  const both = compare(tested, { test: [[3, 4, 5, 6, 7, 8, 9]], validation: [[]] });
  assertEquals(both.mcnemar, { images: "test", onlyA: 2, onlyB: 6, p: 74 / 256 });
  const one = compare(tested, { validation: [[6, 7]] });
  assertEquals(one.mcnemar, { images: "validation", onlyA: 1, onlyB: 2, p: 1 });
  assertEquals([one.n, one.interval, one.p], [1, null, null]);
  assertEquals(one.difference?.toFixed(6), "0.025000");
});

Deno.test("compareTrials() says nothing where no complete runs share a seed", () => {
  const nothing = { n: 0, difference: null, interval: null, p: null, mcnemar: null };
  const apart = compareTrials(trialOf(deeper, { seed: 1 }), trialOf(baseline, { seed: 9 }));
  assertEquals(apart, { metric: "valAccuracy", ...nothing });
  const pruned: Trial = {
    ...trialOf([0.9, 0.8]),
    runs: trialOf([0.9, 0.8]).runs.map((run) => ({ ...run, state: "pruned" })),
  };
  assertEquals(compareTrials(pruned, trialOf([0.9, 0.8])).n, 0);
  assertEquals(compareTrials(trialOf([0.9, 0.8]), pruned).n, 0);
  // A fold is no repeat of the same seed, and no fold of another size.
  const folds = trialOf([0.9, 0.8], { folds: 2 });
  assertEquals(compareTrials(folds, trialOf([0.9, 0.8])).n, 0);
  assertEquals(compareTrials(folds, trialOf([0.9, 0.8, 0.7], { folds: 3 })).n, 0);
});

Deno.test("compareTrials() takes scores where the objective has them", () => {
  // All have 0.5 in their first epoch.
  const best = { metric: "valLoss", epoch: "best" } as const;
  const comparison = compareTrials(trialOf([0.75, 0.25], best), trialOf([0.5, 1], best));
  assertEquals([comparison.metric, comparison.difference], ["valLoss", -0.125]);
});

Deno.test("compareTrials() refuses trials whose values are of two kinds", () => {
  const refused: [TrialFacts, string][] = [
    [{ setup: { limit: 600 } }, "whose limit is 600 and not null."],
    [{ setup: { protocol: "paper" } }, 'whose protocol is "paper" and not "held-out".'],
    [{ metric: "valLoss" }, 'whose metric is "valLoss" and not "valAccuracy".'],
    [{ epoch: "best" }, 'whose epoch of the metric is "best" and not "last".'],
  ];
  for (const [facts, sentence] of refused) {
    const compare = () => compareTrials(trialOf([0.9]), trialOf([0.9], { number: 6, ...facts }));
    assertThrows(compare, RangeError, `Cannot compare "case 1" with "case 7", ${sentence}`);
  }
});

Deno.test("summarizeTrial() takes complete runs, and corrects the interval of folds alone", () => {
  const repeats = summarizeTrial(trialOf(deeper))!;
  const folds = summarizeTrial(trialOf(deeper, { folds: 5 }))!;
  assertEquals([repeats.n, repeats.mean.toFixed(6)], [5, "0.990616"]);
  assertEquals(repeats.interval!.map((end) => end.toFixed(6)), ["0.989168", "0.992064"]);
  assertEquals(folds.interval!.map((end) => end.toFixed(6)), ["0.988444", "0.992788"]);
  assertEquals({ ...folds, interval: repeats.interval }, repeats);
  const { runs, ...trial } = trialOf(deeper);
  assertEquals(summarizeTrial({ ...trial, runs: [] }), null);
  const stopped = runs.map((run, i) => i < 3 ? run : { ...run, state: "failed" as const });
  assertEquals(summarizeTrial({ ...trial, runs: stopped })?.n, 3);
});
