/**
 * Where the trials of a study come from.
 *
 * @module
 */
import type { PastTrial } from "../trial/past_trial.ts";
import type { Trial } from "../trial/record.ts";

/** Makes the trials of a study, one after the other. */
export interface TrialSource {
  /** There will be at most so many in the study, those of an earlier time among them. */
  readonly count: number;
  /** Whether a trial depends on what earlier ones came to. */
  readonly isSearch: boolean;
  /**
   * Makes a trial; null where there is none left to try. One that cannot be built is made `failed`.
   *
   * @param past All trials before it but retries; of those whose outcome is not to be known, the params.
   */
  create(number: number, past: readonly PastTrial[]): Trial | null;
}
