/**
 * The search of the soak: nets so small that an epoch takes a moment, and rates so low that they are
 * pruned.
 *
 * @module
 */
import { adam, type SearchResult, type SearchTrial } from "../../lib/mod.ts";

/** A few filters and units, by Adam. */
export default function tiny(trial: SearchTrial): SearchResult {
  const units = trial.suggestInt("units", 8, 16);
  const learningRate = trial.suggestFloat("rate", 1e-5, 1e-1, { log: true });
  return { layers: `C2 P4 F D${units}`, optimizer: adam({ learningRate }) };
}
