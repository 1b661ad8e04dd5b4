/**
 * Metrics in words, and their values as text.
 *
 * @module
 */
import type { Metric, Objective } from "../trial/objective.ts";
import { formatPercent } from "./format.ts";

const names: Readonly<Record<Metric, string>> = {
  valAccuracy: "validation accuracy",
  valLoss: "validation loss",
  accuracy: "training accuracy",
  loss: "training loss",
};

/** What a metric is called in a sentence. */
export function metricName(metric: Metric): string {
  return names[metric];
}

/** Whether a metric is a fraction in [0, 1]; else it is a loss, in nats. */
export function isAccuracy(metric: Metric): boolean {
  return metric === "valAccuracy" || metric === "accuracy";
}

/** Formats a value of a metric: accuracies as percent, losses with four decimals. */
export function formatMetric(metric: Metric, value: number): string {
  return isAccuracy(metric) ? formatPercent(value) : value.toFixed(4);
}

/** What the value of a trial is, such as `validation accuracy after the last epoch`. */
export function objectiveName({ metric, epoch }: Objective): string {
  return `${metricName(metric)} after the ${epoch} epoch`;
}
