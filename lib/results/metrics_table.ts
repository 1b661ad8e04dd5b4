/**
 * Loss, accuracy and zero-one errors of a trial, as a table.
 *
 * @module
 */
import { checkTrial } from "../trial/check_trials.ts";
import type { Trial } from "../trial/record.ts";
import type { Evaluation, Run } from "../trial/run.ts";
import { meanOf } from "../statistics/summary.ts";
import { formatCount, formatPercent } from "./format.ts";
import { runName } from "./run_name.ts";
import type { Table, TableRow } from "./table.ts";

/**
 * The metrics of a trial's final weights: a row for the validation and for the test images of each
 * run, and of several runs one for all together. With the protocol `paper`, whose test images
 * validate, it has the test images alone.
 *
 * @throws {TypeError} If it is no trial.
 * @throws {Error} If it is not complete.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { createStudy, loadMnist } from "../mod.ts";
 * import { toMetricsTable } from "./metrics_table.ts";
 *
 * const data = await loadMnist();
 * const cases = [{ name: "flat", layers: "F" }];
 * const study = await createStudy({ name: "tiny", data, cases, epochs: 1, limit: 600 });
 * await study.optimize();
 * const { rows } = toMetricsTable(study.trials[0]);
 * assertEquals(rows.map(({ cells }) => [cells.set, cells.images]), [
 *   ["Validation", "100"],
 *   ["Test", "10,000"],
 * ]);
 * ```
 */
export function toMetricsTable(trial: Trial): Table {
  const { name, state, runs, setup } = checkTrial(trial);
  if (state !== "complete") {
    throw new Error(
      `Cannot show the metrics of ${name}: it is ${state} and has no result; take a complete trial.`,
    );
  }
  const sets = [
    ...setup.protocol === "paper" ? [] : [["Validation", "validation"] as const],
    ...runs.every(({ test }) => test !== null) ? [["Test", "test"] as const] : [],
  ];
  return {
    columns: [
      { key: "set", title: "Images", align: "left" },
      { key: "images", title: "Number", align: "right" },
      { key: "loss", title: "Loss", align: "right" },
      { key: "accuracy", title: "Accuracy", align: "right" },
      { key: "errors", title: "Zero-one errors", align: "right" },
    ],
    rows: sets.flatMap(([title, set]) => toRows(title, runs, set)),
    notes: [
      `${name}, with its final weights. The loss is the mean cross-entropy of an image, in nats; a ` +
      "zero-one error is an image whose most probable class is not its own.",
    ],
    caption: `Metrics of ${name}`,
  };
}

function toRows(title: string, runs: readonly Run[], set: "validation" | "test"): TableRow[] {
  const evaluations = runs.map((run) => run[set]!);
  if (runs.length === 1) return [toRow(title, evaluations)];
  return [
    ...runs.map((run, i) => toRow(`${title}, ${runName(run)}`, [evaluations[i]])),
    toRow(`${title}, together`, evaluations),
  ];
}

/** Errors and images are added up; loss and accuracy are means over the runs. */
function toRow(set: string, evaluations: readonly Evaluation[]): TableRow {
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  const images = sum(evaluations.flatMap(({ confusion }) => confusion.flat()));
  return {
    mark: null,
    cells: {
      set,
      images: formatCount(images),
      loss: meanOf(evaluations.map(({ loss }) => loss)).toFixed(4),
      accuracy: formatPercent(meanOf(evaluations.map(({ accuracy }) => accuracy))),
      errors: formatCount(sum(evaluations.map(({ errors }) => errors))),
    },
  };
}
