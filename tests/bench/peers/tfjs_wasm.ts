/**
 * Stock TensorFlow.js on its `wasm` backend. It has no gradient of a convolution's filter
 * (tensorflow/tfjs#8474), so its users compose one of stock operations, as here.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import "@tensorflow/tfjs-backend-wasm";
import { serve } from "./serve.ts";
import { openModel } from "./tfjs_model.ts";

tf.registerKernel({
  kernelName: tf.Conv2DBackpropFilter,
  backendName: "wasm",
  kernelFunc: ({ inputs, attrs }) => {
    const { x, dy } = inputs as unknown as { x: tf.Tensor4D; dy: tf.Tensor4D };
    const { strides, pad, filterShape } = attrs as unknown as tf.Conv2DBackpropFilterAttrs;
    if (strides.toString() !== "1,1" || pad !== "valid") {
      throw new RangeError(`Expected strides 1 and padding valid, got ${strides} and ${pad}.`);
    }
    return tf.tidy(() => filterGradient(x, dy, filterShape));
  },
});

/** One product for each place in the window: the pixels seen there by the output's gradient. */
function filterGradient(
  x: tf.Tensor4D,
  dy: tf.Tensor4D,
  [height, width, inChannels, outChannels]: [number, number, number, number],
): tf.Tensor {
  const [batch, outHeight, outWidth] = dy.shape;
  const flatDy = tf.reshape(dy, [-1, outChannels]) as tf.Tensor2D;
  const places: tf.Tensor[] = [];
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const seen = tf.slice(x, [0, row, column, 0], [batch, outHeight, outWidth, inChannels]);
      // Stock wasm multiplies many times faster where neither factor is marked as transposed.
      const flatX = tf.transpose(tf.reshape(seen, [-1, inChannels]) as tf.Tensor2D);
      places.push(tf.matMul(flatX, flatDy));
    }
  }
  return tf.reshape(tf.stack(places), [height, width, inChannels, outChannels]);
}

await serve((opening, batches) => openModel("wasm", opening, batches));
