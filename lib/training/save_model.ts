/**
 * A trained net as files that plain tfjs reads.
 *
 * @module
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { prepareBackend } from "../backends/prepare.ts";
import { checkArray, checkBoolean, checkKeys, checkText, refuseType } from "../check/check.ts";
import { sha256 } from "../datasets/checksum.ts";
import { buildModel } from "../models/build.ts";
import { parseLayers } from "../models/compact.ts";
import { modelFiles, toModelContents, writeModelFiles } from "../models/model_files.ts";
import { mnistShape, type Shape } from "../models/shapes.ts";
import { checkTrial } from "../trial/check_trials.ts";
import {
  isSameTraining,
  type ModelProvenance,
  type ModelSource,
  toModelProvenance,
} from "./model_provenance.ts";
import { readProvenance } from "./read_model.ts";

/** A trained net, and where it comes from. */
export interface TrainedModel extends ModelSource {
  /** The weights after training, moving statistics included, in the order of the tfjs model's. */
  readonly weights: readonly Float32Array[];
  /**
   * The images have this shape.
   *
   * @default {[28, 28, 1]}
   */
  readonly input?: Shape;
  /**
   * The classes are called so, in the order of the outputs.
   *
   * @default {["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]}
   */
  readonly labels?: readonly string[];
}

/** How files that are there are treated. */
export interface SaveOptions {
  /**
   * Files that are there, of another model or of anything else, are replaced where it is true.
   *
   * @default {false}
   */
  readonly overwrite?: boolean;
}

/** What the classes are called by default. */
export const DIGITS: readonly string[] = Array.from({ length: 10 }, (_, digit) => `${digit}`);

/**
 * Saves a trained net as a tfjs LayersModel, `model.json` and `weights.bin`, in a folder that is
 * created where it is missing, and returns their paths. `tf.loadLayersModel()` reads it without any
 * of Sweepbook, and `model.getUserDefinedMetadata().sweepbook` is a {@linkcode ModelProvenance}.
 *
 * Each file is whole or not there. The same model twice gives the same bytes.
 *
 * @throws {TypeError} If an argument or an option is not of its type, or an option is unknown.
 * @throws {RangeError} If the weights are not of the number and lengths that the layers ask for, or
 * the layers do not fit the images.
 * @throws {SyntaxError} If the layers cannot be read.
 * @throws {Error} If the folder holds one of the files, not of this very training, and `overwrite` is
 * not true, or they cannot be written.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { buildModel, createStudy, loadMnist, parseLayers } from "../mod.ts";
 * import { prepareBackend, saveModel } from "../mod.ts";
 *
 * const data = await loadMnist();
 * const cases = [{ name: "F", layers: "F" }];
 * const { study } = await createStudy({ name: "flat", data, cases });
 * const [trial] = study.trials;
 * await prepareBackend("wasm");
 * const untrained = buildModel(parseLayers("F"), { seed: 1 });
 * const folder = await Deno.makeTempDir();
 * const paths = await saveModel(`${folder}/flat`, {
 *   study: study.name,
 *   dataset: data.name,
 *   trial,
 *   run: trial.runs[0],
 *   weights: untrained.getWeights().map((weight) => weight.dataSync().slice() as Float32Array),
 *   provenance: study.provenance,
 * });
 * assertEquals(paths, [`${folder}/flat/model.json`, `${folder}/flat/weights.bin`]);
 * ```
 */
export async function saveModel(
  folder: string | URL,
  model: TrainedModel,
  options: SaveOptions = {},
): Promise<string[]> {
  const path = folder instanceof URL ? fileURLToPath(folder) : folder;
  checkText("the folder of a model", path, 'a path such as "data/models/rates"');
  const { trial, weights, input = mnistShape, labels = DIGITS } = checkModel(model);
  const { overwrite = false } = checkKeys("options of saveModel()", options, ["overwrite"]);
  checkBoolean("overwrite", overwrite);
  await prepareBackend("wasm");
  const built = buildModel(parseLayers(trial.setup.layers), {
    seed: 0,
    input,
    classes: labels.length,
  });
  try {
    const contents = await toModelContents(built, weights);
    const provenance = toModelProvenance(model, labels, await sha256(contents.weights));
    if (!overwrite) await refuseToSpoil(path, provenance);
    const userDefinedMetadata = { sweepbook: provenance };
    return await writeModelFiles(path, {
      ...contents,
      json: { ...contents.json, userDefinedMetadata },
    });
  } finally {
    built.dispose();
  }
}

/**
 * A trained net.
 *
 * @throws {TypeError} If it is none.
 */
export function checkModel(model: TrainedModel): TrainedModel {
  const names = ["study", "dataset", "trial", "run", "weights", "provenance", "input", "labels"];
  const { study, dataset, trial, run, weights, provenance, labels } = checkKeys(
    "a model",
    model,
    names,
  );
  checkText("the study of a model", study, 'a text such as "hidden-layers"');
  checkText("the dataset of a model", dataset, 'a text such as "MNIST"');
  checkTrial(trial);
  if (!trial.runs.some(({ number, seed }) => number === run?.number && seed === run.seed)) {
    refuseType("the run of a model", "one of trial.runs", run);
  }
  checkArray("weights of a model", weights, "an array of Float32Array", (values) => {
    if (!(values instanceof Float32Array)) {
      refuseType("weights of a layer", "a Float32Array", values);
    }
  });
  if (typeof provenance?.data !== "string" || typeof provenance.engine !== "string") {
    refuseType("the provenance of a model", "data, engine and versions", provenance);
  }
  if (labels !== undefined) {
    checkArray(
      "labels of a model",
      labels,
      'an array such as ["0", "1"]',
      (label) => checkText("a label", label, 'a text such as "0"'),
    );
    if (labels.length === 0) refuseType("labels of a model", "one for each class", labels);
  }
  return model;
}

/** Refuses to write over what does not tell of the same training. */
async function refuseToSpoil(folder: string, provenance: ModelProvenance): Promise<void> {
  const there: string[] = [];
  for (const file of modelFiles) {
    if (await Deno.lstat(join(folder, file)).then(() => true, () => false)) there.push(file);
  }
  if (there.length === 0) return;
  const old = await readProvenance(folder).catch(() => null);
  if (old !== null && isSameTraining(old, provenance)) return;
  const found = old === null
    ? `${there[0]}, which does not come from a study`
    : `the model of ${old.name} of the study "${old.study}"`;
  throw new Error(
    `Expected "${folder}" to hold nothing that this model would spoil, got ${found}; ` +
      "save to another folder, or write over it with overwrite: true.",
  );
}
