/**
 * The learning curve of a trial: what its runs measured, on average.
 *
 * @module
 */
import { meanOf } from "../statistics/summary.ts";
import type { Metric } from "../trial/objective.ts";
import type { Trial } from "../trial/record.ts";
import type { EpochMetrics, Run } from "../trial/run.ts";

/**
 * The runs that speak for a trial: those that are complete, or until there is one, those that have an
 * epoch.
 */
export function measuredRuns({ runs }: Pick<Trial, "runs">): readonly Run[] {
  const begun = runs.filter(({ epochs }) => epochs.length > 0);
  const complete = begun.filter(({ state }) => state === "complete");
  return complete.length > 0 ? complete : begun;
}

/**
 * What these runs measured, epoch by epoch, as far as all of them have the epoch: with patience, some
 * end sooner, and a mean of those that are left would jump where another ends.
 */
export function sharedEpochs(trial: Pick<Trial, "runs">): (readonly EpochMetrics[])[] {
  const runs = measuredRuns(trial);
  const shortest = runs.length === 0 ? 0 : Math.min(...runs.map(({ epochs }) => epochs.length));
  return Array.from({ length: shortest }, (_, place) => runs.map(({ epochs }) => epochs[place]));
}

/**
 * The means over the {@linkcode measuredRuns} of a trial, epoch by epoch, as far as all of them have
 * the epoch. Of one run, its own epochs.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { createStudy, loadMnist } from "../mod.ts";
 * import { meanEpochs } from "./mean_epochs.ts";
 *
 * const data = await loadMnist();
 * const cases = [{ name: "flat", layers: "F" }];
 * const study = await createStudy({ name: "tiny", data, cases, epochs: 1, limit: 600, repeats: 2 });
 * await study.optimize();
 * const [trial] = study.trials;
 * assertEquals(meanEpochs(trial)[0].valAccuracy, trial.value);
 * ```
 */
export function meanEpochs(trial: Pick<Trial, "runs">): readonly EpochMetrics[] {
  return sharedEpochs(trial).map((epochs, place) => {
    const mean = (metric: keyof EpochMetrics) => meanOf(epochs.map((epoch) => epoch[metric]));
    return {
      epoch: place + 1,
      loss: mean("loss"),
      accuracy: mean("accuracy"),
      valLoss: mean("valLoss"),
      valAccuracy: mean("valAccuracy"),
      durationMs: mean("durationMs"),
    };
  });
}

/** The mean over the {@linkcode measuredRuns} of what each measured last; null without any. */
export function meanLast(trial: Pick<Trial, "runs">, metric: Metric): number | null {
  const runs = measuredRuns(trial);
  return runs.length === 0 ? null : meanOf(runs.map(({ epochs }) => epochs.at(-1)![metric]));
}

/** What some runs of a trial measured, on average; null where none did. */
export function meanOfRuns(
  { runs }: Pick<Trial, "runs">,
  toNumber: (run: Run) => number | null | undefined,
): number | null {
  const values = runs.map(toNumber).filter((value) => typeof value === "number");
  return values.length === 0 ? null : meanOf(values);
}
