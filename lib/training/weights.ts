/**
 * The weights of a model as plain numbers, so that they outlive the model.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { prepareBackend } from "../backends/prepare.ts";
import type { Dataset } from "../datasets/dataset.ts";
import { buildModel } from "../models/build.ts";
import { parseLayers } from "../models/compact.ts";
import type { Evaluation } from "../trial/run.ts";
import type { Setup } from "../trial/setup.ts";
import { allIndices } from "./choose_images.ts";
import { evaluate } from "./evaluate.ts";

/** Copies the weights of a model, those that are not trained included, in its order. */
export function readWeights(model: tf.Sequential): Float32Array[] {
  return readTensors(model.weights.map((weight) => weight.read()));
}

/** Copies the values of tensors. */
export function readTensors(tensors: readonly tf.Tensor[]): Float32Array[] {
  return tensors.map((tensor) => (tensor.dataSync() as Float32Array).slice());
}

/** Gives a model copies of weights that {@linkcode readWeights} read from one of the same layers. */
export function writeWeights(model: tf.Sequential, weights: readonly Float32Array[]): void {
  tf.tidy(() =>
    model.weights.forEach((weight, i) => {
      weight.write(tf.tensor(weights[i].slice(), weight.shape as number[]));
    })
  );
}

/**
 * Measures trained weights on the test images.
 *
 * @param weights As {@linkcode readWeights} read them from a model of these layers.
 * @param blas Path of the BLAS for the matrix products; null: WASM does them.
 * @param onBatch Called after every batch; what it throws ends the evaluation.
 * @throws {Error} If the backend cannot start, or the BLAS does not work.
 */
export async function testWeights(
  { layers, seed }: Setup,
  weights: readonly Float32Array[],
  data: Dataset,
  blas: string | null,
  onBatch: () => void,
): Promise<Evaluation> {
  await prepareBackend("wasm", blas);
  const parsed = parseLayers(layers);
  const input = [data.train.height, data.train.width, 1] as const;
  const model = buildModel(parsed, { seed, input, classes: data.classes });
  try {
    writeWeights(model, weights);
    return evaluate(model, parsed, data.test, allIndices(data.test.count), onBatch);
  } finally {
    model.dispose();
  }
}
