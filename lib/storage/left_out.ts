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

/** All trials that are stored of a study, in the order of their numbers; none of no study. */
export function allStored(
  stored: Pick<StoredStudy, "trials" | "leftOut"> | null,
): readonly Trial[] {
  if (stored === null) return [];
  return [...stored.trials, ...stored.leftOut].sort((a, b) => a.number - b.number);
}

/** Numbers of the stored trials that are none of these. */
export function leftOutOf(stored: StoredStudy | null, trials: readonly Trial[]): number[] {
  const taken = new Set(trials.map(({ number }) => number));
  return allStored(stored).map(({ number }) => number).filter((number) => !taken.has(number));
}
