/**
 * Reads a study from its tables.
 *
 * @module
 */
import { isDeepStrictEqual } from "node:util";
import type { Trial } from "../trial/record.ts";
import { isFinished, type Run } from "../trial/run.ts";
import type { Setup } from "../trial/setup.ts";
import { allStored, splitLeftOut } from "./left_out.ts";
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

/** The versions of the database from which studies were read. */
const versions = new WeakMap<StoredStudy, string>();

/**
 * A study of ours by its name; null where there is none.
 *
 * @param known What was read of it before, which is given back where nothing has changed.
 */
export function readStudy(
  database: Database,
  name: string,
  known: StoredStudy | null = null,
): StoredStudy | null {
  const version = database.version();
  const row = database.get(
    `SELECT study_id, study_name, definition, planned, changed, revision, ${CLAIM}
    FROM studies JOIN sweepbook_studies USING (study_id) WHERE study_name = ?`,
    name,
  );
  if (row === undefined) return null;
  const [writer, revision] = [writerOf(row), Number(row.revision)];
  // No two writers of a file have the same revision.
  const before = known?.revision === revision ? known : null;
  const isSame = before !== null && versions.get(before) === version;
  if (isSame && before.writer === writer) return before;
  const definition = definitionIn(row);
  const all = allStored(before);
  const trials = isSame ? all : readChanged(database, Number(row.study_id), all);
  const study = {
    definition,
    ...splitLeftOut(trials, definition),
    writer,
    changed: new Date(Number(row.changed)),
    revision,
  };
  versions.set(study, version);
  return study;
}

/**
 * The trials of a study, and the very ones that are known where they have not changed. Those before the
 * first that had not ended are not read again.
 */
function readChanged(database: Database, studyId: number, all: readonly Trial[]): Trial[] {
  const open = all.findIndex(({ state }) => !isFinished(state));
  const ended = open === -1 ? all : all.slice(0, open);
  const from = ended.length === 0 ? 0 : ended.at(-1)!.number + 1;
  // Nothing comes to trials that have ended but a test, when all have.
  const tested = ended.flatMap(({ runs }) => runs).filter(({ test }) => test !== null);
  const { trials, tests } = database.get(
    `SELECT
      (SELECT count(*) FROM sweepbook_trials WHERE study_id = ?1 AND number < ?2) AS trials,
      (SELECT count(*) FROM sweepbook_runs JOIN sweepbook_evaluations USING (run_id)
        WHERE study_id = ?1 AND trial < ?2 AND images = 'test') AS tests`,
    studyId,
    from,
  )!;
  const isKnown = trials === ended.length && tests === tested.length;
  const before = new Map(all.map((trial) => [trial.number, trial]));
  const read = readTrials(database, studyId, isKnown ? from : 0).map((trial) => {
    const known = before.get(trial.number);
    return known !== undefined && isDeepStrictEqual(known, trial) ? known : trial;
  });
  return isKnown ? [...ended, ...read] : read;
}

/** The trials of a study from a number on. */
function readTrials(database: Database, studyId: number, from: number): Trial[] {
  const epochs = groupBy("run_id", [
    database.all(
      `SELECT run_id, epoch, loss, accuracy, val_loss, val_accuracy, duration_ms
      FROM sweepbook_runs JOIN sweepbook_epochs USING (run_id)
      WHERE study_id = ? AND trial >= ?
      ORDER BY run_id, epoch`,
      studyId,
      from,
    ),
    toEpoch,
  ]);
  const evaluations = groupBy("run_id", [
    database.all(
      `SELECT run_id, images, loss, accuracy, errors, confusion, mistakes
      FROM sweepbook_runs JOIN sweepbook_evaluations USING (run_id)
      WHERE study_id = ? AND trial >= ?`,
      studyId,
      from,
    ),
    (row) => ({ images: row.images, evaluation: toEvaluation(row) }),
  ]);
  const runs = groupBy("trial", [
    database.all(
      `SELECT trial, number, run_id, state, record FROM sweepbook_runs
      WHERE study_id = ? AND trial >= ? ORDER BY trial, number`,
      studyId,
      from,
    ),
    (row) => {
      const { run_id } = row;
      const of = (images: string) =>
        evaluations.get(run_id)?.find((one) => one.images === images)?.evaluation ?? null;
      return toRun(row, epochs.get(run_id) ?? [], of("validation"), of("test"));
    },
  ]);
  return database.all(
    `SELECT number, state, value, record FROM sweepbook_trials
    WHERE study_id = ? AND number >= ? ORDER BY number`,
    studyId,
    from,
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

/** What the checkpoint of a run goes by. */
export interface StoredRun {
  /** Of its row. */
  readonly id: number;
  /** With its own seed and fold. */
  readonly setup: Setup;
  /** As it was when it was stored last; of a complete run, as it was when it was computed. */
  readonly lineage: string;
  /** Whether it is complete. */
  readonly isComplete: boolean;
}

/** A run as it is stored; null where it is not. */
export function readRun(
  database: Database,
  studyId: number,
  [trial, run]: readonly [trial: number, run: number],
): StoredRun | null {
  const row = database.get(
    `SELECT run_id, lineage, r.state, t.record, r.record AS run FROM sweepbook_runs AS r
    JOIN sweepbook_trials AS t ON t.study_id = r.study_id AND t.number = r.trial
    WHERE r.study_id = ? AND r.trial = ? AND r.number = ?`,
    studyId,
    trial,
    run,
  );
  if (row === undefined) return null;
  const { seed, fold } = parseJson<Run>(row.run);
  const { setup } = parseJson<Trial>(row.record);
  return {
    id: Number(row.run_id),
    setup: { ...setup, seed, fold },
    lineage: String(row.lineage),
    isComplete: row.state === "complete",
  };
}

/** The complete run of this identity that is taken over: one that met the test images knows more. */
export function findTrainedRow(database: Database, identity: string): Row | undefined {
  return database.get(
    `SELECT run_id, study_name, ended, provenance
    FROM sweepbook_runs JOIN studies USING (study_id)
    WHERE identity = ? AND state = 'complete'
    ORDER BY EXISTS (SELECT 1 FROM sweepbook_evaluations
      WHERE run_id = sweepbook_runs.run_id AND images = 'test') DESC, ended, run_id`,
    identity,
  );
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

/** A study's row of Optuna's with ours, whose columns are null where it is none of ours. */
export function studyRow(database: Database, name: string): Row | undefined {
  return database.get(
    `SELECT studies.study_id, study_name, definition, planned, revision, ${CLAIM}
    FROM studies LEFT JOIN sweepbook_studies USING (study_id) WHERE study_name = ?`,
    name,
  );
}
