/**
 * What a run is called among those of its trial.
 *
 * @module
 */
import type { Run } from "../trial/run.ts";

/** `fold 3, seed 1`, folds counted from 1; without folds `seed 1`. */
export function runName({ fold, seed }: Run): string {
  return fold === null ? `seed ${seed}` : `fold ${fold.index + 1}, seed ${seed}`;
}
