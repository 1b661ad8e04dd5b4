/**
 * The best trial of a study in one sentence or two, beside what others reached.
 *
 * @module
 */
import { checkKeys, checkWhole } from "../check/check.ts";
import { bestTrial } from "../trial/best.ts";
import { checkTrials } from "../trial/check_trials.ts";
import { isBetter } from "../trial/objective.ts";
import { countFinished, type Trial, withOwnNumbers } from "../trial/record.ts";
import { checkReference, type Reference } from "../trial/reference.ts";
import { formatCount, formatPercent } from "./format.ts";
import { formatMetric, metricName } from "./format_metric.ts";
import { formatInterval } from "./format_spread.ts";
import { meanOfRuns } from "./mean_epochs.ts";
import { summarizeTrial } from "./summarize_trial.ts";
import { toldFromBest } from "./told_from_best.ts";

/** What {@linkcode describeBest} goes by beside the trials. */
export interface DescribeOptions {
  /**
   * The study is to have so many trials, at least those given: while some of them have not ended, the
   * best is that of so far.
   *
   * @default {trials.length}
   */
  readonly planned?: number;
}

/**
 * Names the best trial and its value, with the 95 % interval of the mean where it has several runs,
 * and sets a validation accuracy beside a reference where there is one. It says how many others
 * cannot be told from the best, where that can be known, and the test accuracy where the best alone
 * met the test images. Of a study that is not at its end it says how many trials have ended.
 *
 * @throws {TypeError} If an argument is not of its type, or an option is unknown.
 * @throws {RangeError} If the reference's value is not in [0, 1], or planned is fractional or less
 * than the trials given.
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
  options: DescribeOptions = {},
): string {
  checkTrials(trials);
  const name = "options of describeBest()";
  const { planned = trials.length } = checkKeys(name, options, ["planned"]);
  checkWhole("planned", planned, trials.length);
  const told = toldFromBest(withOwnNumbers(trials));
  const toldApart = [...told.values()].map(({ toldApart }) => toldApart);
  return describeTold(trials, { reference, planned, toldApart });
}

/** What is known of the trials already. */
export interface KnownTrials {
  /** What the best is set beside; null: nothing. */
  readonly reference: Reference | null;
  /** Trials that there are to be. */
  readonly planned: number;
  /** Of each complete trial but the best: whether it is told from that; null: unknown. */
  readonly toldApart: readonly (boolean | null)[];
}

/** As {@linkcode describeBest}, where it is known already what is told from the best. */
export function describeTold(
  trials: readonly Trial[],
  { planned, toldApart, ...known }: KnownTrials,
): string {
  const reference = checkReference(known.reference);
  const best = bestTrial(trials);
  if (best === null) {
    const beside = reference && `; ${reference.label} is ${formatPercent(reference.value)}`;
    return `${whyNone(trials, planned)}${beside ?? ""}.`;
  }
  const { metric } = best.objective;
  const { layers } = best.setup;
  const net = best.name === layers ? layers : `${best.name} (${layers})`;
  const value = `${formatMetric(metric, best.value!)} ${heldOut(best)}${metricName(metric)}`;
  const beside = reference === null || metric !== "valAccuracy"
    ? ""
    : `, ${besideReference(best.value!, reference)}`;
  const facts = `${value}${atEpoch(best)}${ofImages(best)}${ofRuns(best)}${beside}`;
  return [
    `Best${soFar(trials, planned)}: ${net}, ${facts}.`,
    ...describeTest(trials, best),
    ...describeOthers(toldApart),
  ].join(" ");
}

/** How many trials have ended, of a study that has not. */
function soFar(trials: readonly Trial[], planned: number): string {
  const ended = countFinished(trials);
  if (ended === planned) return "";
  return ` so far (${formatCount(ended)} of ${formatCount(planned)} trials ended)`;
}

function whyNone(trials: readonly Trial[], planned: number): string {
  if (trials.some(({ state }) => state === "complete")) {
    return "There is no best among values of several kinds";
  }
  const mayBecome = trials.length === 0 || countFinished(trials) < planned;
  return `No trial is complete${mayBecome ? " yet" : ""}`;
}

/** Which images validated, where they are no test images. */
function heldOut({ setup, objective, runs }: Trial): string {
  if (!objective.metric.startsWith("val")) return "";
  const fold = runs[0].fold;
  return fold !== null ? `${fold.count}-fold ` : setup.protocol === "held-out" ? "held-out " : "";
}

function atEpoch({ objective: { metric, epoch, ...objective }, runs }: Trial): string {
  if (runs.length > 1) return epoch === "last" ? "" : " at the best epoch of each run";
  const [{ epochs }] = runs;
  const chosen = epoch === "last"
    ? epochs.at(-1)!
    : epochs.reduce((best, one) =>
      isBetter({ metric, epoch, ...objective }, one[metric], best[metric]) ? one : best
    );
  return ` at epoch ${chosen.epoch}`;
}

function ofImages({ setup: { limit } }: Trial): string {
  if (limit === null) return "";
  return limit === 1 ? " (first training image)" : ` (first ${formatCount(limit)} training images)`;
}

function ofRuns(trial: Trial): string {
  const { n, interval } = summarizeTrial(trial)!;
  if (n === 1) return "";
  const between = interval &&
    ` (95 % interval ${formatInterval(trial.objective.metric, interval)})`;
  return `, the mean of ${n} runs${between ?? ""}`;
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

/** How the best did on the test images, where no other trial met them. */
function describeTest(trials: readonly Trial[], best: Trial): string[] {
  const accuracyOf = (trial: Trial) => meanOfRuns(trial, ({ test }) => test?.accuracy);
  const accuracy = accuracyOf(best);
  const others = trials.filter((trial) => trial !== best);
  const isAlone = others.length > 0 && others.every((trial) => accuracyOf(trial) === null);
  if (accuracy === null || !isAlone) return [];
  const mean = best.runs.length > 1 ? "mean test accuracy" : "test accuracy";
  // The best epoch's may have been others.
  const weights = best.objective.epoch === "best" ? " with its final weights" : "";
  return [`Its ${mean}${weights} is ${formatPercent(accuracy)}.`];
}

/** How many trials cannot be told from the best, of those that can be compared with it. */
function describeOthers(toldApart: readonly (boolean | null)[]): string[] {
  const told = toldApart.filter((apart) => apart !== null);
  if (told.length === 0) return [];
  const like = told.filter((apart) => !apart).length;
  const which = told.length < toldApart.length ? " that can be compared with it" : "";
  if (told.length === 1) {
    return [`The other one${which} ${like === 0 ? "can" : "cannot"} be told from it at 95 %.`];
  }
  const count = formatCount(told.length);
  if (like === told.length) {
    return [`None of the ${count} others${which} can be told from it at 95 %.`];
  }
  const some = like > 0
    ? `${formatCount(like)} of ${count} others${which} cannot`
    : `${told.length === 2 ? "Both" : `All ${count}`} others${which} can`;
  return [`${some} be told from it at 95 %.`];
}
