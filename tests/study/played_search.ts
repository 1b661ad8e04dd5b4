/** Searches on an executor whose runs end in the order that the test says. */
import { randomSampler } from "../../lib/samplers/random.ts";
import { checkStudyOptions } from "../../lib/study/check_study_options.ts";
import { searchTrials } from "../../lib/study/search_trials.ts";
import type { SearchFunction } from "../../lib/study/study_case.ts";
import type { StudyOptions } from "../../lib/study/study_options.ts";
import type { Trial } from "../../lib/trial/record.ts";
import type { EpochMetrics } from "../../lib/trial/run.ts";
import { createRandom } from "../../lib/random/random.ts";
import { sampleEpoch } from "../results/sample_trials.ts";
import { loadSmallMnist } from "../small_mnist.ts";
import {
  checkpointAfter,
  createFakeStudy,
  evaluation,
  type FakeRun,
  settle,
} from "./fake_study.ts";

/** A few images. */
export const data = await loadSmallMnist(60, 20);
/** A net of some units. */
export const search: SearchFunction = (trial) => ({
  layers: `F D${trial.suggestInt("units", 1, 50)}`,
});

/** A search on a fake executor. */
export function createSearch(
  { slots = 2, ...options }: Partial<StudyOptions> & { slots?: number } = {},
) {
  const checked = checkStudyOptions({
    name: "search",
    data,
    search,
    trials: 12,
    sampler: randomSampler(),
    epochs: 4,
    ...options,
  });
  const { objective, repeats, folds, lag, pruner } = checked;
  return createFakeStudy({
    slots,
    open: (stored) => searchTrials(checked, checked.search!, stored),
    plan: { objective, repeats, folds, lag },
    pruner,
    tested: folds === null ? "best" : "none",
  });
}

/** The validation accuracy that a run has after an epoch: of its setup, and of nothing else. */
function accuracyOf({ setup }: FakeRun, epoch: number): number {
  const { layers, seed, fold } = setup;
  return createRandom(seed, layers, fold?.index ?? 0).uniform() * 0.5 + epoch / 10;
}

/**
 * Lets a search go on to its end; of the runs under way, the one that `choose` gives takes its next
 * epoch, until it has all or is stopped.
 */
export async function play(
  { runs, study }: ReturnType<typeof createSearch>,
  choose: (count: number) => number,
) {
  let seen = runs.length, most = 0;
  const done = study.optimize();
  done.catch(() => {}); // it is awaited at the end
  const open: { run: FakeRun; epochs: EpochMetrics[] }[] = [];
  while (study.isRunning) {
    await settle();
    while (seen < runs.length) {
      const run = runs[seen++];
      open.push({ run, epochs: [...run.listener.from?.epochs ?? []] });
    }
    most = Math.max(most, open.length);
    if (open.length === 0) continue;
    const chosen = choose(open.length);
    const one = open[chosen];
    const { run: { setup, listener }, epochs } = one;
    if (epochs.length < setup.epochs) {
      const epoch = epochs.length + 1;
      const valAccuracy = accuracyOf(one.run, epoch);
      epochs.push(sampleEpoch(epoch, { valAccuracy, durationMs: 0 }));
      await listener.onEpoch!(epochs.at(-1)!, checkpointAfter(...epochs));
    }
    const isStopped = listener.signal.aborted;
    if (!isStopped && epochs.length < setup.epochs) continue;
    open.splice(chosen, 1);
    if (!isStopped) one.run.end({ validation: evaluation, test: null });
  }
  await done;
  return { trials: study.trials, most };
}

/** What a search came to, its durations aside. */
export function record(trials: readonly Trial[]): string {
  return JSON.stringify(
    trials,
    (key, value) => key === "durationMs" || key === "span" ? null : value,
  );
}
