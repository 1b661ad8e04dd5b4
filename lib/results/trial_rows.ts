/**
 * Trials as flat rows, the form that spreadsheets and data frames read.
 *
 * @module
 */
import type { Optimizer, Protocol } from "../trial/setup.ts";
import { bestTrial } from "../trial/best.ts";
import type { Trial } from "../trial/record.ts";
import type { TrialState } from "../trial/run.ts";
import { type Extreme, extremes } from "./extremes.ts";
import { toSeconds } from "./format.ts";
import { meanEpochs, meanOfRuns } from "./mean_epochs.ts";

/** One trial. Accuracies are fractions in [0, 1], losses in nats; null where not measured. */
export interface TrialRow {
  /** Place in the study, counted from 0. */
  readonly trial: number;
  /** The name of the case. */
  readonly case: string;
  /** Hidden layers in compact form. */
  readonly layers: string;
  /** Trainable weights, output layer included. */
  readonly parameters: number;
  /** Floating-point operations of one forward pass of one image. */
  readonly flopsPerImage: number;
  /** Where the trial stands. */
  readonly state: TrialState;
  /** Whether it is the study's best, see {@linkcode bestTrial}. */
  readonly best: boolean;
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
  /** Loss on the test images. */
  readonly testLoss: number | null;
  /** Accuracy on the test images. */
  readonly testAccuracy: number | null;
  /** Test images classified wrongly. */
  readonly testErrors: number | null;
  /** Which images train and which validate. */
  readonly protocol: Protocol;
  /** Epochs planned. */
  readonly epochs: number;
  /** Images per step. */
  readonly batchSize: number;
  /** `adam learningRate=0.001 beta1=0.9 ...` */
  readonly optimizer: string;
  /** Seeds all that is random. */
  readonly seed: number;
  /** First so many training images; null: all. */
  readonly limit: number | null;
  /** What computed it. */
  readonly engine: string | null;
  /** Why it failed. */
  readonly error: string | null;
  /** Last, so that two runs of one seed differ in no column before it. */
  readonly seconds: number | null;
}

/**
 * Makes one row per trial, in the order given.
 *
 * @throws {TypeError} If they are no array, or one of them is no trial.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { createStudy, loadMnist } from "../mod.ts";
 * import { toTrialRows } from "./trial_rows.ts";
 *
 * const data = await loadMnist();
 * const cases = [{ name: "flat", layers: "F" }];
 * const { trials } = await createStudy({ name: "tiny", data, cases });
 * const [row] = toTrialRows(trials);
 * assertEquals(row.parameters, 7_850);
 * assertEquals(row.testAccuracy, null); // not trained yet
 * ```
 */
export function toTrialRows(trials: readonly Trial[]): TrialRow[] {
  const best = bestTrial(trials);
  const bestPlace = best === null ? -1 : trials.indexOf(best);
  return trials.map((trial, place) => {
    const { setup } = trial;
    const epochs = meanEpochs(trial);
    const training = extremes(epochs, "accuracy");
    const validation = extremes(epochs, "valAccuracy");
    const durationMs = meanOfRuns(trial, (run) => run.durationMs);
    return {
      trial: trial.number,
      case: trial.name,
      layers: setup.layers,
      parameters: trial.parameters,
      flopsPerImage: trial.flopsPerImage,
      state: trial.state,
      best: place === bestPlace,
      ...named("lowestTraining", training?.lowest),
      ...named("highestTraining", training?.highest),
      ...named("lowestValidation", validation?.lowest),
      ...named("highestValidation", validation?.highest),
      finalValidationAccuracy: epochs.at(-1)?.valAccuracy ?? null,
      testLoss: meanOfRuns(trial, ({ test }) => test?.loss),
      testAccuracy: meanOfRuns(trial, ({ test }) => test?.accuracy),
      testErrors: meanOfRuns(trial, ({ test }) => test?.errors),
      protocol: setup.protocol,
      epochs: setup.epochs,
      batchSize: setup.batchSize,
      optimizer: toText(setup.optimizer),
      seed: setup.seed,
      limit: setup.limit,
      engine: trial.runs.find(({ engine }) => engine !== null)?.engine ?? null,
      error: trial.error,
      seconds: durationMs === null ? null : toSeconds(durationMs),
    };
  });
}

function named<Name extends string>(name: Name, extreme: Extreme | undefined) {
  return {
    [`${name}Accuracy`]: extreme?.value ?? null,
    [`${name}Epoch`]: extreme?.epoch ?? null,
  } as Record<`${Name}Accuracy` | `${Name}Epoch`, number | null>;
}

function toText({ kind, ...settings }: Optimizer): string {
  return [kind, ...Object.entries(settings).map(([name, value]) => `${name}=${value}`)].join(" ");
}
