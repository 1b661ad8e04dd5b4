import * as tf from "@tensorflow/tfjs";
import { prepareBackend } from "../../lib/backends/prepare.ts";
import { convolve } from "../../lib/backends/operations.ts";
import { assertClose, assertMatchesCpu, combine, randomTensor } from "./backends.ts";

const shapes = combine(
  {
    batch: [1, 3],
    size: [[7, 9], [13, 13]],
    channels: [1, 3, 8],
    filters: [1, 5, 12],
    kernel: [[1, 1], [3, 3], [2, 5]],
    stride: [1, 2, 3],
    pad: ["valid", "same"],
  } as const,
);

Deno.test("convolution and its gradients match cpu over shapes, strides and paddings", async () => {
  for (const { batch, size, channels, filters, kernel, stride, pad } of shapes) {
    const name = JSON.stringify({ batch, size, channels, filters, kernel, stride, pad });
    await assertMatchesCpu(name, () => {
      const x = randomTensor([batch, ...size, channels], 1) as tf.Tensor4D;
      const filter = randomTensor([...kernel, channels, filters], 2) as tf.Tensor4D;
      const conv = (x: tf.Tensor, filter: tf.Tensor) =>
        tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, stride, pad);
      const y = conv(x, filter);
      const dy = randomTensor(y.shape, 3);
      return [y, ...tf.grads(conv as (...args: tf.Tensor[]) => tf.Tensor)([x, filter], dy)];
    });
  }
});

Deno.test("convolution, bias and relu in one pass match cpu, gradients included", async () => {
  for (
    const { activation, channels, filters } of combine(
      {
        activation: ["linear", "relu"],
        channels: [1, 4, 7],
        filters: [3, 8, 17],
      } as const,
    )
  ) {
    await assertMatchesCpu(`${activation}, ${channels} to ${filters}`, () => {
      const conv = (x: tf.Tensor, filter: tf.Tensor, bias: tf.Tensor) =>
        convolve(x, filter, bias, {
          strides: [1, 1],
          pad: "same",
          dilations: [1, 1],
          activation,
        });
      const inputs = [
        randomTensor([2, 6, 5, channels], 1),
        randomTensor([3, 3, channels, filters], 2),
        randomTensor([filters], 3),
      ] as const;
      const y = conv(...inputs);
      const gradients = tf.grads(conv as (...args: tf.Tensor[]) => tf.Tensor);
      return [y, ...gradients([...inputs], randomTensor(y.shape, 4))];
    });
  }
});

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
    }, 5e-5);
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
    ]);
  }
});

Deno.test("a dilated convolution matches cpu", async () => {
  const choices = combine({ pad: ["valid", "same"], channels: [1, 3, 4] } as const);
  for (const { pad, channels } of choices) {
    await assertMatchesCpu(`${pad}, ${channels} channels`, () => [
      tf.conv2d(
        randomTensor([2, 11, 9, channels], 1) as tf.Tensor4D,
        randomTensor([3, 3, channels, 4], 2) as tf.Tensor4D,
        1,
        pad,
        "NHWC",
        2,
      ),
    ]);
  }
});

Deno.test("a dilated convolution is one with zeros between its weights, gradients included", async () => {
  await prepareBackend("wasm");
  for (
    const { pad, channels } of combine({ pad: ["valid", "same"], channels: [1, 3, 4] } as const)
  ) {
    tf.tidy(() => {
      const x = randomTensor([2, 11, 9, channels], 1) as tf.Tensor4D;
      const filter = randomTensor([3, 3, channels, 4], 2) as tf.Tensor4D;
      const stuffed = stuff(filter);
      const dilated = (x: tf.Tensor, f: tf.Tensor) =>
        tf.conv2d(x as tf.Tensor4D, f as tf.Tensor4D, 1, pad, "NHWC", 2);
      const plain = (x: tf.Tensor, f: tf.Tensor) =>
        tf.conv2d(x as tf.Tensor4D, f as tf.Tensor4D, 1, pad);
      const y = dilated(x, filter);
      const dy = randomTensor(y.shape, 3);
      type Function = (...args: tf.Tensor[]) => tf.Tensor;
      const [dx, dFilter] = tf.grads(dilated as Function)([x, filter], dy);
      const [dxPlain, dStuffed] = tf.grads(plain as Function)([x, stuffed], dy);
      const close = (name: string, a: tf.Tensor, b: tf.Tensor) =>
        assertClose(`${pad}: ${name}`, a.dataSync(), b.dataSync(), 2e-5);
      close("y", y, plain(x, stuffed));

      close("dx", dx, dxPlain);
      close(
        "dFilter",
        dFilter,
        tf.stridedSlice(dStuffed, [0, 0, 0, 0], [5, 5, channels, 4], [2, 2, 1, 1]),
      );
    });
  }
});

/** A 3x3 filter as the 5x5 filter that has zeros between its weights. */
function stuff(filter: tf.Tensor4D): tf.Tensor4D {
  const buffer = tf.buffer([5, 5, filter.shape[2], filter.shape[3]]);
  const values = filter.bufferSync();
  for (let y = 0; y < 3; y++) {
    for (let x = 0; x < 3; x++) {
      for (let i = 0; i < filter.shape[2]; i++) {
        for (let o = 0; o < filter.shape[3]; o++) {
          buffer.set(values.get(y, x, i, o), 2 * y, 2 * x, i, o);
        }
      }
    }
  }
  return buffer.toTensor() as tf.Tensor4D;
}
