import * as tf from "@tensorflow/tfjs";
import { convolve } from "../../lib/backends/operations.ts";
import { assertMatchesCpu, randomTensor } from "./backends.ts";
import { sumTolerance } from "./tolerance.ts";

Deno.test("many images, in several blocks of patches, match cpu", async () => {
  for (const { channels, filters } of [{ channels: 1, filters: 6 }, { channels: 8, filters: 5 }]) {
    await assertMatchesCpu(`${channels} to ${filters}`, () => {
      const conv = (x: tf.Tensor, filter: tf.Tensor, bias: tf.Tensor) =>
        convolve(x, filter, bias, {
          strides: [1, 1],
          pad: "same",
          dilations: [1, 1],
          activation: "relu",
        });
      const inputs = [
        randomTensor([9, 20, 20, channels], 1),
        randomTensor([3, 3, channels, filters], 2),
        randomTensor([filters], 3),
      ];
      const y = conv(inputs[0], inputs[1], inputs[2]);
      const gradients = tf.grads(conv as (...args: tf.Tensor[]) => tf.Tensor);
      return [y, ...gradients(inputs, randomTensor(y.shape, 4))];
    }, sumTolerance({ depth: 9 * 20 * 20, largest: 1, numbers: "real" }));
  }
});

Deno.test("the stock activations of a fused convolution still work", async () => {
  for (const activation of ["relu6", "sigmoid", "elu"] as const) {
    await assertMatchesCpu(activation, () => [
      tf.fused.conv2d({
        x: randomTensor([2, 8, 8, 3], 1) as tf.Tensor4D,
        filter: randomTensor([3, 3, 3, 4], 2) as tf.Tensor4D,
        strides: 1,
        pad: "valid",
        bias: randomTensor([4], 3),
        activation,
      }),
    ], sumTolerance({ depth: 28, largest: 1, numbers: "real" }));
  }
});
