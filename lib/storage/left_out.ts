/**
 * Trials of cases that were left out before they had ended.
 *
 * @module
 */
import type { StudyDefinition } from "../trial/definition.ts";
import type { Trial } from "../trial/record.ts";
import type { StoredStudy } from "./storage.ts";

/** Stored trials, those that are none of the study's any more apart. */
export function splitLeftOut(
  trials: readonly Trial[],
  { leftOut }: Pick<StudyDefinition, "leftOut">,
): Pick<StoredStudy, "trials" | "leftOut"> {
  const isLeftOut = ({ number }: Trial) => leftOut.includes(number);
  return {
    trials: trials.filter((trial) => !isLeftOut(trial)),
    leftOut: trials.filter(isLeftOut),
  };
}

/** All trials that are stored of a study, in the order of their numbers. */
export function withLeftOut(
  { trials, leftOut }: Pick<StoredStudy, "trials" | "leftOut">,
): readonly Trial[] {
  return [...trials, ...leftOut].sort((a, b) => a.number - b.number);
}
