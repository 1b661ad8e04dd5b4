/**
 * What Optuna and its dashboard show of a trial beside its params, wherever it is written for them.
 *
 * @module
 */
import type { Trial } from "./record.ts";

/** The user attributes that a trial has from its beginning; why it failed comes with its end. */
export function toOptunaAttributes({ name, setup, parameters, runs }: Trial) {
  const { layers, optimizer, batchSize, epochs, seed } = setup;
  const { kind, learningRate } = optimizer;
  const recipe = { layers, optimizer: kind, learningRate, batchSize, epochs, seed };
  return { name, ...recipe, parameters, runs: runs.length };
}
