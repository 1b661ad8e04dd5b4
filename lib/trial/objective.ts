/**
 * What a trial's value is: one metric, in one direction, at one epoch.
 *
 * @module
 */
import type { EpochMetrics } from "./run.ts";

/** What may be measured in each epoch and made the value of a trial. */
export type Metric = "valAccuracy" | "valLoss" | "accuracy" | "loss";

/** All of {@linkcode Metric}. */
export const metrics: readonly Metric[] = ["valAccuracy", "valLoss", "accuracy", "loss"];

/** Which way a value is better. */
export type Direction = "maximize" | "minimize";

/** Which epoch's metric counts: the last that was trained, or the best of all. */
export type ValueEpoch = "last" | "best";

/** All of {@linkcode ValueEpoch}. */
export const valueEpochs: readonly ValueEpoch[] = ["last", "best"];

/** What a study says that a trial's value is. */
export interface Objective {
  /** What is measured. */
  readonly metric: Metric;
  /** Which way it is better: losses are minimized, accuracies maximized. */
  readonly direction: Direction;
  /** At which epoch. */
  readonly epoch: ValueEpoch;
}

/** The objective of a metric, in the metric's own direction. */
export function toObjective(metric: Metric, epoch: ValueEpoch): Objective {
  return { metric, direction: metric.endsWith("oss") ? "minimize" : "maximize", epoch };
}

/** Whether value `a` is better than `b`. */
export function isBetter({ direction }: Objective, a: number, b: number): boolean {
  return direction === "maximize" ? a > b : a < b;
}

/** What the value of a run would be if it ended after each of its epochs. */
export function valuesByEpoch(objective: Objective, epochs: readonly EpochMetrics[]): number[] {
  const values = epochs.map((epoch) => epoch[objective.metric]);
  if (objective.epoch === "last") return values;
  let best = values[0];
  return values.map((value) => best = isBetter(objective, value, best) ? value : best);
}
