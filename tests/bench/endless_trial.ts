/**
 * @module
 */
import { adam, formatLayers, type Layer } from "../../lib/studies.ts";
import type { Setup } from "../../lib/trial/setup.ts";
import { BATCH } from "./rounds.ts";

/** The setup of a trial that trains hidden layers until it is stopped, in epochs of `steps`. */
export function endlessTrial(layers: readonly Layer[], steps: number): Setup {
  return {
    layers: formatLayers(layers),
    epochs: Number.MAX_SAFE_INTEGER,
    batchSize: BATCH,
    optimizer: adam(),
    seed: 1,
    protocol: "paper",
    limit: BATCH * steps,
    patience: null,
    fold: null,
  };
}
