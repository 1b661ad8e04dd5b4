/**
 * The runs of trials as flat rows: every single score.
 *
 * @module
 */
import type { Trial } from "../trial/record.ts";
import type { Run, TrialState } from "../trial/run.ts";
import { type AccuracyColumns, accuracyColumns } from "./accuracy_columns.ts";
import { toSeconds } from "./format.ts";
import { scoreOf } from "./summarize_trial.ts";

/** One run. Accuracies are fractions in [0, 1], losses in nats; null where not measured. */
export interface RunRow extends AccuracyColumns {
  /** Place of the trial in the study, counted from 0. */
  readonly trial: number;
  /** The name of the case. */
  readonly case: string;
  /** Place of the run in the trial, counted from 0. */
  readonly run: number;
  /** Seeds all that is random. */
  readonly seed: number;
  /** The part of the training images that validated, counted from 0; null: as the protocol has it. */
  readonly fold: number | null;
  /** Of so many parts. */
  readonly folds: number | null;
  /** Where the run stands; one that a pruner spared is `pruned` and has no epochs. */
  readonly state: TrialState;
  /** What it came to, by the objective of its trial; null unless it is complete. */
  readonly value: number | null;
  /** Epochs trained. */
  readonly epochs: number;
  /** Loss on the validation images, with the final weights. */
  readonly validationLoss: number | null;
  /** Accuracy on the validation images, with the final weights. */
  readonly validationAccuracy: number | null;
  /** Validation images classified wrongly, with the final weights. */
  readonly validationErrors: number | null;
  /** Loss on the test images. */
  readonly testLoss: number | null;
  /** Accuracy on the test images. */
  readonly testAccuracy: number | null;
  /** Test images classified wrongly. */
  readonly testErrors: number | null;
  /** What computed it. */
  readonly engine: string | null;
  /** Why it failed. */
  readonly error: string | null;
  /** Last, so that two runs of one seed differ in no column before it. */
  readonly seconds: number | null;
}

/** The fields of a {@linkcode RunRow} in their order, for files of studies without runs. */
export const runColumns = [
  "trial",
  "case",
  "run",
  "seed",
  "fold",
  "folds",
  "state",
  "value",
  "epochs",
  "lowestTrainingAccuracy",
  "lowestTrainingEpoch",
  "highestTrainingAccuracy",
  "highestTrainingEpoch",
  "lowestValidationAccuracy",
  "lowestValidationEpoch",
  "highestValidationAccuracy",
  "highestValidationEpoch",
  "finalValidationAccuracy",
  "validationLoss",
  "validationAccuracy",
  "validationErrors",
  "testLoss",
  "testAccuracy",
  "testErrors",
  "engine",
  "error",
  "seconds",
] as const satisfies readonly (keyof RunRow)[];

/**
 * Makes one row per trial and run, in the order given.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { createStudy, loadMnist } from "../mod.ts";
 * import { toRunRows } from "./run_rows.ts";
 *
 * const data = await loadMnist();
 * const cases = [{ name: "flat", layers: "F" }];
 * const { trials } = await createStudy({ name: "tiny", data, cases, folds: 2 });
 * assertEquals(toRunRows(trials).map(({ fold, seed }) => [fold, seed]), [[0, 1], [1, 1]]);
 * ```
 */
export function toRunRows(trials: readonly Trial[]): RunRow[] {
  return trials.flatMap((trial) => trial.runs.map((run) => toRow(trial, run)));
}

function toRow({ number, name, objective }: Trial, run: Run): RunRow {
  const { validation, test, durationMs } = run;
  return {
    trial: number,
    case: name,
    run: run.number,
    seed: run.seed,
    fold: run.fold?.index ?? null,
    folds: run.fold?.count ?? null,
    state: run.state,
    value: run.state === "complete" ? scoreOf(objective, run) : null,
    epochs: run.epochs.length,
    ...accuracyColumns(run.epochs),
    validationLoss: validation?.loss ?? null,
    validationAccuracy: validation?.accuracy ?? null,
    validationErrors: validation?.errors ?? null,
    testLoss: test?.loss ?? null,
    testAccuracy: test?.accuracy ?? null,
    testErrors: test?.errors ?? null,
    engine: run.engine,
    error: run.error,
    seconds: durationMs === null ? null : toSeconds(durationMs),
  };
}
