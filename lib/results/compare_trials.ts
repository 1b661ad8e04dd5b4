/**
 * Whether the difference of two trials is real.
 *
 * @module
 */
import { checkArguments } from "../check/check.ts";
import { show } from "../check/show.ts";
import { type McNemar, mcnemar } from "../statistics/mcnemar.ts";
import { pairedT } from "../statistics/paired_t.ts";
import { type Interval, summarize } from "../statistics/summary.ts";
import { checkTrial } from "../trial/check_trials.ts";
import type { Metric } from "../trial/objective.ts";
import type { Trial } from "../trial/record.ts";
import type { Run } from "../trial/run.ts";
import { scoreOf, testRatio } from "./summarize_trial.ts";

/** Below this probability two trials are told apart: at 95 %. */
export const LEVEL = 0.05;

/** McNemar's test of two trials: of the images' luck, not of the seed's. */
export interface ImageComparison extends McNemar {
  /** Which images both classified, with their final weights. */
  readonly images: "test" | "validation";
}

/** What two trials differ by, and how sure that is. */
export interface Comparison {
  /** What the trials' values are. */
  readonly metric: Metric;
  /** How many pairs of complete runs share seed and fold. */
  readonly n: number;
  /** The mean of the first less that of the second, over the pairs; null without any. */
  readonly difference: number | null;
  /**
   * Where the true difference lies, at 95 %; null unless there are 2 pairs, and where all of them
   * differ by the same amount.
   */
  readonly interval: Interval | null;
  /**
   * Of the paired t test, two-sided; null unless there are 2 pairs, and where all of them differ by
   * the same amount other than 0.
   */
  readonly p: number | null;
  /** McNemar's exact test; null where the pairs do not share images that can be counted. */
  readonly mcnemar: ImageComparison | null;
}

/** Two runs of one seed and one fold. */
type Pair = readonly [a: Run, b: Run];

/**
 * Compares two trials by the pairs of their complete runs that share seed and fold, and so their
 * images.
 *
 * - The t test of **repeats** says whether the difference would outlast other seeds, on these same
 *   training images. It says nothing of other images.
 * - The t test of **folds** is the corrected one of Nadeau and Bengio (2003), since folds share
 *   most of their training images and the plain test finds differences too often (Dietterich
 *   1998). It stays an approximation.
 * - **McNemar's test** says whether these very nets err differently beyond the luck of which images
 *   were drawn, and nothing of other seeds. It needs one pair of runs, on the test images where
 *   both met them, or the folds of one seed, whose validation images add up to all. Repeats meet
 *   the same images again and cannot be added up. It counts mistakes of the final weights, whatever
 *   the metric and its epoch.
 *
 * @throws {TypeError} If one of them is no trial.
 * @throws {RangeError} If their protocols, limits, metrics or their epochs differ. Trials of one
 * study always fit; those of two have to be of one dataset.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { compareTrials, createStudy, loadMnist } from "../mod.ts";
 *
 * const data = await loadMnist();
 * const cases = ["F", "F D16"].map((layers) => ({ name: layers, layers }));
 * const study = await createStudy({ name: "tiny", data, cases, epochs: 1, limit: 600, repeats: 2 });
 * await study.optimize();
 * const { n, interval } = compareTrials(study.trials[0], study.trials[1]);
 * assertEquals(n, 2);
 * assertEquals(interval?.length, 2);
 * ```
 */
export function compareTrials(a: Trial, b: Trial): Comparison {
  checkArguments("compareTrials()", arguments, 2);
  const misfit = findMisfit(checkTrial(a), checkTrial(b));
  if (misfit !== null) throw new RangeError(misfit);
  const pairs = pairRuns(a, b);
  const [scores, others] = [0, 1].map((side) =>
    pairs.map((pair) => scoreOf(a.objective, pair[side]))
  );
  const paired = pairedT(scores, others, { testRatio: testRatio(a.runs) });
  const differences = scores.map((score, i) => score - others[i]);
  return {
    metric: a.objective.metric,
    n: pairs.length,
    difference: pairs.length === 0 ? null : summarize(differences).mean,
    interval: paired?.interval ?? null,
    p: paired?.p ?? null,
    mcnemar: compareImages(pairs),
  };
}

/** Why the values of two trials cannot be compared, as a sentence; null if they can. */
export function findMisfit(a: Trial, b: Trial): string | null {
  const facts = [a, b].map(({ setup, objective }) => ({
    protocol: setup.protocol,
    limit: setup.limit,
    metric: objective.metric,
    "epoch of the metric": objective.epoch,
  }));
  const keys = Object.keys(facts[0]) as (keyof typeof facts[0])[];
  const key = keys.find((key) => facts[0][key] !== facts[1][key]);
  return key === undefined ? null : `Cannot compare ${show(a.name)} with ${show(b.name)}, ` +
    `whose ${key} is ${show(facts[1][key])} and not ${show(facts[0][key])}.`;
}

/** The complete runs of two trials that share seed and fold, and so their images. */
export function pairRuns(a: Trial, b: Trial): Pair[] {
  const place = ({ seed, fold }: Run) => `${seed} ${fold?.index} ${fold?.count}`;
  const complete = ({ state }: Run) => state === "complete";
  const others = new Map(b.runs.filter(complete).map((run) => [place(run), run]));
  return a.runs.filter(complete).flatMap((run) => {
    const other = others.get(place(run));
    return other === undefined ? [] : [[run, other] as const];
  });
}

function compareImages(pairs: readonly Pair[]): ImageComparison | null {
  if (pairs.length === 1) return countMistakes("test", pairs) ?? countMistakes("validation", pairs);
  // Runs of one seed are folds.
  const seeds = new Set(pairs.map(([{ seed }]) => seed));
  return seeds.size === 1 ? countMistakes("validation", pairs) : null;
}

/** What each of the pairs gets wrong of such images; null where that is not known of all. */
export function countMistakes(
  images: ImageComparison["images"],
  pairs: readonly Pair[],
): ImageComparison | null {
  const evaluations = pairs.map(([a, b]) => [a[images], b[images]]);
  const mistakes = evaluations.flatMap(([a, b]) =>
    a && b ? [[a.mistakes, b.mistakes] as const] : []
  );
  const areKnown = pairs.length > 0 && mistakes.length === pairs.length;
  return areKnown ? { images, ...mcnemar(mistakes) } : null;
}
