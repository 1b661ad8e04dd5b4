/**
 * A run: one training of a trial's setup, and what is measured in it. Plain data that crosses
 * threads, files and machines.
 *
 * @module
 */

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
}

/** One training and all that is known of it. */
export interface Run {
  /** The epochs that it has finished. */
  readonly epochs: readonly EpochMetrics[];
  /** Over the test images, with the final weights; null unless it has ended well. */
  readonly test: Evaluation | null;
  /** What computed it, such as `wasm` or `wasm+openblas 0.3.34`; null before it started. */
  readonly engine: string | null;
  /** From when its worker began with it to its end; null until then. */
  readonly durationMs: number | null;
}

/** A run that has not started. */
export const newRun: Run = { epochs: [], test: null, engine: null, durationMs: null };

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

/** What a run tells while it goes on. */
export interface RunListener {
  /**
   * It is called after a step.
   *
   * @default {undefined}
   */
  onStep?(metrics: StepMetrics): void;
  /**
   * It is called after an epoch.
   *
   * @default {undefined}
   */
  onEpoch?(metrics: EpochMetrics): void;
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
