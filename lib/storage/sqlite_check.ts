/**
 * Looks for what is wrong with a database and its checkpoints.
 *
 * @module
 */
import { readCheckpoint } from "./checkpoints.ts";
import { type CheckpointFile, isThere, listCheckpoints, troubleOf } from "./sqlite_checkpoints.ts";
import type { Database } from "./sqlite_database.ts";
import { isForeign, whyOf } from "./sqlite_errors.ts";
import { readStudy } from "./sqlite_read.ts";

/** What must give no row: a sentence about it, and the query. */
const INVARIANTS: readonly (readonly [sentence: string, query: string])[] = [
  [
    "Two trials of a study have one number in Optuna's table",
    `SELECT min(study_name) AS study, number AS trial FROM trials JOIN studies USING (study_id)
    GROUP BY study_id, number HAVING count(*) > 1`,
  ],
  [
    "A trial that is complete is not so in Optuna's table, or with another value",
    `SELECT study_name AS study, ours.number AS trial FROM sweepbook_trials AS ours
    JOIN studies USING (study_id) LEFT JOIN trials USING (trial_id)
    LEFT JOIN trial_values USING (trial_id)
    WHERE ours.state = 'complete' AND (trials.state IS NULL OR trials.state = 'RUNNING'
      OR (trials.state = 'COMPLETE' AND value_type = 'FINITE' AND trial_values.value <> ours.value))`,
  ],
  [
    "Epochs of a run are missing",
    `SELECT study_name AS study, trial FROM sweepbook_runs JOIN studies USING (study_id)
    JOIN sweepbook_epochs USING (run_id) GROUP BY run_id HAVING max(epoch) <> count(*)`,
  ],
  [
    "A run is complete without epochs or without an evaluation",
    `SELECT study_name AS study, trial FROM sweepbook_runs AS runs JOIN studies USING (study_id)
    WHERE state = 'complete' AND NOT (
      EXISTS (SELECT 1 FROM sweepbook_epochs WHERE run_id = runs.run_id) AND
      EXISTS (SELECT 1 FROM sweepbook_evaluations
        WHERE run_id = runs.run_id AND images = 'validation'))`,
  ],
  [
    "A run is complete without all of its epochs",
    `SELECT study_name AS study, trial FROM sweepbook_runs AS runs JOIN studies USING (study_id)
    JOIN sweepbook_trials AS trials ON trials.study_id = runs.study_id AND trials.number = trial
    WHERE runs.state = 'complete' AND CASE WHEN json_valid(trials.record) THEN
      trials.record ->> '$.setup.patience' IS NULL AND trials.record ->> '$.setup.epochs' <>
        (SELECT count(*) FROM sweepbook_epochs WHERE run_id = runs.run_id) END`,
  ],
];

/** A sentence for each thing that is wrong; empty: nothing is. */
export function checkDatabase(database: Database): string[] {
  // First: what is read of the database then is what was stored later than they.
  const checkpoints = listCheckpoints(database).filter(({ isWhole }) => isWhole).map(readEpochs);
  const trouble = troubleOf(database);
  const file = `"${database.path}"`;
  const damages = database.all("PRAGMA integrity_check")
    .map(({ integrity_check }) => integrity_check)
    .filter((said) => said !== "ok")
    .map((said) => `The file ${file} is damaged: ${said}.`);
  const orphans = database.all("PRAGMA foreign_key_check")
    .map(({ table, rowid, parent }) =>
      `Row ${rowid} of ${table} in ${file} belongs to nothing in ${parent}.`
    );
  const breaches = INVARIANTS.flatMap(([sentence, query]) =>
    database.all(query).map(({ study, trial }) => `${sentence}: trial ${trial} of "${study}".`)
  );
  return [
    ...damages,
    ...orphans,
    ...breaches,
    ...checkStudies(database),
    ...(trouble === null ? [] : [trouble]),
    ...checkpoints.flatMap((checkpoint) => checkCheckpoint(database, checkpoint)),
  ];
}

function checkStudies(database: Database): string[] {
  const rows = database.all(
    "SELECT study_name FROM studies JOIN sweepbook_studies USING (study_id)",
  );
  return rows.flatMap(({ study_name }) => {
    try {
      readStudy(database, String(study_name));
      return [];
    } catch (error) {
      if (!isForeign(error)) throw error;
      return [`Cannot load study "${study_name}": ${whyOf(error, database.path)}.`];
    }
  });
}

/** A checkpoint, and how many epochs it holds, or why it cannot be read. */
interface Read {
  readonly file: CheckpointFile;
  readonly epochs: number | Error;
}

function readEpochs(file: CheckpointFile): Read {
  try {
    return { file, epochs: readCheckpoint(file.path).epochs.length };
  } catch (error) {
    return { file, epochs: error as Error };
  }
}

/**
 * A checkpoint is written when its run is stored, and the epoch that it ends with is stored next: a
 * program that was killed leaves one epoch more in it, at most. More than that were lost from the
 * database, such as with a journal that was cut.
 */
function checkCheckpoint(database: Database, { file, epochs }: Read): string[] {
  const { path, runId, lineage } = file;
  // Its run has ended meanwhile.
  if (epochs instanceof Deno.errors.NotFound) return [];
  if (epochs instanceof Error) return [epochs.message];
  const row = database.get(
    `SELECT study_name, trial, number, state, lineage,
      (SELECT count(*) FROM sweepbook_epochs WHERE run_id = runs.run_id) AS stored
    FROM sweepbook_runs AS runs JOIN studies USING (study_id) WHERE run_id = ?`,
    runId,
  );
  if (row === undefined) {
    const sentence = `The checkpoint "${path}" belongs to no run that is stored; ` +
      "the next study that is begun removes it.";
    // Whoever deletes a study removes its rows before its files.
    return isThere(path) ? [sentence] : [];
  }
  // One of another engine is replaced; a run that is being taken over gets all epochs at once.
  const isOwn = String(row.lineage).startsWith(lineage) &&
    !(row.state === "waiting" && row.stored === 0);
  if (!isOwn || epochs <= Number(row.stored) + 1) return [];
  const { study_name, trial, number, stored } = row;
  return [
    `The checkpoint "${path}" holds ${epochs} epochs of run ${number} of trial ${trial} of ` +
    `"${study_name}", of which ${stored} are stored; the study goes on from it.`,
  ];
}
