/** A checkpoint that no run left, with every kind of number. */
import type { Checkpoint } from "../../lib/trial/checkpoint.ts";

/** One after `epochs` epochs, with an array of `size` numbers among its weights. */
export function someCheckpoint(epochs: number, size = 7): Checkpoint {
  return {
    epochs: Array.from({ length: epochs }, (_, i) => ({
      epoch: i + 1,
      loss: NaN,
      accuracy: -0,
      valLoss: i === 0 ? Infinity : -Infinity,
      valAccuracy: 0.1 + 0.2,
      durationMs: 5e-324,
    })),
    weights: [Float32Array.of(-0, NaN, Infinity, 1e-45), new Float32Array(size).fill(epochs)],
    optimizer: [new Float32Array(), Float32Array.from({ length: 5 }, (_, i) => i / 3)],
  };
}
