/**
 * What a saved model tells of itself: which trial it comes from, how it was trained and measured,
 * and what made it.
 *
 * @module
 */
import type { Objective } from "../trial/objective.ts";
import type { Provenance } from "../trial/provenance.ts";
import type { Trial } from "../trial/record.ts";
import { type Evaluation, type Run, setupOf } from "../trial/run.ts";
import type { Setup } from "../trial/setup.ts";

/** Counts up when files of an earlier version can no longer be read as they are. */
export const MODEL_SCHEMA_VERSION = 1;

/** How images become numbers, as those of MNIST do. */
const PIXELS = "brightness from 0 (background) to 255 (ink), divided by 255";

/** How well a net did, in short. */
export type Score = Pick<Evaluation, "accuracy" | "loss" | "errors">;

/** Where a saved model comes from. */
export interface ModelProvenance {
  /** Of this record. */
  readonly schemaVersion: number;
  /** The name of its study. */
  readonly study: string;
  /** The name of what it was trained on. */
  readonly dataset: string;
  /** Its trial's place in the study, counted from 0. */
  readonly trial: number;
  /** Its trial's name. */
  readonly name: string;
  /** What a search suggested for its trial. */
  readonly params: Trial["params"];
  /** Its run's place in the trial, counted from 0. */
  readonly run: number;
  /** All that decided the outcome of its run, seed and fold among it. */
  readonly setup: Setup;
  /** What the value of its trial is. */
  readonly objective: Objective;
  /** The value of its trial; null: it had none yet. */
  readonly value: number | null;
  /** How many epochs it was trained. */
  readonly epochs: number;
  /** Over the validation images; null: its run was not complete. */
  readonly validation: Score | null;
  /** Over the test images; null: it never met them. */
  readonly test: Score | null;
  /** What its classes are called, in the order of its outputs. */
  readonly labels: readonly string[];
  /** How images become numbers, in words. */
  readonly pixels: string;
  /** SHA-256 of `weights.bin`, in hexadecimal digits. */
  readonly weights: string;
  /** The data, and what computed. */
  readonly madeFrom: Provenance;
}

/** What a saved model is told to have come from. */
export interface ModelSource {
  /** The name of the study. */
  readonly study: string;
  /** The name of what it trained on. */
  readonly dataset: string;
  /** The trial. */
  readonly trial: Trial;
  /** The run of it whose weights they are. */
  readonly run: Run;
  /** What made it. */
  readonly provenance: Provenance;
}

/** What a saved model tells of itself. */
export function toModelProvenance(
  { study, dataset, trial, run, provenance }: ModelSource,
  labels: readonly string[],
  weights: string,
): ModelProvenance {
  return {
    schemaVersion: MODEL_SCHEMA_VERSION,
    study,
    dataset,
    trial: trial.number,
    name: trial.name,
    params: trial.params,
    run: run.number,
    setup: setupOf(trial.setup, run),
    objective: trial.objective,
    value: trial.value,
    epochs: run.epochs.length,
    validation: toScore(run.validation),
    test: toScore(run.test),
    labels: [...labels],
    pixels: PIXELS,
    weights,
    madeFrom: provenance,
  };
}

/** Whether both tell of the same training, be it measured more or less by now. */
export function isSameTraining(a: ModelProvenance, b: ModelProvenance): boolean {
  const identity = (
    { study, dataset, trial, name, params, run, setup, epochs, madeFrom }: ModelProvenance,
  ) => JSON.stringify([study, dataset, trial, name, params, run, setup, epochs, madeFrom.data]);
  return identity(a) === identity(b);
}

function toScore(evaluation: Evaluation | null): Score | null {
  if (evaluation === null) return null;
  const { accuracy, loss, errors } = evaluation;
  return { accuracy, loss, errors };
}
