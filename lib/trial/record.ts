/**
 * The record of a trial: one configuration of a study, and what is known of it. Plain data that
 * crosses threads, files and machines.
 *
 * @module
 */
import { checkChoice, refuseType } from "../check/check.ts";
import type { Run } from "./run.ts";
import type { Setup } from "./setup.ts";

/** Where a trial stands. */
export type TrialState = "waiting" | "running" | "complete" | "pruned" | "failed";

const states: readonly TrialState[] = ["waiting", "running", "complete", "pruned", "failed"];

/** One trial of a study and all that is known of it. */
export interface Trial {
  /** Place in the study, counted from 0. */
  readonly number: number;
  /** The name of its case, as tables show it. */
  readonly name: string;
  /** All that decides its outcome. */
  readonly setup: Setup;
  /** Where it stands. */
  readonly state: TrialState;
  /** Trainable weights of the net, output layer included. */
  readonly parameters: number;
  /** Floating-point operations of one forward pass of one image. */
  readonly flopsPerImage: number;
  /** Its training. */
  readonly run: Run;
  /** Why it failed, in one sentence; null unless it did. */
  readonly error: string | null;
}

/**
 * Whether a trial in this state will not change any more.
 *
 * @throws {TypeError} If it is no state.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { isFinished } from "./record.ts";
 *
 * assertEquals(isFinished("failed"), true);
 * assertEquals(isFinished("running"), false);
 * ```
 */
export function isFinished(state: TrialState): boolean {
  checkChoice("the state of a trial", state, states);
  return state !== "waiting" && state !== "running";
}

/** Whether a trial waits with epochs behind it: it was stopped, and will start anew. */
export function isStopped({ state, run }: Trial): boolean {
  return state === "waiting" && run.epochs.length > 0;
}

/**
 * How many of the trials will not change any more.
 *
 * @throws {TypeError} If they are no array.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { countFinished } from "./record.ts";
 *
 * assertEquals(countFinished([]), 0);
 * ```
 */
export function countFinished(trials: readonly Trial[]): number {
  if (!Array.isArray(trials)) refuseType("trials", "an array such as study.trials", trials);
  return trials.filter(({ state }) => isFinished(state)).length;
}

/**
 * The trials, each with a number of its own: where those of several studies share one, all are
 * counted anew in the order given.
 */
export function withOwnNumbers(trials: readonly Trial[]): readonly Trial[] {
  const numbers = new Set(trials.map(({ number }) => number));
  if (numbers.size === trials.length) return trials;
  return trials.map((trial, number) => ({ ...trial, number }));
}
