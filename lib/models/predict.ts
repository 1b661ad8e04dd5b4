/**
 * What a tfjs model says of one image.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";

/**
 * The outputs of a model for one image.
 *
 * @param pixels As many numbers as the model's input has.
 */
export function predict(model: tf.LayersModel, pixels: Float32Array): number[] {
  return tf.tidy(() => {
    const [, ...shape] = model.inputs[0].shape as number[];
    const outputs = model.predict(tf.tensor(pixels, [1, ...shape])) as tf.Tensor;
    return [...outputs.dataSync()];
  });
}
