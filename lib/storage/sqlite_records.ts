/**
 * Rows of our tables and the records that they hold. What is asked for by no query lies in columns of
 * JSON, which keeps every text as it is.
 *
 * @module
 */
import type { StudyDefinition } from "../trial/definition.ts";
import type { KeptWeights } from "../trial/kept_weights.ts";
import type { StudyPlan } from "../trial/plan.ts";
import type { Provenance } from "../trial/provenance.ts";
import type { Trial } from "../trial/record.ts";
import type { Reference } from "../trial/reference.ts";
import type { EpochMetrics, Evaluation, Run, TrialState } from "../trial/run.ts";
import type { Row } from "./sqlite_database.ts";
import { failAsSqlite } from "./sqlite_errors.ts";

/** What of a definition has no column of its own. */
interface DefinitionRecord {
  readonly dataset: string;
  readonly plan: StudyPlan;
  readonly reference: Reference | null;
  readonly weights: KeptWeights;
  readonly leftOut: readonly number[];
  readonly provenance: Provenance;
}

/** What of a trial has no column of its own. */
type TrialRecord = Omit<Trial, "number" | "state" | "value" | "runs">;

/** What of a run has no column or table of its own. */
type RunRecord = Pick<Run, "seed" | "fold" | "engine" | "durationMs" | "span" | "error">;

/** A definition as its row holds it. */
export function toDefinitionRecord(definition: StudyDefinition): string {
  const { name: _name, planned: _planned, ...record } = definition;
  return JSON.stringify(record satisfies DefinitionRecord);
}

/** A definition from its row. */
export function definitionIn({ study_name, definition, planned }: Row): StudyDefinition {
  const record = parseRecord<DefinitionRecord>(definition, [
    "dataset",
    "plan",
    "reference",
    "provenance",
  ]);
  if (record.plan?.objective === undefined) failAsMalformed();
  // What an earlier version stored has no weights and nothing that was left out.
  const { dataset, plan, reference, weights = "best", leftOut = [], provenance } = record;
  return {
    name: String(study_name),
    dataset,
    plan,
    planned: Number(planned),
    reference,
    weights,
    leftOut,
    provenance,
  };
}

/** A trial as its row holds it. */
export function toTrialRecord(trial: Trial): string {
  const { number: _number, state: _state, value: _value, runs: _runs, ...record } = trial;
  return JSON.stringify(record satisfies TrialRecord);
}

/** A trial from its row and its runs. */
export function toTrial({ number, state, value, record }: Row, runs: readonly Run[]): Trial {
  const {
    name,
    params,
    distributions,
    setup,
    objective,
    parameters,
    flopsPerImage,
    error,
    retryOf,
  } = parseRecord<TrialRecord>(record, [
    "name",
    "params",
    "distributions",
    "setup",
    "objective",
    "parameters",
    "flopsPerImage",
    "error",
    "retryOf",
  ]);
  return {
    number: Number(number),
    name,
    params,
    distributions,
    setup,
    objective,
    state: state as TrialState,
    value: state === "complete" ? toNumber(value) : null,
    parameters,
    flopsPerImage,
    runs,
    error,
    retryOf,
  };
}

/** A run as its row holds it. */
export function toRunRecord({ seed, fold, engine, durationMs, span, error }: Run): string {
  return JSON.stringify({ seed, fold, engine, durationMs, span, error } satisfies RunRecord);
}

/** A run from its row and what other tables hold of it. */
export function toRun(
  { number, state, record }: Row,
  epochs: readonly EpochMetrics[],
  validation: Evaluation | null,
  test: Evaluation | null,
): Run {
  // Runs that an earlier version stored have no span.
  const { seed, fold, engine, durationMs, span = null, error } = parseRecord<RunRecord>(record, [
    "seed",
    "fold",
    "engine",
    "durationMs",
    "error",
  ]);
  return {
    number: Number(number),
    seed,
    fold,
    state: state as TrialState,
    epochs,
    validation,
    test,
    engine,
    durationMs,
    span,
    error,
  };
}

/** An epoch from its row. */
export function toEpoch(row: Row): EpochMetrics {
  return {
    epoch: Number(row.epoch),
    loss: toNumber(row.loss),
    accuracy: toNumber(row.accuracy),
    valLoss: toNumber(row.val_loss),
    valAccuracy: toNumber(row.val_accuracy),
    durationMs: toNumber(row.duration_ms),
  };
}

/** An evaluation from its row. */
export function toEvaluation(row: Row): Evaluation {
  return {
    loss: toNumber(row.loss),
    accuracy: toNumber(row.accuracy),
    errors: Number(row.errors),
    confusion: parseJson(row.confusion),
    mistakes: parseJson(row.mistakes),
  };
}

/** A record with all of these keys: one that was damaged is another. */
function parseRecord<T extends object>(text: unknown, keys: readonly (keyof T)[]): T {
  const record = parseJson<T>(text);
  const isWhole = record !== null && keys.every((key) => Object.hasOwn(record, key));
  return isWhole ? record : failAsMalformed();
}

/** What a column of JSON holds. SQLite does not notice where its text was damaged. */
export function parseJson<T>(text: unknown): T {
  try {
    return JSON.parse(String(text));
  } catch {
    return failAsMalformed();
  }
}

function failAsMalformed(): never {
  return failAsSqlite("a record is malformed");
}

/** SQLite holds NaN as NULL. */
function toNumber(value: unknown): number {
  return value === null ? NaN : Number(value);
}
