/**
 * Loading a saved net.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { prepareBackend } from "../backends/prepare.ts";
import { checkArguments, checkText } from "../check/check.ts";
import { fromModelContents } from "../models/model_files.ts";
import { LoadedModel } from "./loaded_model.ts";
import { readModel } from "./read_model.ts";

/**
 * Loads a net that {@linkcode saveModel} saved.
 *
 * @throws {TypeError} If the folder is no path.
 * @throws {Error} If it holds no such model, or a file of it is cut short or changed.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { buildModel, createStudy, loadMnist, loadModel } from "../mod.ts";
 * import { parseLayers, prepareBackend, saveModel } from "../mod.ts";
 *
 * const data = await loadMnist();
 * const cases = [{ name: "F", layers: "F" }];
 * const { study } = await createStudy({ name: "flat", data, cases });
 * const [trial] = study.trials;
 * await prepareBackend("wasm");
 * const untrained = buildModel(parseLayers("F"), { seed: 1 });
 * const weights = untrained.getWeights().map((weight) => weight.dataSync().slice() as Float32Array);
 * const { provenance } = study;
 * const folder = await Deno.makeTempDir();
 * const [run] = trial.runs;
 * await saveModel(folder, { study: "flat", dataset: "MNIST", trial, run, weights, provenance });
 *
 * const model = await loadModel(folder);
 * assertEquals(model.provenance.setup.layers, "F");
 * ```
 */
export async function loadModel(folder: string | URL): Promise<LoadedModel> {
  checkArguments("loadModel()", arguments, 1);
  const path = folder instanceof URL ? fileURLToPath(folder) : folder;
  checkText("the folder of a model", path, 'a path such as "data/models/rates"');
  const { contents, provenance } = await readModel(path);
  await prepareBackend("wasm");
  try {
    const model = await fromModelContents(contents);
    return new LoadedModel(model, provenance);
  } catch (error) {
    const [reason] = (error as Error).message.split(/[.\n]/);
    throw new Error(`Cannot load "${path}": ${reason}.`, { cause: error });
  }
}
