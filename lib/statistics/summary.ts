/**
 * Several scores in a few figures.
 *
 * @module
 */
import { refuseRange } from "../check/check.ts";
import { reach95 } from "./student_t.ts";

/** From a low to a high end. */
export type Interval = readonly [low: number, high: number];

/** How scores hang together. */
export interface ScoreOptions {
  /**
   * Of scores whose training images overlap, as those of folds do: the images that validate over
   * those that train, 1 / (k - 1) for k folds. Scores that have nothing in common: 0.
   *
   * @default {0}
   */
  readonly testRatio?: number;
}

/** Equal scores, or differences of equal amounts, come out apart by less than this share of them. */
const ROUNDING = 1e-9;

/** Several scores in a few figures. */
export interface Summary {
  /** How many scores. */
  readonly n: number;
  /** Their mean. */
  readonly mean: number;
  /** Standard deviation, by n - 1; null of a single score. */
  readonly deviation: number | null;
  /**
   * Where the true mean lies, at 95 %; not cut to [0, 1]. Null unless there are 2 finite scores, and
   * where all are equal: they say nothing of how far others would lie apart.
   */
  readonly interval: Interval | null;
}

/**
 * Mean, standard deviation, and the 95 % interval of the mean by Student's t.
 *
 * Scores of folds are not independent, for their training images overlap, and the plain interval
 * is too narrow. With `testRatio` their variance is that of Nadeau and Bengio (2003, "Inference for
 * the generalization error"): s^2 (1/n + testRatio) in place of s^2 / n.
 *
 * @throws {RangeError} If there is no score.
 */
export function summarize(scores: readonly number[], options: ScoreOptions = {}): Summary {
  const n = scores.length;
  if (n === 0) refuseRange("scores", "at least one number", scores);
  const mean = meanOf(scores);
  if (n === 1) return { n, mean, deviation: null, interval: null };
  const squares = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / (n - 1));
  const reach = reach95(n - 1) * standardError(deviation, n, options);
  const isKnown = Number.isFinite(reach) && deviation > ROUNDING * Math.abs(mean);
  const interval = isKnown ? [mean - reach, mean + reach] as const : null;
  return { n, mean, deviation, interval };
}

/** The mean of at least one score; of equal ones it is their score, without a deviation by rounding. */
export function meanOf(scores: readonly number[]): number {
  const isConstant = scores.every((score) => score === scores[0]);
  return isConstant ? scores[0] : scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

/** The standard error of the mean of n scores. */
export function standardError(deviation: number, n: number, options: ScoreOptions): number {
  return deviation * Math.sqrt(1 / n + (options.testRatio ?? 0));
}
