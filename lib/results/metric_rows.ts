/**
 * All that was measured as flat rows of one number each, the long form that charts, groupings and
 * statistics of data frames start from.
 *
 * @module
 */
import { metrics } from "../trial/objective.ts";
import type { Trial } from "../trial/record.ts";
import type { Evaluation, Run } from "../trial/run.ts";

/** One number that was measured in a run. */
export interface MetricRow {
  /** Place of the trial in the study, counted from 0. */
  readonly trial: number;
  /** The name of the case. */
  readonly case: string;
  /** Place of the run in the trial, counted from 0. */
  readonly run: number;
  /** The part of the training images that validated, counted from 0; null: as the protocol has it. */
  readonly fold: number | null;
  /** Counted from 1; null: of the final weights. */
  readonly epoch: number | null;
  /**
   * As `epochs.csv` names what was measured in an epoch (`valLoss`), and `runs.csv` what was with the
   * final weights (`validationLoss`).
   */
  readonly metric: string;
  /** Accuracies are fractions in [0, 1], losses in nats, errors a number of images. */
  readonly value: number;
}

/** The fields of a {@linkcode MetricRow} in their order, for files of studies without any. */
export const metricColumns = [
  "trial",
  "case",
  "run",
  "fold",
  "epoch",
  "metric",
  "value",
] as const satisfies readonly (keyof MetricRow)[];

/**
 * Makes one row per trial, run, epoch and metric, in the order given; those of the final weights stand
 * behind the epochs of their run. What it took is left out, so that two studies of one seed have the
 * same rows.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { createStudy, loadMnist } from "../mod.ts";
 * import { toMetricRows } from "./metric_rows.ts";
 *
 * const data = await loadMnist();
 * const cases = [{ name: "flat", layers: "F" }];
 * const study = await createStudy({ name: "tiny", data, cases, epochs: 1, limit: 600 });
 * await study.optimize();
 * const [row] = toMetricRows(study.trials);
 * assertEquals([row.case, row.epoch, row.metric], ["flat", 1, "valAccuracy"]);
 * ```
 */
export function toMetricRows(trials: readonly Trial[]): MetricRow[] {
  return trials.flatMap(({ number, name, runs }) =>
    runs.flatMap((run) =>
      measuresOf(run).map((measure) => ({
        trial: number,
        case: name,
        run: run.number,
        fold: run.fold?.index ?? null,
        ...measure,
      }))
    )
  );
}

function measuresOf({ epochs, validation, test }: Run) {
  return [
    ...epochs.flatMap((epoch) =>
      metrics.map((metric) => ({ epoch: epoch.epoch, metric: `${metric}`, value: epoch[metric] }))
    ),
    ...measuresWith("validation", validation),
    ...measuresWith("test", test),
  ];
}

function measuresWith(images: string, evaluation: Evaluation | null) {
  if (evaluation === null) return [];
  const { loss, accuracy, errors } = evaluation;
  return Object.entries({ Loss: loss, Accuracy: accuracy, Errors: errors })
    .map(([name, value]) => ({ epoch: null, metric: `${images}${name}`, value }));
}
