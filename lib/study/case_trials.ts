/**
 * Trials of listed cases.
 *
 * @module
 */
import type { CheckedOptions } from "./check_study_options.ts";
import { measureNet, newTrial } from "./new_trial.ts";
import type { TrialSource } from "./trial_source.ts";

/**
 * Makes one trial of each case.
 *
 * @throws {RangeError} If the net of a case cannot be built.
 */
export function caseTrials(options: CheckedOptions): TrialSource {
  const trials = options.cases.map((one, number) => {
    const identity = { number, name: one.name, params: {}, distributions: {} };
    return { ...newTrial(identity, one, options), ...measureNet(one.layers, options.data) };
  });
  return { count: trials.length, isSearch: false, create: (number) => trials[number] };
}
