import * as tf from "@tensorflow/tfjs";
import { assertEquals, assertThrows } from "@std/assert";
import { prepareBackend } from "../../lib/backends/prepare.ts";
import { applyDense } from "../../lib/backends/operations.ts";
import { assertMatchesCpu, randomTensor } from "./backends.ts";
import { sumTolerance } from "./tolerance.ts";

Deno.test("axes before the last two are broadcast, on both sides too", async () => {
  await prepareBackend("wasm");
  const shapes = [[[3], [1]], [[2, 1], [1, 3]], [[3], [2, 3]], [[2, 1, 2], [3, 1]], [[], [2, 3]]];
  for (const [outerA, outerB] of shapes) {
    tf.tidy(() => {
      const [a, b] = [randomTensor([...outerA, 5, 7], 1), randomTensor([...outerB, 7, 9], 2)];
      const outer = tf.add(tf.zeros(outerA), tf.zeros(outerB)).shape;
      const product = tf.matMul(a, b);
      const spelled = tf.matMul(
        tf.broadcastTo(a, [...outer, 5, 7]),
        tf.broadcastTo(b, [...outer, 7, 9]),
      );
      assertEquals(product.shape, [...outer, 5, 9]);
      assertEquals(product.dataSync(), spelled.dataSync());
    });
  }
});

Deno.test("a product over no values is 0, and a bias and relu still come", async () => {
  await assertMatchesCpu("depth 0", () => [
    tf.matMul(tf.zeros([3, 0]), tf.zeros([0, 4])),
    applyDense(tf.zeros([3, 0]), tf.zeros([0, 4]), randomTensor([4], 1), "relu"),
  ], 0);
});

Deno.test("a bias and relu come once, after the last of several blocks of depth", async () => {
  await assertMatchesCpu("depth 1100", () => [
    applyDense(
      randomTensor([5, 1100], 1),
      randomTensor([1100, 9], 2),
      randomTensor([9], 3),
      "relu",
    ),
  ], sumTolerance({ depth: 1101, largest: 1, numbers: "real" }));
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
