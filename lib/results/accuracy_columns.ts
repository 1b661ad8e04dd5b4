/**
 * The lowest and highest accuracies of a learning curve, as columns of rows.
 *
 * @module
 */
import type { EpochMetrics } from "../trial/run.ts";
import { type Extreme, extremes } from "./extremes.ts";

/** Accuracies are fractions in [0, 1], epochs counted from 1; null where there is no epoch. */
export interface AccuracyColumns {
  /** Lowest training accuracy of all epochs. */
  readonly lowestTrainingAccuracy: number | null;
  /** The epoch of that. */
  readonly lowestTrainingEpoch: number | null;
  /** Highest training accuracy of all epochs. */
  readonly highestTrainingAccuracy: number | null;
  /** The epoch of that. */
  readonly highestTrainingEpoch: number | null;
  /** Lowest validation accuracy of all epochs. */
  readonly lowestValidationAccuracy: number | null;
  /** The epoch of that. */
  readonly lowestValidationEpoch: number | null;
  /** Highest validation accuracy of all epochs. */
  readonly highestValidationAccuracy: number | null;
  /** The epoch of that. */
  readonly highestValidationEpoch: number | null;
  /** Validation accuracy after the last epoch. */
  readonly finalValidationAccuracy: number | null;
}

/** Finds them; of equal accuracies, the earliest. */
export function accuracyColumns(epochs: readonly EpochMetrics[]): AccuracyColumns {
  const training = extremes(epochs, "accuracy");
  const validation = extremes(epochs, "valAccuracy");
  return {
    ...named("lowestTraining", training?.lowest),
    ...named("highestTraining", training?.highest),
    ...named("lowestValidation", validation?.lowest),
    ...named("highestValidation", validation?.highest),
    finalValidationAccuracy: epochs.at(-1)?.valAccuracy ?? null,
  };
}

function named<Name extends string>(name: Name, extreme: Extreme | undefined) {
  return {
    [`${name}Accuracy`]: extreme?.value ?? null,
    [`${name}Epoch`]: extreme?.epoch ?? null,
  } as Record<`${Name}Accuracy` | `${Name}Epoch`, number | null>;
}
