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
 * import { assertEquals } from "@std/assert";
 * import { extremes } from "./extremes.ts";
 *
 * const rest = { loss: 0.1, accuracy: 0.97, valLoss: 0.1, durationMs: 900 };
 * const epochs = [0.98, 0.97, 0.99].map((valAccuracy, i) => (
 *   { ...rest, epoch: i + 1, valAccuracy }
 * ));
 * assertEquals(extremes(epochs, "valAccuracy"), {
 *   lowest: { value: 0.97, epoch: 2 },
 *   highest: { value: 0.99, epoch: 3 },
 * });
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
