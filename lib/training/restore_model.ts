/**
 * A trained net, back from its weights.
 *
 * @module
 */
import { checkArguments } from "../check/check.ts";
import { prepareBackend } from "../backends/prepare.ts";
import { sha256 } from "../datasets/checksum.ts";
import { buildModel } from "../models/build.ts";
import { parseLayers } from "../models/compact.ts";
import { fromModelContents, toModelContents } from "../models/model_files.ts";
import { mnistShape } from "../models/shapes.ts";
import { LoadedModel } from "./loaded_model.ts";
import { toModelProvenance } from "./model_provenance.ts";
import { checkModel, DIGITS, type TrainedModel } from "./save_model.ts";

/**
 * The net that {@linkcode loadModel} would give of the files that `saveModel` would write.
 *
 * @throws {TypeError} If it is no trained model.
 * @throws {RangeError} If the weights are not of the number and lengths that the layers ask for.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { bestRun, createStudy, loadMnist, restoreModel } from "../mod.ts";
 *
 * const data = await loadMnist();
 * const cases = [{ name: "flat", layers: "F" }];
 * const { study } = await createStudy({ name: "kept", data, cases, epochs: 1, limit: 600 });
 * await study.optimize();
 * const { name, dataset, provenance, trials: [trial] } = study;
 * const run = bestRun(trial);
 * const weights = study.loadWeights(trial.number, run.number)!;
 * using model = await restoreModel({ study: name, dataset, trial, run, weights, provenance });
 * assertEquals(model.labels.length, 10);
 * ```
 */
export async function restoreModel(model: TrainedModel): Promise<LoadedModel> {
  checkArguments("restoreModel()", arguments, 1);
  const { trial, weights, input = mnistShape, labels = DIGITS } = checkModel(model);
  await prepareBackend("wasm");
  const layers = parseLayers(trial.setup.layers);
  const built = buildModel(layers, { seed: 0, input, classes: labels.length });
  try {
    const contents = await toModelContents(built, weights);
    const provenance = toModelProvenance(model, labels, await sha256(contents.weights));
    return new LoadedModel(await fromModelContents(contents), provenance);
  } finally {
    built.dispose();
  }
}
