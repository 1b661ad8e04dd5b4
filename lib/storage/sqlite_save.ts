/**
 * Writes to our tables what differs between two records of a trial.
 *
 * @module
 */
import type { Provenance } from "../trial/provenance.ts";
import type { Trial } from "../trial/record.ts";
import { type Evaluation, isFinished, isTakenOver, type Run, setupOf } from "../trial/run.ts";
import { identityOf, lineageOf } from "./identity.ts";
import type { Database } from "./sqlite_database.ts";
import { findTrainedRow } from "./sqlite_read.ts";
import { toRunRecord, toTrialRecord } from "./sqlite_records.ts";

/** Where a trial is written. */
export interface Place {
  /** The database, in a transaction. */
  readonly database: Database;
  /** Its study. */
  readonly studyId: number;
  /** What its runs are computed from and by. */
  readonly provenance: Provenance;
}

/** Stores a trial; what is there of it is the record before, or unknown. */
export function saveTrial(place: Place, trial: Trial, before: Trial | undefined): void {
  const { database, studyId } = place;
  if (before === undefined || !isSame(trial, before, ["runs"])) {
    database.run(
      `INSERT INTO sweepbook_trials (study_id, number, state, value, record) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (study_id, number)
      DO UPDATE SET state = excluded.state, value = excluded.value, record = excluded.record`,
      studyId,
      trial.number,
      trial.state,
      trial.value,
      toTrialRecord(trial),
    );
  }
  for (const [i, run] of trial.runs.entries()) {
    if (run !== before?.runs[i]) saveRun(place, { trial, run, before: before?.runs[i] });
  }
  if (before === undefined || before.runs.length > trial.runs.length) {
    database.run(
      "DELETE FROM sweepbook_runs WHERE study_id = ? AND trial = ? AND number >= ?",
      studyId,
      trial.number,
      trial.runs.length,
    );
  }
}

interface RunChange {
  readonly trial: Trial;
  readonly run: Run;
  readonly before: Run | undefined;
}

function saveRun(place: Place, change: RunChange): void {
  const { run, before } = change;
  const id = saveRunRow(place, change);
  const { database } = place;
  const kept = before === undefined ? 0 : countShared(run.epochs, before.epochs);
  if (before === undefined || kept < before.epochs.length) {
    const last = run.epochs[kept - 1]?.epoch ?? -1;
    database.run("DELETE FROM sweepbook_epochs WHERE run_id = ? AND epoch > ?", id, last);
  }
  for (const epoch of run.epochs.slice(kept)) {
    database.run(
      "INSERT INTO sweepbook_epochs VALUES (?, ?, ?, ?, ?, ?, ?)",
      id,
      epoch.epoch,
      epoch.loss,
      epoch.accuracy,
      epoch.valLoss,
      epoch.valAccuracy,
      epoch.durationMs,
    );
  }
  for (const images of ["validation", "test"] as const) {
    if (run[images] !== before?.[images]) saveEvaluation(database, id, [images, run[images]]);
  }
}

/** Its id. What a run that is complete goes by stays as it was when it was computed. */
function saveRunRow({ database, studyId, provenance }: Place, { trial, run, before }: RunChange) {
  const isKept = before !== undefined &&
    isSame(run, before, ["epochs", "validation", "test"]);
  if (isKept) {
    const row = database.get(
      "SELECT run_id FROM sweepbook_runs WHERE study_id = ? AND trial = ? AND number = ?",
      studyId,
      trial.number,
      run.number,
    );
    return Number(row!.run_id);
  }
  const setup = setupOf(trial.setup, run);
  const computed = { ...provenance, engine: run.engine ?? provenance.engine };
  const identity = identityOf(setup, computed);
  const trained = isTakenOver(run) ? findTrainedRow(database, identity) : undefined;
  const kept = ["identity", "lineage", "provenance", "ended"].map((column) =>
    `${column} = CASE WHEN state = 'complete' THEN ${column} ELSE excluded.${column} END`
  );
  const row = database.get(
    `INSERT INTO sweepbook_runs
      (study_id, trial, number, state, record, identity, lineage, provenance, ended)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (study_id, trial, number)
    DO UPDATE SET ${kept.join()}, state = excluded.state, record = excluded.record
    RETURNING run_id`,
    studyId,
    trial.number,
    run.number,
    run.state,
    toRunRecord(run),
    identity,
    lineageOf(setup, computed),
    trained === undefined ? JSON.stringify(computed) : String(trained.provenance),
    isFinished(run.state) ? Date.now() : null,
  );
  return Number(row!.run_id);
}

function saveEvaluation(
  database: Database,
  id: number,
  [images, evaluation]: readonly [images: string, evaluation: Evaluation | null],
): void {
  if (evaluation === null) {
    database.run("DELETE FROM sweepbook_evaluations WHERE run_id = ? AND images = ?", id, images);
    return;
  }
  const { loss, accuracy, errors, confusion, mistakes } = evaluation;
  database.run(
    "INSERT OR REPLACE INTO sweepbook_evaluations VALUES (?, ?, ?, ?, ?, ?, ?)",
    id,
    images,
    loss,
    accuracy,
    errors,
    JSON.stringify(confusion),
    JSON.stringify(mistakes),
  );
}

/** Whether two records have the same in every field but some. */
function isSame<T extends object>(a: T, b: T, but: readonly (keyof T)[]): boolean {
  const keys = Object.keys(a) as (keyof T)[];
  return keys.every((key) => but.includes(key) || Object.is(a[key], b[key]));
}

/** With how many of the same elements two lists begin. */
export function countShared(a: readonly unknown[], b: readonly unknown[]): number {
  const differing = a.findIndex((element, i) => element !== b[i]);
  return differing === -1 ? a.length : differing;
}
