/**
 * A search space: how fast does a small net learn best, and with how many filters?
 *
 * @module
 */
import {
  adam,
  conv,
  dense,
  flatten,
  maxPool,
  type SearchResult,
  type SearchTrial,
} from "../../lib/mod.ts";

/** One convolution and one dense layer, by Adam. */
export default function rates(trial: SearchTrial): SearchResult {
  const filters = trial.suggestInt("filters", 8, 32, { step: 8 });
  const learningRate = trial.suggestFloat("learningRate", 1e-4, 1e-2, { log: true });
  return {
    layers: [conv(filters), maxPool(2), flatten(), dense(64)],
    optimizer: adam({ learningRate }),
  };
}
