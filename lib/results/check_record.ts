/**
 * Checks of studies that are handed in to be exported or reported.
 *
 * @module
 */
import { checkKeys, checkText, checkWhole, refuseType } from "../check/check.ts";
import { checkTrials } from "../trial/check_trials.ts";
import { checkReference } from "../trial/reference.ts";
import type { StudyRecord } from "./json.ts";

const FIELDS = ["name", "dataset", "plan", "planned", "trials", "reference", "provenance"];
/** What storages and `trials.json` say beside that. */
const BESIDE = ["weights", "leftOut", "schemaVersion", "made"];

/**
 * A study, or a record of one that was made by hand.
 *
 * @param purpose What it is to be, such as `one to export`.
 * @throws {TypeError} If it is neither, has a field of another type or, made by hand, an unknown one.
 * @throws {RangeError} If `planned` is fractional or less than the trials that there are, or the reference's
 * value is not in [0, 1].
 */
export function checkRecord(study: StudyRecord, purpose: string): void {
  if (typeof study !== "object" || study === null) refuseType("a study", purpose, study);
  const prototype = Object.getPrototypeOf(study);
  // A `Study` holds more than it tells.
  if (prototype === Object.prototype || prototype === null) {
    checkKeys("a study", study, [...FIELDS, ...BESIDE]);
  }
  checkText("the name of a study", study.name, 'a text such as "hidden-layers"');
  checkText("the dataset of a study", study.dataset, 'a text such as "MNIST"');
  const { plan = null, reference = null } = study;
  if (typeof plan !== "object") refuseType("the plan of a study", "study.plan", plan);
  checkReference(reference);
  checkTrials(study.trials);
  const { planned = study.trials.length } = study;
  checkWhole("the planned trials of a study", planned, study.trials.length);
}
