/**
 * The best trial of a study, which can be taken away.
 *
 * @module
 */
import type { Study } from "../study/study.ts";
import { saveModel, type SaveOptions } from "../training/save_model.ts";
import { bestRun } from "../trial/best.ts";
import type { Trial } from "../trial/record.ts";

/** A trial whose net can be saved. */
export interface BestTrial extends Trial {
  /**
   * Saves the net of its best run as a tfjs LayersModel, `model.json` and `weights.bin`, in a folder
   * that is created where it is missing, and returns their paths. `loadModel()` and `deno task
   * classify` take it from there, and so does plain tfjs.
   *
   * @throws {TypeError} If an argument or an option is not of its type, or an option is unknown.
   * @throws {Error} If its weights were not kept, if the folder holds another model and `overwrite`
   * is not true, or the files cannot be written.
   */
  save(folder: string | URL, options?: SaveOptions): Promise<string[]>;
}

/** A complete trial of a study, with what saves it. */
export function toBestTrial(study: Study, trial: Trial): BestTrial {
  // Out of sight, so that the trial shows and compares as the record that it is.
  return Object.defineProperty({ ...trial } as BestTrial, "save", {
    value: (folder: string | URL, options?: SaveOptions) => save(study, trial, folder, options),
  });
}

async function save(
  study: Study,
  trial: Trial,
  folder: string | URL,
  options?: SaveOptions,
): Promise<string[]> {
  const run = bestRun(trial);
  const weights = study.loadWeights(trial.number, run.number);
  if (weights === null) {
    throw new Error(
      `The weights of ${trial.name} were not kept; train it again with fresh: true and weights: ` +
        '"best".',
    );
  }
  const { height, width, classes } = study.images;
  return await saveModel(folder, {
    study: study.name,
    dataset: study.dataset,
    trial,
    run,
    weights,
    provenance: study.provenance,
    input: [height, width, 1],
    labels: Array.from({ length: classes }, (_, label) => `${label}`),
  }, options);
}
