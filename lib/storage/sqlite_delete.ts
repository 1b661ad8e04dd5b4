/**
 * Deletes a study and frees its space.
 *
 * @module
 */
import type { Database } from "./sqlite_database.ts";

/** Optuna's tables that hold something of a trial. */
const OF_TRIALS = [
  "trial_user_attributes",
  "trial_system_attributes",
  "trial_params",
  "trial_values",
  "trial_intermediate_values",
  "trial_heartbeats",
];

/** Optuna's tables that hold something of a study, the study itself last. */
const OF_STUDIES = [
  "trials",
  "study_directions",
  "study_user_attributes",
  "study_system_attributes",
  "studies",
];

/** Deletes a study within a transaction: Optuna's rows one by one, ours go with them. */
export function deleteStudy(database: Database, studyId: number): void {
  for (const table of OF_TRIALS) {
    database.run(
      `DELETE FROM ${table} WHERE trial_id IN (SELECT trial_id FROM trials WHERE study_id = ?)`,
      studyId,
    );
  }
  for (const table of OF_STUDIES) database.run(`DELETE FROM ${table} WHERE study_id = ?`, studyId);
}

/**
 * Gives the pages of what was deleted back to the disk. A file that Sweepbook made is cut where it
 * lies, which needs no space and little time; one that Optuna made has to be copied whole. Where a
 * program is in the way, the pages are used for the next study instead.
 */
export function freeSpace(database: Database): void {
  try {
    const { auto_vacuum } = database.get("PRAGMA auto_vacuum")!;
    if (auto_vacuum === 2) database.all("PRAGMA incremental_vacuum");
    else database.run("VACUUM");
    database.all("PRAGMA wal_checkpoint(TRUNCATE)");
  } catch {
    // The study is deleted all the same.
  }
}
