/**
 * Whether two things that were scored in pairs differ.
 *
 * @module
 */
import { twoSidedP } from "./student_t.ts";
import { type Interval, type ScoreOptions, standardError, summarize } from "./summary.ts";

/** What a paired t test says. */
export interface PairedT {
  /** The mean of the first scores less that of the second. */
  readonly difference: number;
  /** Where the true difference lies, at 95 %; null where all differences are 0. */
  readonly interval: Interval | null;
  /** How likely at least such a difference would be, either way, if there were none. */
  readonly p: number;
}

/**
 * Student's t test of pairs, two-sided. Null unless there are 2 pairs and all scores are finite, and
 * where all pairs differ by the same amount: the test would take it for certain, and two pairs may do
 * so by chance where scores are counts of few images. Where that amount is 0, p is 1.
 *
 * @param a Scores, each with its pair at the same place of `b`.
 * @param options With `testRatio`, the corrected test of Nadeau and Bengio, as in
 * {@linkcode summarize}.
 */
export function pairedT(
  a: readonly number[],
  b: readonly number[],
  options: ScoreOptions = {},
): PairedT | null {
  if (a.length < 2) return null;
  const { n, mean, deviation, interval } = summarize(a.map((score, i) => score - b[i]), options);
  if (mean === 0 && deviation === 0) return { difference: mean, interval, p: 1 };
  if (interval === null) return null;
  const p = twoSidedP(mean / standardError(deviation!, n, options), n - 1);
  return { difference: mean, interval, p };
}
