/**
 * The best trial of a study in one sentence, beside what others reached.
 *
 * @module
 */
import { bestTrial } from "../trial/best.ts";
import { countFinished, type Trial } from "../trial/record.ts";
import { checkReference, type Reference } from "../trial/reference.ts";
import { extremes } from "./extremes.ts";
import { formatCount, formatPercent } from "./format.ts";
import { meanEpochs } from "./mean_epochs.ts";

/**
 * Names the best trial and its accuracy, and sets it beside a reference where there is one.
 *
 * @throws {TypeError} If an argument is not of its type.
 * @throws {RangeError} If the reference's value is not in [0, 1].
 *
 * @example
 * ```ts
 * import { assertMatch } from "@std/assert";
 * import { createStudy, describeBest, loadMnist, PAPER_BEST } from "../mod.ts";
 *
 * const data = await loadMnist();
 * const cases = [{ name: "flat", layers: "F" }];
 * const study = await createStudy({ name: "tiny", data, cases, epochs: 1, limit: 600 });
 * await study.optimize();
 * const sentence = describeBest(study.trials, PAPER_BEST);
 * assertMatch(sentence, /^Best: flat \(F\), .* points below the paper's best, 98.06 %.$/);
 * ```
 */
export function describeBest(
  trials: readonly Trial[],
  reference: Reference | null = null,
): string {
  reference = checkReference(reference);
  const best = bestTrial(trials);
  if (best === null) {
    const beside = reference && `; ${reference.label} is ${formatPercent(reference.value)}`;
    const mayBecome = trials.length === 0 || countFinished(trials) < trials.length;
    return `No trial is complete${mayBecome ? " yet" : ""}${beside ?? ""}.`;
  }
  const { highest } = extremes(meanEpochs(best), "valAccuracy")!;
  const { layers, limit, protocol } = best.setup;
  const net = best.name === layers ? layers : `${best.name} (${layers})`;
  const held = protocol === "held-out" ? "held-out " : "";
  const subset = limit === null
    ? ""
    : limit === 1
    ? " (first training image)"
    : ` (first ${formatCount(limit)} training images)`;
  const beside = reference === null ? "" : `, ${besideReference(highest.value, reference)}`;
  return `Best: ${net}, ${formatPercent(highest.value)} ${held}validation accuracy ` +
    `at epoch ${highest.epoch}${subset}${beside}.`;
}

function besideReference(value: number, reference: Reference): string {
  const points = printed(value) - printed(reference.value);
  const distance = points === 0
    ? "equal to"
    : `${Math.abs(points / 100).toFixed(2)} points ${points > 0 ? "above" : "below"}`;
  return `${distance} ${reference.label}, ${formatPercent(reference.value)}`;
}

/** Hundredths of a percent as printed, so that the difference is that of the two figures read. */
function printed(accuracy: number): number {
  return Math.round(parseFloat(formatPercent(accuracy)) * 100);
}
