/**
 * What the runs of a trial came to together.
 *
 * @module
 */
import type { Trial } from "../trial/record.ts";

/** The evaluations of a trial's runs as one. */
export interface SummedEvaluation {
  /** `confusion[label][prediction]` counts images, those of all runs. */
  readonly confusion: readonly (readonly number[])[];
  /** Images classified wrongly, those of all runs. */
  readonly errors: number;
  /** The mean over the runs, a fraction in [0, 1]. */
  readonly accuracy: number;
  /** Which images they are. */
  readonly images: "test" | "validation";
}

/**
 * Adds up what the runs of a complete trial came to, with their final weights: over the test images
 * where all of them met these, else over those that validated them.
 */
export function sumEvaluations({ runs }: Pick<Trial, "runs">): SummedEvaluation {
  const isTested = runs.every(({ test }) => test !== null);
  const evaluations = runs.map(({ test, validation }) => isTested ? test! : validation!);
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  return {
    confusion: evaluations[0].confusion.map((row, label) =>
      row.map((_, prediction) =>
        sum(evaluations.map(({ confusion }) => confusion[label][prediction]))
      )
    ),
    errors: sum(evaluations.map(({ errors }) => errors)),
    accuracy: sum(evaluations.map(({ accuracy }) => accuracy)) / runs.length,
    images: isTested ? "test" : "validation",
  };
}
