/**
 * Writes a trial to Optuna's tables, as Optuna and its dashboard read it. They read what has ended
 * once: a trial's state is written last, and never changed after.
 *
 * @module
 */
import {
  toOptunaDistribution,
  toOptunaValue,
  toPythonJson,
} from "../search_space/optuna_distribution.ts";
import type { StudyDefinition } from "../trial/definition.ts";
import { valuesByEpoch } from "../trial/objective.ts";
import { toOptunaAttributes } from "../trial/optuna_attributes.ts";
import type { Trial } from "../trial/record.ts";
import { isFinished, type TrialState } from "../trial/run.ts";
import type { Database } from "./sqlite_database.ts";
import { countShared, type Place } from "./sqlite_save.ts";

/** What Optuna calls an end. */
const ENDS: Readonly<Partial<Record<TrialState, string>>> = {
  complete: "COMPLETE",
  pruned: "PRUNED",
  failed: "FAIL",
};

/** Makes a study's row with what Optuna and its dashboard show of it. */
export function insertStudy(database: Database, { name }: StudyDefinition): number {
  const row = database.get("INSERT INTO studies (study_name) VALUES (?) RETURNING study_id", name);
  return Number(row!.study_id);
}

/** Stores which way a study's values are better, what they are, and what they are of. */
export function describeStudy(
  database: Database,
  studyId: number,
  { dataset, plan: { objective, repeats, folds }, provenance }: StudyDefinition,
): void {
  database.run(
    `INSERT INTO study_directions (direction, study_id, objective) VALUES (?, ?, 0)
    ON CONFLICT (study_id, objective) DO UPDATE SET direction = excluded.direction`,
    objective.direction.toUpperCase(),
    studyId,
  );
  setAttribute(database, "study_system", studyId, ["study:metric_names", [objective.metric]]);
  const { engine, sweepbook } = provenance;
  const shown = { dataset, repeats, folds, epochOfValue: objective.epoch, engine, sweepbook };
  for (const field of Object.entries(shown)) setAttribute(database, "study_user", studyId, field);
}

/** Stores how a trial stands, once its first run has begun. */
export function mirrorTrial(place: Place, trial: Trial, before: Trial | undefined): void {
  const { database, studyId } = place;
  const row = database.get(
    `SELECT trial_id, trials.state FROM sweepbook_trials LEFT JOIN trials USING (trial_id)
    WHERE sweepbook_trials.study_id = ? AND sweepbook_trials.number = ?`,
    studyId,
    trial.number,
  )!;
  const isThere = row.state !== null;
  if (isThere ? row.state !== "RUNNING" : !hasBegun(trial)) return;
  const id = isThere ? Number(row.trial_id) : insertTrial(database, studyId, trial);
  saveIntermediate(database, id, { trial, before: isThere ? before : undefined });
  if (isFinished(trial.state)) endTrial(database, id, trial);
}

function hasBegun({ state, runs }: Trial): boolean {
  return state !== "waiting" ||
    runs.some((run) => run.state !== "waiting" || run.epochs.length > 0);
}

function insertTrial(database: Database, studyId: number, trial: Trial): number {
  const row = database.get(
    `INSERT INTO trials (number, study_id, state, datetime_start)
    SELECT iif(EXISTS (SELECT 1 FROM trials WHERE study_id = ?2 AND number = ?1),
      (SELECT max(number) + 1 FROM trials WHERE study_id = ?2), ?1), ?2, 'RUNNING', ?3
    RETURNING trial_id`,
    trial.number,
    studyId,
    now(),
  );
  const id = Number(row!.trial_id);
  database.run(
    "UPDATE sweepbook_trials SET trial_id = ? WHERE study_id = ? AND number = ?",
    id,
    studyId,
    trial.number,
  );
  for (const [name, value] of Object.entries(trial.params)) {
    database.run(
      `INSERT INTO trial_params (trial_id, param_name, param_value, distribution_json)
      VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`,
      id,
      name,
      toOptunaValue(trial.distributions[name], value),
      toOptunaDistribution(trial.distributions[name]),
    );
  }
  for (const field of Object.entries(toOptunaAttributes(trial))) {
    setAttribute(database, "trial_user", id, field);
  }
  return id;
}

/** What the value would have been after each epoch of the first run. */
function saveIntermediate(
  database: Database,
  id: number,
  { trial, before }: { trial: Trial; before: Trial | undefined },
): void {
  const epochs = trial.runs[0]?.epochs ?? [];
  const earlier = before?.runs[0]?.epochs ?? [];
  const kept = before === undefined ? 0 : countShared(epochs, earlier);
  if (before === undefined || kept < earlier.length) {
    const last = epochs[kept - 1]?.epoch ?? -1;
    database.run(
      "DELETE FROM trial_intermediate_values WHERE trial_id = ? AND step > ?",
      id,
      last,
    );
  }
  if (kept === epochs.length) return;
  const values = valuesByEpoch(trial.objective, epochs);
  for (const [i, { epoch }] of epochs.entries()) {
    if (i < kept) continue;
    database.run(
      `INSERT INTO trial_intermediate_values
        (trial_id, step, intermediate_value, intermediate_value_type) VALUES (?, ?, ?, ?)`,
      id,
      epoch,
      Number.isFinite(values[i]) ? values[i] : null,
      typeOf(values[i]),
    );
  }
}

/** Ends a trial that no other program has ended; without a value, which NaN is to Optuna, it failed. */
function endTrial(database: Database, id: number, { state, value, error }: Trial): void {
  const hasValue = state === "complete" && value !== null && !Number.isNaN(value);
  if (error !== null) setAttribute(database, "trial_user", id, ["error", error]);
  if (hasValue) {
    database.run(
      `INSERT INTO trial_values (trial_id, objective, value, value_type) VALUES (?, 0, ?, ?)
      ON CONFLICT (trial_id, objective)
      DO UPDATE SET value = excluded.value, value_type = excluded.value_type`,
      id,
      Number.isFinite(value) ? value : null,
      typeOf(value),
    );
  }
  database.run(
    "UPDATE trials SET state = ?, datetime_complete = ? WHERE trial_id = ? AND state = 'RUNNING'",
    state === "complete" && !hasValue ? ENDS.failed! : ENDS[state]!,
    now(),
    id,
  );
}

function typeOf(value: number): string {
  if (Number.isNaN(value)) return "NAN";
  if (Number.isFinite(value)) return "FINITE";
  return value > 0 ? "INF_POS" : "INF_NEG";
}

function setAttribute(
  database: Database,
  kind: "study_user" | "study_system" | "trial_user",
  id: number,
  [key, value]: readonly [key: string, value: unknown],
): void {
  const of = `${kind.split("_")[0]}_id`;
  database.run(
    `INSERT INTO ${kind}_attributes (${of}, "key", value_json) VALUES (?, ?, ?)
    ON CONFLICT (${of}, "key") DO UPDATE SET value_json = excluded.value_json`,
    id,
    key,
    toPythonJson(value),
  );
}

/** The moment as Optuna writes it: UTC, in microseconds. */
function now(): string {
  return `${new Date().toISOString().replace("T", " ").slice(0, -1)}000`;
}
