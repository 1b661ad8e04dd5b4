import * as tf from "@tensorflow/tfjs";
import { applyDense } from "../../../lib/backends/operations.ts";
import { runOn } from "../backends.ts";
import { blasTest } from "../with_blas.ts";
import {
  type Dense,
  denseInputs,
  denseLayers,
  denseTolerances,
  factorsOf,
  multiply,
  products,
  toleranceOf,
} from "./products.ts";
import { checkProperty } from "./property.ts";
import { drawTensor } from "./tensors.ts";
import { assertWithin } from "../tolerance.ts";

Deno.test("a product of matrices is what cpu gives", async () => {
  await checkProperty(products, 150, async (product) => {
    const compute = () => [multiply(product, factorsOf(product))];
    const [expected] = await runOn("cpu", compute);
    const [actual] = await runOn("wasm", compute);
    assertWithin("product", actual, expected, toleranceOf(product));
  });
});

blasTest("a product of matrices by a BLAS is that by WASM", async (blas) => {
  await checkProperty(products, 150, async (product) => {
    const compute = () => [multiply(product, factorsOf(product))];
    const [expected] = await runOn("wasm", compute);
    const [actual] = await runOn("wasm", compute, blas);
    assertWithin("product", actual, expected, toleranceOf(product));
  });
});

Deno.test("a dense layer and its gradients are what cpu gives", async () => {
  await checkProperty(denseLayers(521), 100, async (dense) => {
    const expected = await runOn("cpu", () => layerAndGradients(dense));
    assertLayer(dense, await runOn("wasm", () => layerAndGradients(dense)), expected);
  });
});

blasTest("a dense layer and its gradients by a BLAS are those by WASM", async (blas) => {
  await checkProperty(denseLayers(521), 100, async (dense) => {
    const expected = await runOn("wasm", () => layerAndGradients(dense));
    assertLayer(dense, await runOn("wasm", () => layerAndGradients(dense), blas), expected);
  });
});

function layerAndGradients(dense: Dense): tf.Tensor[] {
  const inputs = denseInputs(dense);
  const layer = (...[x, weights, bias]: tf.Tensor[]) =>
    applyDense(x, weights, bias, dense.activation);
  const y = layer(...inputs);
  return [y, ...tf.grads(layer)(inputs, drawTensor(y.shape, dense.numbers, dense.seed, "dy"))];
}

function assertLayer(dense: Dense, actual: Float32Array[], expected: Float32Array[]): void {
  const tolerances = denseTolerances(dense);
  ["y", "dx", "dWeights", "dBias"].forEach((name, i) =>
    assertWithin(name, actual[i], expected[i], tolerances[i])
  );
}
