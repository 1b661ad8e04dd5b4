import * as tf from "@tensorflow/tfjs";
import { assert, assertEquals } from "@std/assert";
import { prepareBackend } from "../../lib/backends/prepare.ts";
import { convolve } from "../../lib/backends/operations.ts";
import { assertMatchesCpu, randomTensor, runOn } from "./backends.ts";
import { ROUNDING, sumTolerance } from "./tolerance.ts";

const conv =
  (pad: "valid" | "same", activation: "relu" | "linear" = "relu") =>
  (x: tf.Tensor, filter: tf.Tensor, bias: tf.Tensor) =>
    convolve(x, filter, bias, { strides: [1, 1], pad, dilations: [1, 1], activation });

Deno.test("many tiles, in several blocks, match cpu", async () => {
  await assertMatchesCpu("blocks", () => {
    const inputs = [
      randomTensor([20, 14, 15, 16], 1),
      randomTensor([3, 3, 16, 16], 2),
      randomTensor([16], 3),
    ] as [tf.Tensor, tf.Tensor, tf.Tensor];
    const y = conv("same")(...inputs);
    const gradients = tf.grads(conv("same") as (...args: tf.Tensor[]) => tf.Tensor);
    return [y, ...gradients(inputs, randomTensor(y.shape, 4))];
    // Tiles of 4 by 4 cover 16 by 16 pixels of each image.
  }, sumTolerance({ depth: 20 * 16 * 16, largest: 1, numbers: "real", winograd: true }));
});

Deno.test("Winograd's filtering rounds little more than a direct sum", async () => {
  await prepareBackend("wasm");
  const [channels, filters, side] = [64, 16, 8];
  const x = randomTensor([1, side, side, channels], 1) as tf.Tensor4D;
  const filter = randomTensor([3, 3, channels, filters], 2) as tf.Tensor4D;
  const y = tf.conv2d(x, filter, 1, "valid");
  const [xs, ws, ys] = [x, filter, y].map((tensor) => tensor.dataSync());
  let [worst, squares, directSquares] = [0, 0, 0];
  for (let i = 0; i < ys.length; i++) {
    const [row, column] = [
      Math.floor(i / filters / (side - 2)),
      Math.floor(i / filters) % (side - 2),
    ];
    let [sum, direct, size] = [0, 0, 0];
    for (let tap = 0; tap < 9; tap++) {
      const pixel = (row + Math.floor(tap / 3)) * side + column + tap % 3;
      for (let c = 0; c < channels; c++) {
        const product = xs[pixel * channels + c] * ws[(tap * channels + c) * filters + i % filters];
        sum += product;
        direct = Math.fround(direct + Math.fround(product));
        size += Math.abs(product);
      }
    }
    const error = Math.abs(ys[i] - sum) / (ROUNDING * size);
    worst = Math.max(worst, error);
    squares += error ** 2;
    directSquares += ((direct - sum) / (ROUNDING * size)) ** 2;
  }
  const typical = Math.sqrt(squares / ys.length);
  assert(worst < 8, `An output is off by ${worst} roundings of its absolute sum, not 8.`);
  // About 1.7; of the points 0, ±1, ±2 and infinity it would be 4.1.
  const ratio = typical / Math.sqrt(directSquares / ys.length);
  assert(ratio < 2.5, `Outputs are off by ${ratio} times what a direct sum is, not 2.5.`);
  tf.dispose([x, filter, y]);
});

Deno.test("NaN and infinity reach no output that does not see them", async () => {
  const [side, channels] = [9, 16];
  const onesBut = (strange: number) => {
    const values = new Float32Array(side * side * channels).fill(1);
    values[(4 * side + 4) * channels + 5] = strange;
    return tf.tensor4d(values, [1, side, side, channels]);
  };
  const around = Array.from(
    { length: side * side },
    (_, i) => Math.abs(Math.floor(i / side) - 4) <= 1 && Math.abs(i % side - 4) <= 1,
  );
  for (const strange of [NaN, Infinity, -Infinity]) {
    const [y, dx, dFilter] = await runOn("wasm", () => {
      const [x, ones] = [onesBut(strange), onesBut(1)];
      const inputs = [x, tf.ones([3, 3, channels, channels]), tf.zeros([channels])];
      const linear = conv("same", "linear");
      const gradients = tf.grads(linear as (...args: tf.Tensor[]) => tf.Tensor);
      const [dx] = gradients([ones, ...inputs.slice(1)], onesBut(strange));
      const [, dFilter] = gradients(inputs, ones);
      return [linear(inputs[0], inputs[1], inputs[2]), dx, dFilter];
    });
    for (const values of [y, dx]) {
      const spoilt = around.map((_, i) =>
        values.subarray(channels * i, channels * (i + 1)).some((value) => !Number.isFinite(value))
      );
      assertEquals(spoilt, around, `${strange}`);
    }
    dFilter.forEach((value, i) =>
      assertEquals(Number.isFinite(value), Math.floor(i / channels) % channels !== 5, `${strange}`)
    );
  }
});
