/**
 * Sweepbook: hyperparameter sweeps over the hidden layers of convolutional networks, in notebooks.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { createStudy, loadMnist } from "./mod.ts";
 *
 * const study = await createStudy({
 *   name: "tiny",
 *   data: await loadMnist(),
 *   cases: [{ name: "small", layers: "C2 P4 F" }, { name: "flat", layers: "F" }],
 *   epochs: 1,
 *   limit: 600, // training images; all where it is left out
 * });
 * await study.optimize();
 * console.log(study.table());
 * assertEquals(study.best?.state, "complete");
 * ```
 *
 * @module
 */
export * from "./studies.ts";

// One training run and the tfjs model behind it.
export { train } from "./training/train.ts";
export { type TimedSteps, timeSteps, type TimingOptions } from "./training/time_steps.ts";
export type { TrainingOptions } from "./training/training_options.ts";
export { buildModel, type BuildOptions, type Model } from "./models/build.ts";
export { saveModel, type SaveOptions, type TrainedModel } from "./training/save_model.ts";
export { loadModel } from "./training/load_model.ts";
export type { FeatureMapsOptions, LoadedModel, MistakesOptions } from "./training/loaded_model.ts";
export { restoreModel } from "./training/restore_model.ts";
export type { ModelProvenance, ModelSource, Score } from "./training/model_provenance.ts";
export { prepareBackend, type TfjsBackend } from "./backends/prepare.ts";
