import * as tf from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { prepareBackend } from "../../lib/backends/prepare.ts";
import { convInfo } from "../../lib/backends/geometry.ts";
import { WasmHeap } from "../../lib/backends/wasm/wasm_heap.ts";
import { productsOf } from "../../lib/backends/products/choose_products.ts";
import { combine, randomTensor } from "./backends.ts";
import { assertWithin, sumTolerance } from "./tolerance.ts";

/** For sums of up to 600 products, those of Winograd's filtering among them. */
const TOLERANCE = sumTolerance({ depth: 600, largest: 1, numbers: "real", winograd: true });

const heaps = async () => {
  await prepareBackend("wasm");
  return (["kernels", "kernels_simd"] as const).map((build) =>
    new WasmHeap(tf.backend() as BackendWasm, build)
  );
};

Deno.test("convolutions without relaxed SIMD give the same within their rounding", async () => {
  const builds = await heaps();
  for (
    const { channels, filters, kernel, pad } of combine(
      {
        channels: [1, 5, 16],
        filters: [8, 17, 20],
        kernel: [3, 5],
        pad: ["valid", "same"],
      } as const,
    )
  ) {
    tf.tidy(() => {
      const x = randomTensor([3, 9, 11, channels], 1);
      const filter = randomTensor([kernel, kernel, channels, filters], 2);
      const info = convInfo(x.shape, filter.shape, { strides: 1, pad, dataFormat: "NHWC" });
      const dy = randomTensor(info.outShape, 3);
      const [fused, plain] = builds.map((wasm) => {
        const [y, dx, dFilter] = [info.outShape, x.shape, filter.shape].map((s) => tf.zeros(s));
        const at = (tensor: tf.TensorInfo) => wasm.address(tensor);
        const epilogue = { bias: 0, relu: false };
        productsOf(wasm).convolve(info, { x: at(x), filter: at(filter), y: at(y) }, epilogue);
        productsOf(wasm).inputGradient(info, { x: at(dx), filter: at(filter), y: at(dy) });
        productsOf(wasm).filterGradient(info, { x: at(x), filter: at(dFilter), y: at(dy) });
        return [y, dx, dFilter].map((tensor) => tensor.dataSync().slice());
      });
      const name = JSON.stringify({ channels, filters, kernel, pad });
      fused.forEach((values, i) => assertWithin(`${name}, ${i}`, plain[i], values, TOLERANCE));
    });
  }
});

Deno.test("products of matrices without relaxed SIMD give the same within their rounding", async () => {
  const builds = await heaps();
  for (const { m, n, k } of combine({ m: [1, 13], n: [7, 24], k: [5, 600] } as const)) {
    tf.tidy(() => {
      const [a, b] = [randomTensor([m, k], 1), randomTensor([k, n], 2)];
      const [fused, plain] = builds.map((wasm) => {
        const c = tf.zeros([m, n]);
        const [atA, atB, atC] = [a, b, c].map((tensor) => wasm.address(tensor));
        const shape = { transposeA: false, transposeB: false, m, n, k };
        productsOf(wasm).matMul({ ...shape, a: atA, b: atB, c: atC }, { bias: 0, relu: true });
        return c.dataSync().slice();
      });
      assertWithin(`${m} x ${k} x ${n}`, plain, fused, TOLERANCE);
    });
  }
});
