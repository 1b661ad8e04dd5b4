/**
 * What is done about runs whose worker died.
 *
 * @module
 */
import { RunLost } from "../executors/executor.ts";

/** A run whose worker died is taken up again at most so many times. */
export const MOST_LOSSES = 2;

/** Does something again where the worker that did it died. */
export async function survive<Result>(act: () => Promise<Result>): Promise<Result> {
  for (let losses = 0;; losses++) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof RunLost) || losses === MOST_LOSSES) throw error;
    }
  }
}
