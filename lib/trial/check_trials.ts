/**
 * Checks of trials that are handed in, as tables and charts are given them.
 *
 * @module
 */
import { checkArray, refuseType } from "../check/check.ts";
import type { Trial } from "./record.ts";

/**
 * The trials of a study, or of several.
 *
 * @throws {TypeError} If they are no array, or one of them is no trial.
 */
export function checkTrials(trials: readonly Trial[]): readonly Trial[] {
  checkArray("trials", trials, "an array such as study.trials", checkTrial);
  return trials;
}

/**
 * A trial.
 *
 * @throws {TypeError} If it is none.
 */
export function checkTrial(trial: Trial): Trial {
  const isTrial = Number.isInteger(trial?.number) && typeof trial.name === "string" &&
    typeof trial.setup?.layers === "string" && Array.isArray(trial.runs);
  return isTrial ? trial : refuseType("a trial", "one of study.trials", trial);
}
