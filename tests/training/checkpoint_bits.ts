/** Checkpoints to be compared to the bit. */
import type { Checkpoint } from "../../lib/trial/checkpoint.ts";

/** All of checkpoints that a run decides: their durations aside, and their numbers as bits. */
export function bitsOf(checkpoints: readonly Checkpoint[]) {
  const bits = (arrays: readonly Float32Array[]) =>
    arrays.map((array) => new Uint32Array(array.slice().buffer));
  return checkpoints.map(({ epochs, weights, optimizer }) => ({
    epochs: epochs.map(({ durationMs: _, ...metrics }) => metrics),
    weights: bits(weights),
    optimizer: bits(optimizer),
  }));
}
