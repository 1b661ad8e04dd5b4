/**
 * Configurations with their intervals, and which of them cannot be told from the best.
 *
 * @module
 */
import type { Interval } from "../statistics/summary.ts";
import { bestTrial, isAhead } from "../trial/best.ts";
import { type Trial, withOwnNumbers } from "../trial/record.ts";
import { summarizeTrial } from "./summarize_trial.ts";
import { toldFromBest } from "./told_from_best.ts";
import { toValuePoints, type ValuePoint } from "./value_points.ts";

/** How a trial stands to the best; `unknown` where there is no test to be had. */
export type Distinction = "best" | "like" | "apart" | "unknown";

/** A complete trial beside the best. */
export interface IntervalRow extends ValuePoint {
  /** Where the true mean lies, at 95 %; null of a single run and of equal ones. */
  readonly interval: Interval | null;
  /** Whether it is the best, or can be told from it at 95 %. */
  readonly standing: Distinction;
}

/**
 * The complete trials, the best first, each with its interval and how it stands to the best by
 * {@linkcode toldFromBest}.
 *
 * @throws {TypeError} If they are no array, or one of them is no trial.
 * @throws {RangeError} If the values are not of one metric and epoch.
 */
export function toIntervalRows(trials: readonly Trial[]): IntervalRow[] {
  const { complete } = toValuePoints(trials);
  const own = withOwnNumbers(trials);
  const best = bestTrial(own);
  const told = toldFromBest(own);
  const standingOf = (trial: Trial): Distinction => {
    if (trial.number === best?.number) return "best";
    const apart = told.get(trial.number)?.toldApart ?? null;
    return apart === null ? "unknown" : apart ? "apart" : "like";
  };
  return complete.map((point) => ({
    ...point,
    interval: summarizeTrial(point.trial)?.interval ?? null,
    standing: standingOf(point.trial),
  })).sort((a, b) => isAhead(a.trial, b.trial) ? -1 : isAhead(b.trial, a.trial) ? 1 : 0);
}
