/**
 * Which images a trial is judged by.
 *
 * @module
 */
import type { Run } from "./run.ts";

/** Which images a trial is judged by. */
export type JudgedImages = "test" | "validation";

/** By which images a trial of these complete runs is judged: the test's where all met them. */
export function judgedImages(runs: readonly Run[]): JudgedImages {
  return runs.every(({ test }) => test !== null) ? "test" : "validation";
}
