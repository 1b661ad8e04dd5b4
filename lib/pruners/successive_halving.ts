/**
 * Asynchronous successive halving: the longer a trial trains, the fewer others it may be behind.
 *
 * @module
 */
import { checkKeys, checkWhole } from "../check/check.ts";
import type { Pruner } from "./pruner.ts";

/** Where the rungs of {@linkcode halvingPruner} stand. */
export interface HalvingPrunerOptions {
  /**
   * The first rung is after so many epochs, at least 1.
   *
   * @default {1}
   */
  readonly minEpochs?: number;
  /**
   * Of the trials at a rung one in so many goes on, and the next rung is after so many times the
   * epochs; at least 2.
   *
   * @default {3}
   */
  readonly factor?: number;
}

/**
 * Ends a trial at a rung unless its value is among the best of the values that trials had there,
 * its own included: one in `factor` of them, rounded down, yet at least one. Rungs stand after
 * `minEpochs`, `minEpochs * factor`, `minEpochs * factor^2`, ... epochs. Whatever a trial came to,
 * it counts at the rungs that it reached.
 *
 * ASHA (Li et al. 2018, arXiv 1810.05934) with early stopping in place of pausing, as the
 * SuccessiveHalvingPruner of Optuna 5 decides. A factor of 3, as in Hyperband (Li et al. 2016,
 * arXiv 1603.06560), puts rungs after 1, 3 and 9 epochs; Optuna's 4 would leave short trainings
 * with two.
 *
 * A value that is no number ends the trial at the next rung.
 *
 * @throws {TypeError} If an option is unknown or no number.
 * @throws {RangeError} If `minEpochs` is no whole number of at least 1, or `factor` of at least 2.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { halvingPruner } from "./successive_halving.ts";
 *
 * const pruner = halvingPruner({ factor: 2 });
 * const past = { number: 0, params: {}, distributions: {}, state: "complete", value: 0.98 } as const;
 * const trials = [{ ...past, intermediate: [0.95, 0.98] }];
 * const context = { epochs: 2, direction: "maximize", trials } as const;
 * assertEquals(pruner.shouldPrune({ ...context, intermediate: [0.94] }), true);
 * assertEquals(pruner.shouldPrune({ ...context, intermediate: [0.96] }), false);
 * ```
 */
export function halvingPruner(options: HalvingPrunerOptions = {}): Pruner {
  checkKeys("options of halvingPruner()", options, ["minEpochs", "factor"]);
  const { minEpochs = 1, factor = 3 } = options;
  checkWhole("minEpochs of halvingPruner()", minEpochs, 1);
  checkWhole("factor of halvingPruner()", factor, 2);
  return {
    settings: { kind: "halving", minEpochs, factor },
    shouldPrune({ intermediate, direction, trials }) {
      const epochs = intermediate.length;
      if (!isRung(epochs, minEpochs, factor)) return false;
      const value = intermediate[epochs - 1];
      if (Number.isNaN(value)) return true;
      let reached = 1;
      let better = 0;
      for (const { intermediate } of trials) {
        const other = intermediate[epochs - 1];
        if (other === undefined || Number.isNaN(other)) continue;
        reached++;
        if (direction === "maximize" ? other > value : other < value) better++;
      }
      return better >= Math.max(1, Math.floor(reached / factor));
    },
  };
}

function isRung(epochs: number, minEpochs: number, factor: number): boolean {
  let rung = minEpochs;
  while (rung < epochs) rung *= factor;
  return rung === epochs;
}
