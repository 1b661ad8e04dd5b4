/**
 * What ends trials that have no hope.
 *
 * @module
 */
import type { Direction } from "../trial/objective.ts";
import type { PastTrial } from "../trial/past_trial.ts";
import type { Settings } from "../trial/plan.ts";

/** What a pruner may go by. */
export interface PrunerContext {
  /** What the value of the trial's first run would be after each of its epochs so far. */
  readonly intermediate: readonly number[];
  /** The epochs that the trial is to have. */
  readonly epochs: number;
  /** Which way values are better. */
  readonly direction: Direction;
  /** The trials that count as ended, in the order of their numbers. */
  readonly trials: readonly PastTrial[];
}

/** Ends trials, by what it is given and nothing else. */
export interface Pruner {
  /** Its kind and its options: what it does is decided by them, and they identify a study. */
  readonly settings: Settings;
  /** Whether the trial shall end; asked after each epoch of its first run but the last. */
  shouldPrune(context: PrunerContext): boolean;
}
