/**
 * What trials came to beside what they cost.
 *
 * @module
 */
import { meanOf } from "../statistics/summary.ts";
import { isBetter } from "../trial/objective.ts";
import type { Trial } from "../trial/record.ts";
import { toValuePoints, type ValuePoint } from "./value_points.ts";

/** What a trial costs: the trainable weights of its net, or the seconds that a run of it took. */
export type Cost = "parameters" | "time";

/** All of {@linkcode Cost}. */
export const costs: readonly Cost[] = ["parameters", "time"];

/** A complete trial and its cost. */
export interface TradeOffRow extends ValuePoint {
  /** Weights, or seconds. */
  readonly cost: number;
  /**
   * Whether no other trial is as good for less, or better for as much: Pareto's front. Of trials that
   * are alike in both, the first.
   */
  readonly isOnFront: boolean;
}

/**
 * The complete trials of a known cost, the cheapest first.
 *
 * @throws {TypeError} If they are no array, or one of them is no trial.
 * @throws {RangeError} If the values are not of one metric and epoch.
 */
export function toTradeOffRows(trials: readonly Trial[], cost: Cost): TradeOffRow[] {
  const { complete, objective } = toValuePoints(trials);
  const rows = complete.flatMap((point) => {
    const of = costOf(point.trial, cost);
    return of === null || !Number.isFinite(point.value) ? [] : [{ ...point, cost: of }];
  });
  const better = (a: ValuePoint, b: ValuePoint) => isBetter(objective, a.value, b.value);
  rows.sort((a, b) => a.cost - b.cost || (better(a, b) ? -1 : better(b, a) ? 1 : 0));
  let best: ValuePoint | null = null;
  return rows.map((row) => {
    const isOnFront = best === null || better(row, best);
    if (isOnFront) best = row;
    return { ...row, isOnFront };
  });
}

function costOf({ parameters, runs }: Trial, cost: Cost): number | null {
  if (cost === "parameters") return parameters;
  const durations = runs.map(({ durationMs }) => durationMs).filter((one) => one !== null);
  return durations.length === 0 ? null : meanOf(durations) / 1000;
}
