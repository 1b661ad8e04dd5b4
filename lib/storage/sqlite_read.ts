/**
 * Reads a study from its tables.
 *
 * @module
 */
import type { Trial } from "../trial/record.ts";
import type { Run } from "../trial/run.ts";
import type { Setup } from "../trial/setup.ts";
import { CLAIM, writerOf } from "./sqlite_claims.ts";
import type { Database, Row } from "./sqlite_database.ts";
import {
  definitionIn,
  parseJson,
  toEpoch,
  toEvaluation,
  toRun,
  toTrial,
} from "./sqlite_records.ts";
import type { StoredStudy } from "./storage.ts";

/** A study of ours by its name; null where there is none. */
export function readStudy(database: Database, name: string): StoredStudy | null {
  const row = database.get(
    `SELECT study_id, study_name, definition, planned, changed, revision, ${CLAIM}
    FROM studies JOIN sweepbook_studies USING (study_id) WHERE study_name = ?`,
    name,
  );
  if (row === undefined) return null;
  return {
    definition: definitionIn(row),
    trials: readTrials(database, Number(row.study_id)),
    writer: writerOf(row),
    changed: new Date(Number(row.changed)),
    revision: Number(row.revision),
  };
}

function readTrials(database: Database, studyId: number): Trial[] {
  const epochs = groupBy("run_id", [
    database.all(
      `SELECT run_id, epoch, loss, accuracy, val_loss, val_accuracy, duration_ms
      FROM sweepbook_runs JOIN sweepbook_epochs USING (run_id) WHERE study_id = ?
      ORDER BY run_id, epoch`,
      studyId,
    ),
    toEpoch,
  ]);
  const evaluations = groupBy("run_id", [
    database.all(
      `SELECT run_id, images, loss, accuracy, errors, confusion, mistakes
      FROM sweepbook_runs JOIN sweepbook_evaluations USING (run_id) WHERE study_id = ?`,
      studyId,
    ),
    (row) => ({ images: row.images, evaluation: toEvaluation(row) }),
  ]);
  const runs = groupBy("trial", [
    database.all(
      `SELECT trial, number, run_id, state, record FROM sweepbook_runs WHERE study_id = ?
      ORDER BY trial, number`,
      studyId,
    ),
    (row) => {
      const { run_id } = row;
      const of = (images: string) =>
        evaluations.get(run_id)?.find((one) => one.images === images)?.evaluation ?? null;
      return toRun(row, epochs.get(run_id) ?? [], of("validation"), of("test"));
    },
  ]);
  return database.all(
    "SELECT number, state, value, record FROM sweepbook_trials WHERE study_id = ? ORDER BY number",
    studyId,
  ).map((row) => toTrial(row, runs.get(row.number) ?? []));
}

/** What rows are turned into, by a column. */
function groupBy<T>(
  column: string,
  [rows, convert]: readonly [rows: Row[], convert: (row: Row) => T],
): Map<unknown, T[]> {
  const groups = new Map<unknown, T[]>();
  for (const row of rows) {
    const group = groups.get(row[column]);
    if (group) group.push(convert(row));
    else groups.set(row[column], [convert(row)]);
  }
  return groups;
}

/** A run's id and its setup, as they are stored; null where they are not. */
export function readRun(
  database: Database,
  studyId: number,
  [trial, run]: readonly [trial: number, run: number],
): { readonly id: number; readonly setup: Setup } | null {
  const row = database.get(
    `SELECT run_id, t.record, r.record AS run FROM sweepbook_runs AS r
    JOIN sweepbook_trials AS t ON t.study_id = r.study_id AND t.number = r.trial
    WHERE r.study_id = ? AND r.trial = ? AND r.number = ?`,
    studyId,
    trial,
    run,
  );
  if (row === undefined) return null;
  const { seed, fold } = parseJson<Run>(row.run);
  const { setup } = parseJson<Trial>(row.record);
  return { id: Number(row.run_id), setup: { ...setup, seed, fold } };
}

/** A run by its id. */
export function readTrained(database: Database, id: number): Run {
  const row = database.get(
    "SELECT number, state, record FROM sweepbook_runs WHERE run_id = ?",
    id,
  )!;
  const epochs = database.all(
    `SELECT epoch, loss, accuracy, val_loss, val_accuracy, duration_ms FROM sweepbook_epochs
    WHERE run_id = ? ORDER BY epoch`,
    id,
  );
  const evaluationOf = (images: string) => {
    const row = database.get(
      `SELECT loss, accuracy, errors, confusion, mistakes FROM sweepbook_evaluations
      WHERE run_id = ? AND images = ?`,
      id,
      images,
    );
    return row === undefined ? null : toEvaluation(row);
  };
  return toRun(row, epochs.map(toEpoch), evaluationOf("validation"), evaluationOf("test"));
}
