/**
 * The learning curve of a trial: what its runs measured, on average.
 *
 * @module
 */
import type { Trial } from "../trial/record.ts";
import type { EpochMetrics, Run } from "../trial/run.ts";

/**
 * The means over the runs of a trial, epoch by epoch; each over those runs that have the epoch. Of
 * one run, its own epochs.
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
export function meanEpochs({ runs }: Pick<Trial, "runs">): readonly EpochMetrics[] {
  if (runs.length === 1) return runs[0].epochs;
  const longest = Math.max(0, ...runs.map(({ epochs }) => epochs.length));
  return Array.from({ length: longest }, (_, place) => {
    const epochs = runs.flatMap((run) => run.epochs.slice(place, place + 1));
    const mean = (metric: keyof EpochMetrics) =>
      epochs.reduce((sum, epoch) => sum + epoch[metric], 0) / epochs.length;
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

/** What some runs of a trial measured, on average; null where none did. */
export function meanOfRuns(
  { runs }: Pick<Trial, "runs">,
  toNumber: (run: Run) => number | null | undefined,
): number | null {
  const values = runs.map(toNumber).filter((value) => typeof value === "number");
  if (values.length === 0) return null;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
