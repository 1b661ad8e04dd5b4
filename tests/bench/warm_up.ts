/**
 * When timing may begin.
 *
 * @module
 */

/**
 * Steps after which what is not yet optimised no longer counts. V8 optimises a WASM function once it
 * has run 13 MB of its baseline code, which takes some tenths of a millisecond: a function that has
 * not come so far in these steps costs less than 0.02 ms of each step.
 */
export const WARM_UP_STEPS = 50;
/** Steps of `--quick`, whose figures mean nothing. */
export const QUICK_WARM_UP_STEPS = 5;
/** Milliseconds of training after which even the slowest is warm: each of its steps is a long one. */
const WARM_UP_MS = 20_000;

/** Whether one that has trained so many steps in so long is warm: the same rule for all. */
export function isWarm(steps: number, ms: number, leastSteps: number): boolean {
  return steps >= leastSteps || ms >= WARM_UP_MS;
}
