/**
 * The one figure that the paper prints, and how a study stands beside it.
 *
 * @module
 */
import type { Trial } from "../trial/trial.ts";
import { bestTrial } from "./best.ts";
import { extremes } from "./extremes.ts";
import { formatCount, formatPercent } from "./format.ts";

/**
 * The highest accuracy that the paper reports, as a fraction.
 *
 * Source: section VI, "Conclusion", of the paper that Sweepbook's study follows: hidden layers
 * varied on MNIST, 5 epochs, batches of 100, "the greatest exactness in the presentation was
 * discovered 98.06 %". The paper does not say which case reached it.
 */
export const PAPER_BEST_ACCURACY = 0.9806;

/**
 * Sets the study's best beside the paper's in one sentence.
 *
 * @example
 * ```ts
 * import type { Trial } from "../trial/trial.ts";
 *
 * declare const trials: readonly Trial[];
 * console.log(compareWithPaper(trials));
 * // Best: Case 2 (C32 P2 F D128), 99.02 % validation accuracy at epoch 4,
 * // 0.96 points above the paper's 98.06 %.
 * ```
 */
export function compareWithPaper(trials: readonly Trial[]): string {
  const paper = formatPercent(PAPER_BEST_ACCURACY);
  const best = bestTrial(trials);
  if (best === null) return `No epoch is finished yet; the paper's best is ${paper}.`;
  const { highest } = extremes(best.epochs, "valAccuracy")!;
  const points = printed(highest.value) - printed(PAPER_BEST_ACCURACY);
  const beside = points === 0
    ? "equal to"
    : `${Math.abs(points / 100).toFixed(2)} points ${points > 0 ? "above" : "below"}`;
  const { layers, limit, protocol } = best.setup;
  const net = best.name === layers ? layers : `${best.name} (${layers})`;
  const held = protocol === "held-out" ? "held-out " : "";
  const subset = limit === null
    ? ""
    : limit === 1
    ? " (first training image)"
    : ` (first ${formatCount(limit)} training images)`;
  return `Best: ${net}, ${formatPercent(highest.value)} ${held}validation accuracy ` +
    `at epoch ${highest.epoch}${subset}, ${beside} the paper's ${paper}.`;
}

/** Hundredths of a percent as printed, so that the difference is that of the two figures read. */
function printed(accuracy: number): number {
  return Math.round(parseFloat(formatPercent(accuracy)) * 100);
}
