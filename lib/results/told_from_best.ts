/**
 * Which trials cannot be told from the best.
 *
 * @module
 */
import { holm } from "../statistics/holm.ts";
import { bestTrial } from "../trial/best.ts";
import { isBetter } from "../trial/objective.ts";
import type { Trial } from "../trial/record.ts";
import { compareTrials, countMistakes, findMisfit, LEVEL, pairRuns } from "./compare_trials.ts";
import { scoreOf } from "./summarize_trial.ts";

/** How sure it is that a trial differs from the best. */
export interface ToldFromBest {
  /** Of the test alone; null where there is none to be had. */
  readonly p: number | null;
  /** By Holm's correction over all comparisons with the best; null with `p`. */
  readonly adjusted: number | null;
  /** Which test: the paired t of repeats or folds, McNemar's of single runs; null with `p`. */
  readonly by: "t" | "mcnemar" | null;
  /** Whether it is told from the best at 95 %; null where that is unknown. */
  readonly toldApart: boolean | null;
}

const unknown: ToldFromBest = { p: null, adjusted: null, by: null, toldApart: null };

/**
 * Sets every other complete trial beside the best.
 *
 * - Where both share 2 runs or more, by the paired t test of {@linkcode compareTrials}.
 * - Where each has a single run, by McNemar's test of what it gets wrong of the validation images:
 *   these chose the best. That is known of the final weights only, so there is no test where the
 *   value is none of theirs: another metric, or an earlier epoch.
 *
 * A test that tells the other one apart as the better of both counts as none, for it does not say
 * what the values say: so may the runs that both share where one has others beside.
 *
 * The best was found by the same scores, which favours it, and Holm's correction does not know
 * that. In a simulation of equal trials of 5 repeats, at least one was told apart in 5 % of studies
 * of 2 trials, 9 % of 6 and 20 % of 40. So what is told apart by little deserves new seeds.
 *
 * @param trials Of numbers that are all different.
 * @returns By the numbers of the trials; empty where there is no best.
 */
export function toldFromBest(trials: readonly Trial[]): ReadonlyMap<number, ToldFromBest> {
  const best = bestTrial(trials);
  if (best === null) return new Map();
  const others = trials.filter((trial) => trial.state === "complete" && trial !== best);
  const told = new Map<number, ToldFromBest>();
  for (const { number } of others) told.set(number, unknown);
  const tests = others.flatMap((trial) => testOf(best, trial) ?? []);
  const adjusted = holm(tests.map(({ p }) => p));
  tests.forEach(({ number, by, p }, i) =>
    told.set(number, { p, adjusted: adjusted[i], by, toldApart: adjusted[i] < LEVEL })
  );
  return told;
}

/** The test that there is to be had, if any. */
function testOf(
  best: Trial,
  other: Trial,
): { number: number; p: number; by: "t" | "mcnemar" } | null {
  const { number } = other;
  if (findMisfit(best, other) !== null) return null;
  const { difference, p } = compareTrials(best, other);
  if (p !== null) {
    const isContrary = p < LEVEL && isBetter(best.objective, 0, difference!);
    return isContrary ? null : { number, by: "t", p };
  }
  if (!isOfFinalWeights(best) || !isOfFinalWeights(other)) return null;
  const mcnemar = countMistakes("validation", pairRuns(best, other));
  if (mcnemar === null) return null;
  const isContrary = mcnemar.p < LEVEL && mcnemar.onlyA > mcnemar.onlyB;
  return isContrary ? null : { number, by: "mcnemar", p: mcnemar.p };
}

/** Whether the value of a trial is the validation accuracy of one net, with its final weights. */
function isOfFinalWeights({ objective, runs }: Trial): boolean {
  if (runs.length !== 1 || objective.metric !== "valAccuracy") return false;
  const [run] = runs;
  return scoreOf(objective, run) === run.epochs.at(-1)!.valAccuracy;
}
