/**
 * The epochs of trials as flat rows, the form that spreadsheets and data frames read.
 *
 * @module
 */
import type { Trial } from "../trial/record.ts";
import { toSeconds } from "./format.ts";

/** One epoch of one run. */
export interface EpochRow {
  /** Place of the trial in the study, counted from 0. */
  readonly trial: number;
  /** The name of the case. */
  readonly case: string;
  /** Place of the run in the trial, counted from 0. */
  readonly run: number;
  /** The part of the training images that validated, counted from 0; null: as the protocol has it. */
  readonly fold: number | null;
  /** Counted from 1. */
  readonly epoch: number;
  /** Training loss, in nats, running over the epoch. */
  readonly loss: number;
  /** Training accuracy, in [0, 1], running over the epoch. */
  readonly accuracy: number;
  /** Validation loss after the epoch, in nats. */
  readonly valLoss: number;
  /** Validation accuracy after the epoch, in [0, 1]. */
  readonly valAccuracy: number;
  /** Last, so that two runs of one seed differ in no column before it. */
  readonly seconds: number;
}

/** The fields of an {@linkcode EpochRow} in their order, for files of studies without epochs. */
export const epochColumns = [
  "trial",
  "case",
  "run",
  "fold",
  "epoch",
  "loss",
  "accuracy",
  "valLoss",
  "valAccuracy",
  "seconds",
] as const satisfies readonly (keyof EpochRow)[];

/**
 * Makes one row per trial, run and epoch, in the order given.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { createStudy, loadMnist } from "../mod.ts";
 * import { toEpochRows } from "./epoch_rows.ts";
 *
 * const data = await loadMnist();
 * const cases = [{ name: "flat", layers: "F" }];
 * const study = await createStudy({ name: "tiny", data, cases, epochs: 1, limit: 600 });
 * await study.optimize();
 * const [row] = toEpochRows(study.trials);
 * assertEquals([row.case, row.epoch], ["flat", 1]);
 * ```
 */
export function toEpochRows(trials: readonly Trial[]): EpochRow[] {
  return trials.flatMap(({ number, name, runs }) =>
    runs.flatMap((run) =>
      run.epochs.map(({ durationMs, ...metrics }) => ({
        trial: number,
        case: name,
        run: run.number,
        fold: run.fold?.index ?? null,
        ...metrics,
        seconds: toSeconds(durationMs),
      }))
    )
  );
}
