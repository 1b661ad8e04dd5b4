/**
 * Trials as flat rows, the form that spreadsheets and data frames read.
 *
 * @module
 */
import { bestTrial } from "../trial/best.ts";
import type { Metric, ValueEpoch } from "../trial/objective.ts";
import { type Trial, withOwnNumbers } from "../trial/record.ts";
import type { TrialState } from "../trial/run.ts";
import type { Optimizer, Protocol } from "../trial/setup.ts";
import { type AccuracyColumns, accuracyColumns } from "./accuracy_columns.ts";
import type { CsvValue } from "./csv.ts";
import { toSeconds } from "./format.ts";
import { meanEpochs, meanLast, meanOfRuns } from "./mean_epochs.ts";
import { summarizeTrial } from "./summarize_trial.ts";
import { type ToldFromBest, toldFromBest } from "./told_from_best.ts";

/** What a search suggested: null where a trial was not asked for it. */
export interface ParamColumns {
  /** One for each name that any of the trials was given. */
  readonly [param: `param ${string}`]: CsvValue;
}

/**
 * One trial. Accuracies are fractions in [0, 1], losses in nats; null where not measured. What is
 * measured epoch by epoch is of the mean over the complete runs, in the epochs that all of them have;
 * the final validation accuracy is the mean of each run's last.
 */
export interface TrialRow extends AccuracyColumns, ParamColumns {
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
  /** Whether it cannot be told from the best at 95 %; null where that is unknown. */
  readonly likeBest: boolean | null;
  /** Of the test beside the best, by Holm's correction; null where there is none. */
  readonly pBesideBest: number | null;
  /** Which test that is: the paired t of runs, McNemar's of single runs. */
  readonly testBesideBest: ToldFromBest["by"];
  /** What its value is. */
  readonly metric: Metric;
  /** At which epoch. */
  readonly valueEpoch: ValueEpoch;
  /** The mean over its complete runs. */
  readonly value: number | null;
  /** Standard deviation of these; null unless there are 2. */
  readonly deviation: number | null;
  /** The low end of the 95 % interval of the mean, at least 0; null unless there are 2 complete runs. */
  readonly intervalLow: number | null;
  /** The high end of that; of an accuracy, at most 1. */
  readonly intervalHigh: number | null;
  /** Complete runs. */
  readonly runs: number;
  /** Runs planned. */
  readonly runsPlanned: number;
  /** Loss on the test images, the mean over the runs that met them. */
  readonly testLoss: number | null;
  /** Accuracy on the test images, the mean over the runs that met them. */
  readonly testAccuracy: number | null;
  /** Test images classified wrongly, the mean over the runs that met them. */
  readonly testErrors: number | null;
  /** Which images train and which validate. */
  readonly protocol: Protocol;
  /** Each part of the training images validates once; null: as the protocol has it. */
  readonly folds: number | null;
  /** Epochs planned. */
  readonly epochs: number;
  /** Images per step. */
  readonly batchSize: number;
  /** `adam learningRate=0.001 beta1=0.9 ...` */
  readonly optimizer: string;
  /** Seeds all that is random; those of repeats are counted up from it. */
  readonly seed: number;
  /** First so many training images; null: all. */
  readonly limit: number | null;
  /** A run ends after so many epochs without a lower validation loss; null: never. */
  readonly patience: number | null;
  /** What computed it. */
  readonly engine: string | null;
  /** Why it failed. */
  readonly error: string | null;
  /** All its runs together. Last, so that two runs of one seed differ in no column before it. */
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
  const own = withOwnNumbers(trials);
  const told = toldFromBest(own);
  const params = [...new Set(trials.flatMap((trial) => Object.keys(trial.params)))];
  return trials.map((trial, place) => {
    const { setup, objective, runs } = trial;
    const beside = told.get(own[place].number);
    const summary = summarizeTrial(trial);
    return {
      trial: trial.number,
      case: trial.name,
      ...paramColumns(trial, params),
      layers: setup.layers,
      parameters: trial.parameters,
      flopsPerImage: trial.flopsPerImage,
      state: trial.state,
      best: place === bestPlace,
      likeBest: negated(beside?.toldApart ?? null),
      pBesideBest: beside?.adjusted ?? null,
      testBesideBest: beside?.by ?? null,
      metric: objective.metric,
      valueEpoch: objective.epoch,
      value: summary?.mean ?? null,
      deviation: summary?.deviation ?? null,
      intervalLow: summary?.interval?.[0] ?? null,
      intervalHigh: summary?.interval?.[1] ?? null,
      runs: summary?.n ?? 0,
      runsPlanned: runs.length,
      ...accuracyColumns(meanEpochs(trial)),
      finalValidationAccuracy: meanLast(trial, "valAccuracy"),
      testLoss: meanOfRuns(trial, ({ test }) => test?.loss),
      testAccuracy: meanOfRuns(trial, ({ test }) => test?.accuracy),
      testErrors: meanOfRuns(trial, ({ test }) => test?.errors),
      protocol: setup.protocol,
      folds: runs[0]?.fold?.count ?? null,
      epochs: setup.epochs,
      batchSize: setup.batchSize,
      optimizer: toText(setup.optimizer),
      seed: setup.seed,
      limit: setup.limit,
      patience: setup.patience,
      engine: runs.find(({ engine }) => engine !== null)?.engine ?? null,
      error: trial.error,
      seconds: secondsOf(trial),
    };
  });
}

function paramColumns({ params }: Trial, names: readonly string[]): ParamColumns {
  return Object.fromEntries(
    names.map((name) => [`param ${name}`, Object.hasOwn(params, name) ? params[name] : null]),
  );
}

function negated(value: boolean | null): boolean | null {
  return value === null ? null : !value;
}

function secondsOf({ runs }: Trial): number | null {
  const durations = runs.map(({ durationMs }) => durationMs).filter((one) => one !== null);
  if (durations.length === 0) return null;
  return toSeconds(durations.reduce((sum, duration) => sum + duration));
}

function toText({ kind, ...settings }: Optimizer): string {
  return [kind, ...Object.entries(settings).map(([name, value]) => `${name}=${value}`)].join(" ");
}
