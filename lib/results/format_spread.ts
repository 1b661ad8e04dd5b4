/**
 * Means with what surrounds them, as text.
 *
 * @module
 */
import type { Interval } from "../statistics/summary.ts";
import type { Metric } from "../trial/objective.ts";
import { formatMetric, isAccuracy } from "./format_metric.ts";

/** A mean with its standard deviation: `98.06 ± 0.11 %`; without one, of a single score, alone. */
export function formatSpread(metric: Metric, mean: number, deviation: number | null): string {
  if (deviation === null) return formatMetric(metric, mean);
  return joined(metric, " ± ", mean, deviation);
}

/** An interval: `97.93 to 98.19 %`. */
export function formatInterval(metric: Metric, [low, high]: Interval): string {
  return joined(metric, " to ", low, high);
}

/** Two values of a metric with their unit said once. */
function joined(metric: Metric, between: string, a: number, b: number): string {
  const first = isAccuracy(metric) ? (a * 100).toFixed(2) : a.toFixed(4);
  return `${first}${between}${formatMetric(metric, b)}`;
}
