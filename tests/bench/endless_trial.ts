/**
 * @module
 */
import { adam, formatLayers, type Layer } from "../../lib/mod.ts";
import type { TrialParams } from "../../lib/trial/trial.ts";
import { BATCH } from "./rounds.ts";

/** The params of a trial that trains hidden layers until it is stopped, in epochs of `steps`. */
export function endlessTrial(layers: readonly Layer[], steps: number): TrialParams {
  return {
    layers: formatLayers(layers),
    epochs: Number.MAX_SAFE_INTEGER,
    batchSize: BATCH,
    optimizer: adam(),
    seed: 1,
    protocol: "paper",
    limit: BATCH * steps,
  };
}
