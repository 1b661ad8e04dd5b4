import * as tf from "@tensorflow/tfjs";
import { assertEquals } from "@std/assert";
import { runOn } from "../backends.ts";
import { blasTest } from "../with_blas.ts";
import {
  type Convolution,
  convolutions,
  convolve,
  convolveAndPool,
  convolveSpread,
  fitsWinograd,
  gradientsOf,
  poolable,
  tensorsOf,
  tolerancesOf,
} from "./convolutions.ts";
import { checkProperty } from "./property.ts";
import { drawTensor } from "./tensors.ts";
import { assertWithin } from "../tolerance.ts";

Deno.test("a convolution is what cpu gives", async () => {
  await checkProperty(convolutions(16e6), 120, async (conv) => {
    const compute = () => [convolve(conv, tensorsOf(conv))];
    const [expected] = await runOn("cpu", compute);
    const [actual] = await runOn("wasm", compute);
    assertWithin("y", actual, expected, tolerancesOf(conv).y);
  });
});

Deno.test("the gradients of a convolution are what cpu gives", async () => {
  // The gradients of cpu take a second for 10 million multiply-adds.
  await checkProperty(convolutions(6e5), 60, async (conv) => {
    const expected = await runOn("cpu", () => gradientsOf(conv, convolveSpread, tensorsOf(conv)));
    const actual = await runOn("wasm", () => gradientsOf(conv, convolve, tensorsOf(conv)));
    assertGradients(conv, actual, expected);
  });
});

blasTest("a convolution and its gradients by a BLAS are those by WASM", async (blas) => {
  await checkProperty(convolutions(16e6), 150, async (conv) => {
    const compute = () => {
      const tensors = tensorsOf(conv);
      return [convolve(conv, tensors), ...gradientsOf(conv, convolve, tensors)];
    };
    const [expected, ...gradients] = await runOn("wasm", compute);
    const [actual, ...gradientsByBlas] = await runOn("wasm", compute, blas);
    assertWithin("y", actual, expected, tolerancesOf(conv).y);
    assertGradients(conv, gradientsByBlas, gradients);
  });
});

Deno.test("a pooled convolution is what cpu gives", async () => {
  await checkProperty(poolable(convolutions(4e6)), 100, async (conv) => {
    const compute = () => [convolveAndPool(conv, tensorsOf(conv))];
    const [expected] = await runOn("cpu", compute);
    const [actual] = await runOn("wasm", compute);
    assertWithin("y", actual, expected, tolerancesOf(conv).y);
  });
});

Deno.test("the gradients of a pooled convolution are, where sums are exact, what cpu gives", async () => {
  // Rounding may choose another of two values that are all but equal.
  const cases = convolutions(6e5)
    .map((conv): Convolution => ({ ...conv, numbers: "whole", dilations: [1, 1] }))
    .filter((conv) => !fitsWinograd(conv));
  await checkProperty(poolable(cases), 60, async (conv) => {
    const compute = () => pooledAndGradients(conv, convolveAndPool);
    assertEquals(await runOn("wasm", compute), await runOn("cpu", compute));
  });
});

Deno.test("a pooled convolution and its gradients have the bits of one that is pooled after", async () => {
  const separate: typeof convolve = (conv, tensors) =>
    tf.maxPool(convolve(conv, tensors) as tf.Tensor4D, 2, 2, "valid");
  await checkProperty(poolable(convolutions(4e6)), 100, async (conv) => {
    const expected = await runOn("wasm", () => pooledAndGradients(conv, separate));
    const actual = await runOn("wasm", () => pooledAndGradients(conv, convolveAndPool));
    assertEquals(actual, expected);
  });
});

/** y, dx, dFilter and dBias of a pooled convolution. */
function pooledAndGradients(conv: Convolution, by: typeof convolve): tf.Tensor[] {
  const inputs = tensorsOf(conv).slice(0, 3);
  const y = by(conv, inputs);
  const dy = drawTensor(y.shape, conv.numbers, conv.seed, "dy");
  return [y, ...gradientsOf(conv, by, [...inputs, dy])];
}

function assertGradients(conv: Convolution, actual: Float32Array[], expected: Float32Array[]) {
  const { dx, dFilter, dBias } = tolerancesOf(conv);
  Object.entries({ dx, dFilter, dBias }).forEach(([name, tolerance], i) =>
    assertWithin(name, actual[i], expected[i], tolerance)
  );
}
