/**
 * What chooses the parameters of trials.
 *
 * @module
 */
import type { Suggest } from "../search_space/distributions.ts";
import type { Direction } from "../trial/objective.ts";
import type { PastTrial } from "../trial/past_trial.ts";
import type { Settings } from "../trial/plan.ts";

/** What a sampler may go by. */
export interface SamplerContext {
  /** The number of the trial that is made, counted from 0. */
  readonly number: number;
  /** The study's seed. */
  readonly seed: number;
  /** Which way values are better. */
  readonly direction: Direction;
  /**
   * All trials of smaller numbers, in their order. Those that count as ended say so; of the others
   * only the params are to be seen, and their state is `running`.
   */
  readonly trials: readonly PastTrial[];
}

/** Chooses the parameters of trials, from what it is given and nothing else. */
export interface Sampler {
  /** Its kind and its options: what it does is decided by them, and they identify a study. */
  readonly settings: Settings;
  /**
   * Begins with a trial; null where all there is to try has been tried. A name gets the same value
   * whatever was asked before it, and names may be any text: `__proto__` is one.
   */
  begin(context: SamplerContext): Suggest | null;
}
