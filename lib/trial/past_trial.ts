/**
 * What samplers and pruners see of a trial: data that is the same however many workers there are.
 *
 * @module
 */
import type { Distribution, ParamValue } from "../search_space/distributions.ts";
import type { TrialState } from "./run.ts";

/** A trial as samplers and pruners see it. */
export interface PastTrial {
  /** Place in the study, counted from 0. */
  readonly number: number;
  /** Where it stands; `running` where its outcome must not be known yet. */
  readonly state: TrialState;
  /** What was suggested, in the order in which it was asked for. */
  readonly params: Readonly<Record<string, ParamValue>>;
  /** What each of the params might have been. */
  readonly distributions: Readonly<Record<string, Distribution>>;
  /** The mean over its runs; null unless it is complete. */
  readonly value: number | null;
  /** What the value of its first run would have been after each epoch that it trained. */
  readonly intermediate: readonly number[];
}
