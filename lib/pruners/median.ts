/**
 * The median rule: a trial goes on while it is no worse than half of the others were.
 *
 * @module
 */
import { checkKeys, checkWhole } from "../check/check.ts";
import type { Direction } from "../trial/objective.ts";
import type { Pruner } from "./pruner.ts";

/** When {@linkcode medianPruner} begins. */
export interface MedianPrunerOptions {
  /**
   * No trial is ended before so many others are complete.
   *
   * @default {5}
   */
  readonly startupTrials?: number;
  /**
   * No trial is ended in so many of its first epochs.
   *
   * @default {0}
   */
  readonly warmupEpochs?: number;
}

/**
 * Ends a trial whose best value so far is worse than the median of what the complete trials had
 * after the same epoch. Pruned and failed trials do not count, so the median rises as the study
 * goes on. It decides as the MedianPruner of Optuna 5 does; the rule is that of Google Vizier
 * (Golovin et al. 2017, section 3.2.2) with values in place of running averages.
 *
 * A value that is no number is worse than all, and the median passes over it.
 *
 * @throws {TypeError} If an option is unknown or no number.
 * @throws {RangeError} If an option is no whole number of at least 0.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { medianPruner } from "./median.ts";
 *
 * const pruner = medianPruner({ startupTrials: 1 });
 * const past = { number: 0, params: {}, distributions: {}, state: "complete", value: 0.98 } as const;
 * const trials = [{ ...past, intermediate: [0.95, 0.98] }];
 * const context = { epochs: 2, direction: "maximize", trials } as const;
 * assertEquals(pruner.shouldPrune({ ...context, intermediate: [0.94] }), true);
 * assertEquals(pruner.shouldPrune({ ...context, intermediate: [0.96] }), false);
 * ```
 */
export function medianPruner(options: MedianPrunerOptions = {}): Pruner {
  checkKeys("options of medianPruner()", options, ["startupTrials", "warmupEpochs"]);
  const { startupTrials = 5, warmupEpochs = 0 } = options;
  checkWhole("startupTrials of medianPruner()", startupTrials, 0);
  checkWhole("warmupEpochs of medianPruner()", warmupEpochs, 0);
  return {
    settings: { kind: "median", startupTrials, warmupEpochs },
    shouldPrune({ intermediate, direction, trials }) {
      const epochs = intermediate.length;
      const complete = trials.filter(({ state }) => state === "complete");
      if (complete.length < startupTrials || epochs <= warmupEpochs) return false;
      const others = complete.map((trial) => trial.intermediate[epochs - 1]).filter(isNumber);
      if (others.length === 0) return false;
      return areWorse(direction, intermediate.filter(isNumber), median(others));
    },
  };
}

/** Whether all of the values, of which there may be none, are worse than `bar`. */
function areWorse(direction: Direction, values: readonly number[], bar: number): boolean {
  return values.every((value) => direction === "maximize" ? value < bar : value > bar);
}

/** False too where a trial has no such epoch. */
function isNumber(value: number | undefined): value is number {
  return value !== undefined && !Number.isNaN(value);
}

function median(values: number[]): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  return sorted.length % 2 === 1 ? upper : (sorted[middle - 1] + upper) / 2;
}
