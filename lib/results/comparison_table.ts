/**
 * The comparison of two trials, as a table and in sentences.
 *
 * @module
 */
import type { Metric } from "../trial/objective.ts";
import type { Trial } from "../trial/record.ts";
import { compareTrials, type Comparison, type ImageComparison, LEVEL } from "./compare_trials.ts";
import { formatCount, MISSING } from "./format.ts";
import { isAccuracy, metricName, objectiveName } from "./format_metric.ts";
import { formatInterval, formatSpread } from "./format_spread.ts";
import { summarizeTrial } from "./summarize_trial.ts";
import type { Table, TableRow } from "./table.ts";

const NONE = { n: 0, mean: null, deviation: null, interval: null };

/**
 * Sets two trials beside each other: a row each, over their complete runs, and one of their
 * difference, over the pairs of runs that share seed and fold. The notes say what
 * {@linkcode compareTrials} says, in sentences.
 *
 * @throws {TypeError} If one of them is no trial.
 * @throws {RangeError} If their protocols, limits, metrics or their epochs differ.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { createStudy, loadMnist } from "../mod.ts";
 * import { toComparisonTable } from "./comparison_table.ts";
 *
 * const data = await loadMnist();
 * const cases = ["F", "F D16"].map((layers) => ({ name: layers, layers }));
 * const study = await createStudy({ name: "tiny", data, cases, epochs: 1, limit: 600, repeats: 2 });
 * await study.optimize();
 * const { rows } = toComparisonTable(study.trials[0], study.trials[1]);
 * assertEquals(rows.map(({ cells }) => cells.trial), ["F", "F D16", "Difference"]);
 * ```
 */
export function toComparisonTable(a: Trial, b: Trial): Table {
  const comparison = compareTrials(a, b);
  const { metric, n, difference, interval } = comparison;
  const change = (value: number) => formatDifference(metric, value);
  const cells = {
    trial: "Difference",
    runs: formatCount(n),
    mean: difference === null ? MISSING : `${change(difference)}${unitOf(metric)}`,
    interval: interval === null ? MISSING : interval.map(change).join(" to "),
  };
  const name = metricName(metric);
  return {
    columns: [
      { key: "trial", title: "Trial", align: "left", breaks: true },
      { key: "runs", title: "Runs", align: "right" },
      { key: "mean", title: `${name[0].toUpperCase()}${name.slice(1)}`, align: "right" },
      // With a space that does not break: titles are of two words.
      { key: "interval", title: "95\u00a0% interval", align: "right" },
    ],
    rows: [toRow(a), toRow(b), { mark: null, cells }],
    notes: [tell(a, b, comparison), ...tellImages(a, b, comparison.mcnemar)],
    caption: `${a.name} beside ${b.name}`,
  };
}

function toRow(trial: Trial): TableRow {
  const { metric } = trial.objective;
  const { n, mean, deviation, interval } = summarizeTrial(trial) ?? NONE;
  const cells = {
    trial: trial.name,
    runs: formatCount(n),
    mean: mean === null ? MISSING : formatSpread(metric, mean, deviation),
    interval: interval === null ? MISSING : formatInterval(metric, interval),
  };
  return { mark: null, cells };
}

/** What the pairs of runs say. */
function tell(a: Trial, b: Trial, comparison: Comparison): string {
  const { metric, n, difference, p } = comparison;
  if (difference === null) {
    return `${a.name} and ${b.name} have no complete runs of one seed and fold to compare.`;
  }
  const folds = a.runs[0].fold !== null;
  const pairs = `${n === 1 ? "one pair" : `${formatCount(n)} pairs`} of runs that share a ` +
    `${folds ? "fold" : "seed"}`;
  const size = formatDifference(metric, Math.abs(difference)).slice(1);
  const place = difference === 0
    ? "equal to"
    : `${size}${unitOf(metric)} ${difference > 0 ? "above" : "below"}`;
  const sentence = `${a.name} is ${place} ${b.name} in ${
    objectiveName(a.objective)
  }, over ${pairs}`;
  if (p === null) {
    return n === 1
      ? `${sentence}; what other seeds would say needs repeats or folds.`
      : `${sentence}; all differ by as much, so that the t test has nothing to go by.`;
  }
  const test = folds
    ? "paired t test, corrected for the training images that folds share"
    : "paired t test: other seeds, the same images";
  return `${sentence}, and ${p < LEVEL ? "is told" : "cannot be told"} from it at 95 % ` +
    `(${formatP(p)}; ${test}). That is of this pair alone: the table's ≈ allows for all.`;
}

/** What the images say that just one of both classifies wrongly. */
function tellImages(a: Trial, b: Trial, mcnemar: ImageComparison | null): string[] {
  if (mcnemar === null) return [];
  const { images, onlyA, onlyB, p } = mcnemar;
  return [
    `Of the ${images} images, ${a.name} alone classifies ${formatCount(onlyA)} wrongly and ` +
    `${b.name} alone ${formatCount(onlyB)}; these very nets ` +
    `${p < LEVEL ? "are told" : "cannot be told"} apart at 95 % ` +
    `(${formatP(p)}; McNemar's exact test: other images, the same seed).`,
  ];
}

/** With its sign; of accuracies in percentage points. */
export function formatDifference(metric: Metric, value: number): string {
  const text = isAccuracy(metric) ? (100 * value).toFixed(2) : value.toFixed(4);
  return value < 0 ? text : `+${text}`;
}

/** What stands behind a difference. */
export function unitOf(metric: Metric): string {
  return isAccuracy(metric) ? " points" : "";
}

/** A probability to three decimals. */
export function formatP(p: number): string {
  return p < 0.001 ? "p < 0.001" : `p = ${p.toFixed(3)}`;
}
