/**
 * How the values of trials are formatted, whatever metric they are of.
 *
 * @module
 */
import type { Interval } from "../statistics/summary.ts";
import type { Metric } from "../trial/objective.ts";
import { formatPercent } from "./format.ts";

const words: Readonly<Record<Metric, string>> = {
  valAccuracy: "validation accuracy",
  valLoss: "validation loss",
  accuracy: "training accuracy",
  loss: "training loss",
};

/** What a metric is called: `validation accuracy`. */
export function formatMetric(metric: Metric): string {
  return words[metric];
}

/** A value of a metric: `98.06 %`, `0.0312`. */
export function formatValue(metric: Metric, value: number): string {
  return isLoss(metric) ? value.toFixed(4) : formatPercent(value);
}

/** A mean with its standard deviation: `98.06 ± 0.11 %`; without one, of a single score, alone. */
export function formatSpread(metric: Metric, mean: number, deviation: number | null): string {
  if (deviation === null) return formatValue(metric, mean);
  return joined(metric, " ± ", mean, deviation);
}

/**
 * An interval: `97.93 to 98.19 %`. It is cut to what an accuracy or a loss can be.
 */
export function formatInterval(metric: Metric, [low, high]: Interval): string {
  const most = isLoss(metric) ? Infinity : 1;
  return joined(metric, " to ", Math.max(0, low), Math.min(most, high));
}

/** Two numbers with their unit said once. */
function joined(metric: Metric, between: string, a: number, b: number): string {
  if (isLoss(metric)) return `${a.toFixed(4)}${between}${b.toFixed(4)}`;
  return `${(a * 100).toFixed(2)}${between}${formatPercent(b)}`;
}

function isLoss(metric: Metric): boolean {
  return metric === "loss" || metric === "valLoss";
}
