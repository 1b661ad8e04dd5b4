/**
 * Whole trials as JSON.
 *
 * @module
 */
import type { Trial } from "../trial/trial.ts";

/** The version of the layout of `trials.json`; it grows when a field changes its meaning. */
export const TRIALS_SCHEMA_VERSION = 1;

/**
 * Prints whole trials, epochs and confusion matrices included, as
 * `{ "schemaVersion": 1, "trials": [...] }`. JSON has no NaN and no infinity: they become null.
 *
 * @example
 * ```ts
 * import type { Trial } from "../trial/trial.ts";
 *
 * declare const trials: readonly Trial[];
 * JSON.parse(toJson(trials)).trials[0].params.layers; // "C32 P2 F D128"
 * ```
 */
export function toJson(trials: readonly Trial[]): string {
  return JSON.stringify({ schemaVersion: TRIALS_SCHEMA_VERSION, trials }, null, 2) + "\n";
}
