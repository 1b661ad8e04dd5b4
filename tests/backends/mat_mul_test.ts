import * as tf from "@tensorflow/tfjs";
import { assertThrows } from "@std/assert";
import { prepareBackend } from "../../lib/backends/prepare.ts";
import { applyDense } from "../../lib/backends/operations.ts";
import { assertMatchesCpu, combine, randomTensor } from "./backends.ts";

Deno.test("products of matrices match cpu over sizes and transposes", async () => {
  const sizes = combine({
    m: [1, 4, 17, 130],
    n: [1, 8, 10, 33],
    k: [1, 5, 64, 513],
    transposeA: [false, true],
    transposeB: [false, true],
  });
  for (const { m, n, k, transposeA, transposeB } of sizes) {
    await assertMatchesCpu(JSON.stringify({ m, n, k, transposeA, transposeB }), () => [
      tf.matMul(
        randomTensor(transposeA ? [k, m] : [m, k], 1),
        randomTensor(transposeB ? [n, k] : [k, n], 2),
        transposeA,
        transposeB,
      ),
    ]);
  }
});

Deno.test("batches of matrices match cpu, single ones broadcast", async () => {
  for (const [a, b] of [[3, 3], [1, 3], [3, 1]]) {
    await assertMatchesCpu(`${a} times ${b}`, () => [
      tf.matMul(randomTensor([a, 5, 7], 1), randomTensor([b, 7, 9], 2)),
    ]);
  }
});

Deno.test("product, bias and relu in one pass match cpu, gradients included", async () => {
  for (
    const { activation, units } of combine(
      { activation: ["linear", "relu"], units: [1, 10, 24] } as const,
    )
  ) {
    await assertMatchesCpu(`${activation}, ${units} units`, () => {
      const dense = (x: tf.Tensor, weights: tf.Tensor, bias: tf.Tensor) =>
        applyDense(x, weights, bias, activation);
      const inputs = [
        randomTensor([6, 19], 1),
        randomTensor([19, units], 2),
        randomTensor([units], 3),
      ];
      const y = dense(inputs[0], inputs[1], inputs[2]);
      const gradients = tf.grads(dense as (...args: tf.Tensor[]) => tf.Tensor);
      return [y, ...gradients(inputs, randomTensor(y.shape, 4))];
    });
  }
});

Deno.test("a bias and relu come once, after the last of several blocks of depth", async () => {
  await assertMatchesCpu("depth 1100", () => [
    applyDense(
      randomTensor([5, 1100], 1),
      randomTensor([1100, 9], 2),
      randomTensor([9], 3),
      "relu",
    ),
  ], 1e-4);
});

Deno.test("a bias that is not one value a column is refused", async () => {
  await prepareBackend("wasm");
  for (const shape of [[1], [2, 4]]) {
    assertThrows(
      () =>
        tf.fused.matMul({
          a: randomTensor([2, 3], 1) as tf.Tensor2D,
          b: randomTensor([3, 4], 2) as tf.Tensor2D,
          bias: randomTensor(shape, 3),
          activation: "linear",
        }),
      RangeError,
      `Expected a bias of shape [4], got [${shape}]`,
    );
  }
});

Deno.test("products of whole numbers are refused, as by the stock kernel", async () => {
  await prepareBackend("wasm");
  assertThrows(
    () => tf.matMul(tf.ones([2, 2], "int32"), tf.ones([2, 2], "int32")),
    Error,
    "float32",
  );
});
