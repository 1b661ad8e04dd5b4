/**
 * A run: one training of a trial's setup, and what is measured in it. Plain data that crosses
 * threads, files and machines.
 *
 * @module
 */
import { checkArguments, checkChoice } from "../check/check.ts";
import type { Fold, Setup } from "./setup.ts";

/** Where a trial or a run stands. */
export type TrialState = "waiting" | "running" | "complete" | "pruned" | "failed";

/** All of {@linkcode TrialState}. */
export const states: readonly TrialState[] = ["waiting", "running", "complete", "pruned", "failed"];

/**
 * Whether a trial or a run in this state will not change any more.
 *
 * @throws {TypeError} If it is no state.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { isFinished } from "./run.ts";
 *
 * assertEquals(isFinished("failed"), true);
 * assertEquals(isFinished("running"), false);
 * ```
 */
export function isFinished(state: TrialState): boolean {
  checkArguments("isFinished()", arguments, 1);
  checkChoice("the state of a trial", state, states);
  return state !== "waiting" && state !== "running";
}

/** Whether a run is complete without having been trained in its study: it was in another. */
export function isTakenOver({ state, span }: Run): boolean {
  return state === "complete" && span === null;
}

/** What is measured in one epoch. Accuracies are fractions in [0, 1]; losses are in nats. */
export interface EpochMetrics {
  /** Counted from 1. */
  readonly epoch: number;
  /** Mean over the epoch's batches while the weights change, as Keras reports it. */
  readonly loss: number;
  /** Of the training images, taken as the loss is. */
  readonly accuracy: number;
  /** Over the validation images, after the epoch. */
  readonly valLoss: number;
  /** Over the validation images, after the epoch. */
  readonly valAccuracy: number;
  /** Training and validation together. */
  readonly durationMs: number;
}

/** How a net with fixed weights does on a set of images, be it to validate or to test. */
export interface Evaluation {
  /** Mean over the images, in nats. */
  readonly loss: number;
  /** A fraction in [0, 1]. */
  readonly accuracy: number;
  /** Zero-one loss: how many images are classified wrongly. */
  readonly errors: number;
  /** `confusion[label][prediction]` counts images. */
  readonly confusion: readonly (readonly number[])[];
  /** Which images of their set are classified wrongly: their indices, ascending. */
  readonly mistakes: readonly number[];
}

/** One training and all that is known of it. */
export interface Run {
  /** Place in its trial, counted from 0. */
  readonly number: number;
  /** Seeds the initial weights, the order of the images, dropout and the split. */
  readonly seed: number;
  /** The part of the training images that validates; null: as the protocol has it. */
  readonly fold: Fold | null;
  /** Where it stands; one that a pruner spared is `pruned` and has no epochs. */
  readonly state: TrialState;
  /** The epochs that it has finished. */
  readonly epochs: readonly EpochMetrics[];
  /** Over the validation images, with the final weights; null unless it is complete. */
  readonly validation: Evaluation | null;
  /** Over the test images, with the final weights; null unless it is complete and was tested. */
  readonly test: Evaluation | null;
  /** What computed it, such as `wasm` or `wasm+openblas 0.3.34`; null before it started. */
  readonly engine: string | null;
  /** From when its worker began with it to its end; null until then. */
  readonly durationMs: number | null;
  /** When and where it was trained last; null before that, and where it was taken over. */
  readonly span: RunSpan | null;
  /** Why it failed, in one sentence; null unless it did. */
  readonly error: string | null;
}

/**
 * When a run was at work, and where: of the study's history, not of what came of the run. Exports do
 * not have it, so that those of the same study differ in durations alone.
 */
export interface RunSpan {
  /** The place of the executor that it had, counted from 0. */
  readonly worker: number;
  /** In milliseconds since 1970. */
  readonly startedMs: number;
  /** In milliseconds since 1970, when it ended or was stopped; null until then. */
  readonly endedMs: number | null;
  /**
   * So many epochs it had from before, where it went on.
   *
   * @default {0}
   */
  readonly epochsBefore?: number;
}

/** What training has come to, beside what it told epoch by epoch. */
export interface Outcome {
  /** Over the validation images, with the final weights. */
  readonly validation: Evaluation;
  /** Over the test images, with the final weights; null where they were not to be touched. */
  readonly test: Evaluation | null;
}

/** A run as it is before it starts, or starts anew. */
export function newRun({ number, seed, fold }: Pick<Run, "number" | "seed" | "fold">): Run {
  return {
    number,
    seed,
    fold,
    state: "waiting",
    epochs: [],
    validation: null,
    test: null,
    engine: null,
    durationMs: null,
    span: null,
    error: null,
  };
}

/**
 * The runs of a trial: each repeat has a seed of its own, counted up from the trial's, and within
 * a repeat each fold has a run.
 *
 * @param folds How many; null: no folds.
 */
export function planRuns(seed: number, repeats: number, folds: number | null): Run[] {
  const parts = folds === null
    ? [null]
    : Array.from({ length: folds }, (_, index) => ({ index, count: folds }));
  return Array.from({ length: repeats }, (_, repeat) => seed + repeat)
    .flatMap((seed) => parts.map((fold) => ({ seed, fold })))
    .map((run, number) => newRun({ number, ...run }));
}

/** All that decides the outcome of a trial's run. */
export function setupOf(setup: Setup, { seed, fold }: Run): Setup {
  return { ...setup, seed, fold };
}

/** How far the epoch has come that a run is in. */
export interface StepMetrics {
  /** Counted from 1. */
  readonly epoch: number;
  /** Steps done in this epoch. */
  readonly step: number;
  /** Steps of one epoch. */
  readonly steps: number;
  /** Mean over this epoch's steps so far, in nats. */
  readonly loss: number;
  /** Mean over this epoch's steps so far, a fraction in [0, 1]. */
  readonly accuracy: number;
}

/**
 * Thrown out of a run that was asked to stop. Stopping is not failing.
 *
 * @example
 * ```ts
 * import { assertThrows } from "@std/assert";
 * import { RunStopped } from "./run.ts";
 *
 * const stop = new AbortController();
 * stop.abort(new RunStopped());
 * assertThrows(() => stop.signal.throwIfAborted(), RunStopped, "The run was stopped.");
 * ```
 */
export class RunStopped extends Error {
  /** Tells it from failures. */
  override name = "RunStopped";
  /** Makes one. */
  constructor() {
    super("The run was stopped.");
  }
}
