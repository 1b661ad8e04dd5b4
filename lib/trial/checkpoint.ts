/**
 * A checkpoint: all that a run needs to go on after an epoch as if nothing had happened. Plain data
 * that crosses threads, files and machines.
 *
 * @module
 */
import type { EpochMetrics } from "./run.ts";

/** Where a run stood after an epoch. */
export interface Checkpoint {
  /** The epochs that it has finished, at least one. */
  readonly epochs: readonly EpochMetrics[];
  /** The weights, moving statistics included, in the order of the model's. */
  readonly weights: readonly Float32Array[];
  /** What the optimizer keeps of earlier steps: Adam the means and variances, SGD the sums. */
  readonly optimizer: readonly Float32Array[];
}
