/**
 * A trial by its number or its name.
 *
 * @module
 */
import { checkWhole, refuseType } from "../check/check.ts";
import { didYouMean, show } from "../check/show.ts";
import type { Trial } from "../trial/record.ts";

/**
 * Finds a trial of a study.
 *
 * @param which Its number, or its name as tables show it.
 * @throws {TypeError} If that is neither.
 * @throws {RangeError} If no trial has it; the message says which numbers there are, or names the
 * nearest name.
 */
export function findTrial(trials: readonly Trial[], which: number | string): Trial {
  if (typeof which === "number") {
    return trials[checkWhole("the number of a trial", which, 0, trials.length - 1)];
  }
  if (typeof which !== "string") refuseType("a trial", "a number or a name", which);
  const found = trials.find(({ name }) => name === which);
  if (found !== undefined) return found;
  const near = didYouMean(which, trials.map(({ name }) => name));
  throw new RangeError(
    `Expected the name of a trial to be one of the study's, got ${show(which)}${near}`,
  );
}
