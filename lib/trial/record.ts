/**
 * The record of a trial: one configuration of a study, and what is known of it. Plain data that
 * crosses threads, files and machines.
 *
 * @module
 */
import { checkArguments, refuseType } from "../check/check.ts";
import type { Distribution, ParamValue } from "../search_space/distributions.ts";
import type { Objective } from "./objective.ts";
import { isFinished, type Run, type TrialState } from "./run.ts";
import type { Setup } from "./setup.ts";

/** One trial of a study and all that is known of it. */
export interface Trial {
  /** Place in the study, counted from 0. */
  readonly number: number;
  /** The name of its case, or `Trial 7`, as tables show it. */
  readonly name: string;
  /** What a search suggested, in the order in which it was asked for; empty for a case. */
  readonly params: Readonly<Record<string, ParamValue>>;
  /** What each of the params might have been. */
  readonly distributions: Readonly<Record<string, Distribution>>;
  /** The recipe that came of them; each run has its own seed and fold. */
  readonly setup: Setup;
  /** What its value is. */
  readonly objective: Objective;
  /** Where it stands. */
  readonly state: TrialState;
  /** The mean over its runs of what the objective says; null unless it is complete. */
  readonly value: number | null;
  /** Trainable weights of the net, output layer included. */
  readonly parameters: number;
  /** Floating-point operations of one forward pass of one image. */
  readonly flopsPerImage: number;
  /** Its trainings, in the order of their numbers. */
  readonly runs: readonly Run[];
  /** Why it failed, in one sentence; null unless it did. */
  readonly error: string | null;
  /** The number of the failed trial that it tries again; null: it is none. */
  readonly retryOf: number | null;
}

/** Whether a run waits with epochs behind it: it was stopped, and goes on from there. */
export function isStopped({ state, epochs }: Run): boolean {
  return state === "waiting" && epochs.length > 0;
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
  checkArguments("countFinished()", arguments, 1);
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
