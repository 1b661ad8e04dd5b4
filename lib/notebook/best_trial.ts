/**
 * The best trial of a study, which can be taken away.
 *
 * @module
 */
import { checkArguments } from "../check/check.ts";
import type { Study } from "../study/study.ts";
import type { LoadedModel } from "../training/loaded_model.ts";
import type { SaveOptions, TrainedModel } from "../training/save_model.ts";
import { bestRun, bestTrial } from "../trial/best.ts";
import type { Trial } from "../trial/record.ts";

/** A trial whose net can be saved, and classifies images. */
export interface BestTrial extends Trial {
  /**
   * Saves the net of its best run as a tfjs LayersModel, `model.json` and `weights.bin`, in a folder
   * that is created where it is missing, and returns their paths. `loadModel()` and `deno task
   * classify` take it from there, and so does plain tfjs.
   *
   * @param folder A path that is not absolute begins at the folder of the notebook or, in a program, at
   * the working folder: in `notebooks/`, `"../data/models/rates"` is where the commands save it too.
   *
   * @throws {TypeError} If an argument or an option is not of its type, or an option is unknown.
   * @throws {Error} If its weights were not kept, if the folder holds another model and `overwrite`
   * is not true, or the files cannot be written.
   */
  save(folder: string | URL, options?: SaveOptions): Promise<string[]>;
  /**
   * The net of its best run, which classifies images: what `loadModel()` gives once it is saved.
   *
   * @throws {TypeError} If it is given an argument.
   * @throws {Error} If its weights were not kept.
   */
  load(): Promise<LoadedModel>;
}

/** A complete trial of a study, with what saves and loads its net. */
export function toBestTrial(study: Study, trial: Trial): BestTrial {
  const hidden = {
    async save(folder: string | URL, options?: SaveOptions) {
      const { saveModel } = await import("../training/save_model.ts");
      return await saveModel(folder, trainedModel(study, trial), options);
    },
    async load() {
      checkArguments("load()", arguments, 0);
      return await loadNet(study, trial);
    },
  };
  const best = { ...trial };
  // Out of sight, so that the trial shows and compares as the record that it is.
  for (const [name, value] of Object.entries(hidden)) Object.defineProperty(best, name, { value });
  return best as BestTrial;
}

/**
 * The net of a complete trial's best run, which classifies images.
 *
 * @throws {Error} If its weights were not kept.
 */
export async function loadNet(study: Study, trial: Trial): Promise<LoadedModel> {
  const { restoreModel } = await import("../training/restore_model.ts");
  return await restoreModel(trainedModel(study, trial));
}

/** The same; null where its weights were not kept. */
export async function findTrainedNet(study: Study, trial: Trial): Promise<LoadedModel | null> {
  const isKept = study.loadWeights(trial.number, bestRun(trial).number) !== null;
  return isKept ? await loadNet(study, trial) : null;
}

/** How the weights of a trial would be kept. */
export function toKeepWeights({ trials }: Study, { number }: Trial): string {
  const kept = bestTrial(trials)?.number === number ? "best" : "all";
  return `train it again with fresh: true and weights: "${kept}"`;
}

/** The net of a trial's best run; throws where its weights were not kept. */
function trainedModel(study: Study, trial: Trial): TrainedModel {
  const run = bestRun(trial);
  const weights = study.loadWeights(trial.number, run.number);
  if (weights === null) {
    throw new Error(`The weights of ${trial.name} were not kept; ${toKeepWeights(study, trial)}.`);
  }
  const { train: { height, width }, classes } = study.data;
  // What trained it may have been another study, on another machine.
  const provenance = study.keptIn.loadProvenance(study.name, trial.number, run.number);
  return {
    study: study.name,
    dataset: study.dataset,
    trial,
    run,
    weights,
    provenance: provenance ?? study.provenance,
    input: [height, width, 1],
    labels: Array.from({ length: classes }, (_, label) => `${label}`),
  };
}
