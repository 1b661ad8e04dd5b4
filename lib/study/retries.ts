/**
 * Failed trials, tried again.
 *
 * @module
 */
import type { Trial } from "../trial/record.ts";
import { newRun } from "../trial/run.ts";

/** How the name of a retry ends. */
const RETRY = /, retry \d+$/;

/**
 * A waiting trial like each that failed in training, unless it was tried again already.
 *
 * @param nextNumber The number of the first of them.
 */
export function toRetries(trials: readonly Trial[], nextNumber: number): Trial[] {
  const retried = new Set(trials.map(({ retryOf }) => retryOf));
  const failed = trials.filter(({ number, state, runs }) =>
    state === "failed" && runs.length > 0 && !retried.has(number)
  );
  return failed.map((trial, i) => {
    const original = trial.name.replace(RETRY, "");
    const tries = trials.filter(({ name }) => name.replace(RETRY, "") === original).length;
    return {
      ...trial,
      number: nextNumber + i,
      name: `${original}, retry ${tries}`,
      retryOf: trial.number,
      state: "waiting",
      error: null,
      runs: trial.runs.map(newRun),
    };
  });
}
