/**
 * From the checked options of a study to its plan and its trials.
 *
 * @module
 */
import type { StudyPlan } from "../trial/plan.ts";
import type { Trial } from "../trial/record.ts";
import { caseTrials } from "./case_trials.ts";
import type { CheckedOptions } from "./check_study_options.ts";
import { searchTrials } from "./search_trials.ts";
import type { StudyParts } from "./study_parts.ts";
import type { TrialsParts } from "./trials.ts";

/** How the study goes about its trials. */
export function toPlan(options: CheckedOptions): StudyPlan {
  const { objective, repeats, folds, lag, search, pruner } = options;
  return {
    objective,
    repeats,
    folds,
    lag: search !== null || pruner !== null ? lag : null,
    sampler: search?.sampler.settings ?? null,
    pruner: pruner?.settings ?? null,
  };
}

/** Which trials of the study meet the test images. */
export function testedTrials({ folds, search }: CheckedOptions): StudyParts["tested"] {
  if (folds !== null) return "none";
  return search === null ? "all" : "best";
}

/**
 * What the study's trials are made of.
 *
 * @param stored The trials that are stored of it.
 * @throws {RangeError} If the net of a case cannot be built.
 * @throws {Error} If a stored trial is set up otherwise than now; or the search function throws for
 * its first trial.
 */
export function openTrials(options: CheckedOptions, stored: readonly Trial[]): TrialsParts {
  const { search, pruner } = options;
  const made = search === null
    ? caseTrials(options, stored)
    : searchTrials(options, search, stored);
  const nextNumber = stored.reduce((most, { number }) => Math.max(most, number), -1) + 1;
  return { plan: toPlan(options), pruner, nextNumber, ...made };
}
