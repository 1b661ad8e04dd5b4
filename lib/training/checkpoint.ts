/**
 * Checkpoints of a run: taking one, and whether a run can go on from one.
 *
 * @module
 */
import type * as tf from "@tensorflow/tfjs";
import { refuseRange } from "../check/check.ts";
import type { Checkpoint } from "../trial/checkpoint.ts";
import type { EpochMetrics } from "../trial/run.ts";
import type { Setup } from "../trial/setup.ts";
import { type OptimizerState, statesPerWeight } from "./optimizer_step.ts";
import { isOver } from "./stopping.ts";
import { readTensors, readWeights } from "./weights.ts";

/** Copies all that a run needs to go on after these epochs. */
export function takeCheckpoint(
  epochs: readonly EpochMetrics[],
  model: tf.Sequential,
  optimizer: OptimizerState,
): Checkpoint {
  return {
    epochs: [...epochs],
    weights: readWeights(model),
    optimizer: readTensors(optimizer.tensors),
  };
}

/**
 * Passes where a run of a setup may have left this checkpoint.
 *
 * @param model Of the setup's layers.
 * @throws {RangeError} If it has epochs after the run's end, or is of another net or optimizer.
 */
export function checkFits(
  { epochs, weights, optimizer }: Checkpoint,
  setup: Setup,
  model: tf.Sequential,
): void {
  const last = epochs.findIndex((_, i) => isOver(setup, epochs.slice(0, i + 1))) + 1;
  if (last > 0 && last < epochs.length) {
    const most = last === 1 ? "1 epoch" : `${last} epochs`;
    refuseRange("from", `a checkpoint of at most ${most}, its setup's`, epochs.length);
  }
  const sizes = (weights: tf.Sequential["weights"]) =>
    weights.map(({ shape }) => shape.reduce<number>((size, length) => size * length!, 1));
  const trained = sizes(model.trainableWeights);
  const states = Array.from({ length: statesPerWeight(setup.optimizer) }, () => trained).flat();
  checkLengths("weights of from", weights, sizes(model.weights));
  checkLengths("optimizer of from", optimizer, states);
}

function checkLengths(name: string, arrays: readonly Float32Array[], expected: number[]): void {
  const lengths = arrays.map(({ length }) => length);
  if (lengths.join() === expected.join()) return;
  refuseRange(name, `arrays of the lengths ${expected.join(", ")}`, lengths);
}
