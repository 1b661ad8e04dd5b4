/**
 * Trials of listed cases.
 *
 * @module
 */
import type { Trial } from "../trial/record.ts";
import type { CheckedOptions } from "./check_study_options.ts";
import { newTrial } from "./new_trial.ts";
import type { TrialSource } from "./trial_source.ts";

/**
 * Makes one trial of each case.
 *
 * @throws {RangeError} If the net of a case cannot be built.
 */
export function caseTrials(options: CheckedOptions): TrialSource {
  const trials: Trial[] = options.cases!.map((one, number) =>
    newTrial({ number, name: one.name, params: {}, distributions: {} }, one, options)
  );
  return { count: trials.length, isSearch: false, create: (number) => trials[number] };
}
