/**
 * The lowest and highest accuracy of a trial, with their epochs.
 *
 * @module
 */
import type { EpochMetrics } from "../trial/run.ts";

/** An accuracy and the epoch in which it was measured. */
export interface Extreme {
  /** A fraction in [0, 1]. */
  readonly value: number;
  /** Counted from 1. */
  readonly epoch: number;
}

/**
 * Finds the lowest and the highest accuracy over the epochs; of equal ones, the earliest. Null
 * without epochs.
 *
 * @example
 * ```ts
 * import type { Trial } from "../trial/record.ts";
 *
 * declare const trial: Trial;
 * const { lowest, highest } = extremes(trial.run.epochs, "valAccuracy")!;
 * ```
 */
export function extremes(
  epochs: readonly EpochMetrics[],
  metric: "accuracy" | "valAccuracy",
): { readonly lowest: Extreme; readonly highest: Extreme } | null {
  if (epochs.length === 0) return null;
  let lowest = epochs[0];
  let highest = epochs[0];
  for (const metrics of epochs) {
    if (metrics[metric] < lowest[metric]) lowest = metrics;
    if (metrics[metric] > highest[metric]) highest = metrics;
  }
  return {
    lowest: { value: lowest[metric], epoch: lowest.epoch },
    highest: { value: highest[metric], epoch: highest.epoch },
  };
}
