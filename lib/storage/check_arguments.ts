/**
 * How the arguments of storages and of their writers are refused: by all alike, before anything is
 * read or written.
 *
 * @module
 */
import { checkBoolean, checkKeys, checkWhole, refuseType } from "../check/check.ts";
import { checkDefinition } from "../trial/check_definition.ts";
import type { StudyDefinition } from "../trial/definition.ts";
import type { StoredStudy, WriteOptions } from "./storage.ts";
import { checkStudyName } from "./study_name.ts";

const STORED = ["definition", "trials", "leftOut", "writer", "changed", "revision"];

/**
 * The name of a study that may be there: any text, for what no storage holds is just not there.
 *
 * @throws {TypeError} If it is no text.
 */
export function checkName(name: unknown): string {
  if (typeof name === "string") return name;
  return refuseType("the name of a study", 'a text such as "hidden-layers"', name);
}

/**
 * The number of a trial and that of a run of it.
 *
 * @throws {TypeError} If one is no number.
 * @throws {RangeError} If one is fractional or below 0.
 */
export function checkPlace(trial: unknown, run: unknown): void {
  checkWhole("the number of a trial", trial, 0);
  checkWhole("the number of a run", run, 0);
}

/**
 * What was loaded of a study before, or null.
 *
 * @throws {TypeError} If it is neither.
 */
export function checkKnown(known: StoredStudy | null): void {
  if (known === null) return;
  const { trials, leftOut } = checkKeys("what is known of a study", known, STORED);
  const isLoaded = Array.isArray(trials) && Array.isArray(leftOut);
  if (!isLoaded) refuseType("what is known of a study", "what was loaded of it", known);
}

/**
 * What a study that is to be written to was asked to do, and how that is begun.
 *
 * @returns The name of the study, and whether what is stored of it goes first.
 * @throws {TypeError} If one has an unknown field, or one of another type.
 * @throws {RangeError} If a number is out of range, or no database can hold the name.
 */
export function checkWrite(
  definition: StudyDefinition,
  options: WriteOptions,
): { readonly name: string; readonly fresh: boolean } {
  const { name } = checkDefinition(definition);
  const { fresh = false } = checkKeys("options of write()", options, ["fresh"]);
  return { name: checkStudyName(name), fresh: checkBoolean("fresh", fresh) };
}
