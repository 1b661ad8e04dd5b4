/**
 * A search space: the paper's nets, whose layers come "randomly in a periodic sequence", each with a
 * learning rate of its own.
 *
 * @module
 */
import { adam, periodicNet, type SearchResult, type SearchTrial } from "../../lib/mod.ts";

/** Convolution and pooling, one to three times, then dropout and a dense layer. */
export default function periodic(trial: SearchTrial): SearchResult {
  const layers = periodicNet(trial, { filters: [16, 32, 64], denseUnits: [64, 128] });
  const learningRate = trial.suggestFloat("learningRate", 1e-4, 1e-2, { log: true });
  return { layers, optimizer: adam({ learningRate }) };
}
