/**
 * What the runs of a trial came to together.
 *
 * @module
 */
import { meanOf } from "../statistics/summary.ts";
import { checkTrial } from "../trial/check_trials.ts";
import { type JudgedImages, judgedImages } from "../trial/judged_images.ts";
import type { Trial } from "../trial/record.ts";
import type { Evaluation } from "../trial/run.ts";

/** A trial's evaluations, added up over its runs. */
export interface SummedEvaluation extends Pick<Evaluation, "confusion" | "errors" | "accuracy"> {
  /** Which images they are of: of the test where every run met them, else those that validated. */
  readonly images: JudgedImages;
}

/**
 * Adds up the evaluations of a trial's runs; the accuracy is their mean.
 *
 * @param what Cannot be done without them, such as `plot the confusion`.
 * @throws {TypeError} If it is no trial.
 * @throws {Error} If it is not complete.
 */
export function sumEvaluations(trial: Trial, what: string): SummedEvaluation {
  const { name, state, runs } = checkTrial(trial);
  if (state !== "complete") {
    throw new Error(
      `Cannot ${what} of ${name}: it is ${state} and has no result; take a complete trial.`,
    );
  }
  const images = judgedImages(runs);
  const evaluations = runs.map((run) => run[images]!);
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  return {
    images,
    confusion: evaluations[0].confusion.map((row, label) =>
      row.map((_, prediction) => sum(evaluations.map((one) => one.confusion[label][prediction])))
    ),
    errors: sum(evaluations.map(({ errors }) => errors)),
    accuracy: meanOf(evaluations.map(({ accuracy }) => accuracy)),
  };
}
