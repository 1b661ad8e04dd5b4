/**
 * The scores of a trial's runs.
 *
 * @module
 */
import { type Interval, summarize, type Summary } from "../statistics/summary.ts";
import { type Objective, valuesByEpoch } from "../trial/objective.ts";
import type { Trial } from "../trial/record.ts";
import type { Run } from "../trial/run.ts";
import { isAccuracy } from "./format_metric.ts";

/**
 * Mean, standard deviation and 95 % interval over the complete runs of a trial; null without any.
 * The interval of repeats says where other seeds would lead on these images. That of folds is
 * corrected for the training images that they share, and so wider than the plain one. Either is cut to
 * what the metric can be.
 */
export function summarizeTrial({ objective, runs }: Trial): Summary | null {
  const complete = runs.filter(({ state }) => state === "complete");
  if (complete.length === 0) return null;
  const scores = complete.map((run) => scoreOf(objective, run));
  const summary = summarize(scores, { testRatio: testRatio(runs) });
  return { ...summary, interval: summary.interval && cut(summary.interval, objective) };
}

/** To what an accuracy or a loss can be. */
function cut([low, high]: Interval, { metric }: Objective): Interval {
  return [Math.max(0, low), isAccuracy(metric) ? Math.min(1, high) : high];
}

/** What a complete run came to, by the objective of its trial. */
export function scoreOf(objective: Objective, { epochs }: Run): number {
  return valuesByEpoch(objective, epochs).at(-1)!;
}

/** Of folds: the images that validate over those that train. Of others, which are independent: 0. */
export function testRatio(runs: readonly Run[]): number {
  const fold = runs[0]?.fold ?? null;
  return fold === null ? 0 : 1 / (fold.count - 1);
}
