/**
 * Learning curves in a sentence: what they came to.
 *
 * @module
 */
import { formatMetric, metricName } from "../results/format_metric.ts";
import { meanEpochs } from "../results/mean_epochs.ts";
import type { Metric } from "../trial/objective.ts";
import type { Trial } from "../trial/record.ts";
import type { EpochMetrics } from "../trial/run.ts";
import { hasBand } from "./curve_traces.ts";
import { countTrials } from "./figure.ts";

/** Where a curve ends, and whose it is. */
interface CurveEnd {
  readonly name: string;
  readonly last: EpochMetrics;
}

/**
 * What the curves of trials came to in their last epoch: of one trial all metrics, of several from
 * where to where those on validation images go, and whose these are.
 *
 * @param trials Those that are drawn, each with an epoch.
 * @param all How many there are.
 */
export function describeCurves(trials: readonly Trial[], all: number): string {
  const [only, ...others] = trials;
  const ends = trials.map((trial) => ({ name: trial.name, last: meanEpochs(trial).at(-1)! }));
  const head = only === undefined || others.length > 0 || all > 1
    ? `Learning curves of ${countTrials(trials.length, all)}`
    : `Learning curves of ${only.name}`;
  const what = `loss and accuracy by epoch${
    trials.some(hasBand) ? ", mean and range of the runs of each" : ""
  }`;
  if (only === undefined) return `${head}: ${what}`;
  if (others.length === 0) return `${head}: ${what}; ${describeEnd(ends[0])}`;
  const ranges = (["valAccuracy", "valLoss"] as const).flatMap((metric) => toRange(ends, metric));
  return `${head}: ${what}; after the last epoch ${ranges.join(", ")}`;
}

function describeEnd({ last }: CurveEnd): string {
  const value = (metric: Metric) =>
    `${metricName(metric)} is ${formatMetric(metric, last[metric])}`;
  const brief = (metric: Metric) => formatMetric(metric, last[metric]);
  return `after epoch ${last.epoch} the ${value("valAccuracy")} and the loss ` +
    `${brief("valLoss")}, in training ${brief("accuracy")} and ${brief("loss")}`;
}

/** From the lowest to the highest; none where no value is a number. */
function toRange(ends: readonly CurveEnd[], metric: Metric): string[] {
  const finite = ends.filter(({ last }) => Number.isFinite(last[metric]))
    .sort((a, b) => a.last[metric] - b.last[metric]);
  if (finite.length === 0) return [];
  const [from, to] = [finite[0], finite.at(-1)!]
    .map(({ name, last }) => `${formatMetric(metric, last[metric])} (${name})`);
  return [`${metricName(metric)} from ${from} to ${to}`];
}
