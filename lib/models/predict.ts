/**
 * What a tfjs model says of images.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";

/**
 * The outputs of a model for some images, one after the other.
 *
 * @param pixels For each image as many numbers as the model's input has.
 */
export function predict(model: tf.LayersModel, pixels: Float32Array, images = 1): number[] {
  return tf.tidy(() => {
    const [, ...shape] = model.inputs[0].shape as number[];
    const outputs = model.predict(tf.tensor(pixels, [images, ...shape])) as tf.Tensor;
    return [...outputs.dataSync()];
  });
}
