import * as tf from "@tensorflow/tfjs";
import type { WasmHeap } from "../wasm_heap.ts";
import { productsOf } from "../../products/choose_products.ts";
import { heapOf } from "../heap_of.ts";

/** How tfjs says which factor is transposed. */
export interface MatMulAttrs {
  transposeA: boolean;
  transposeB: boolean;
}

/** C = activation(op(A)·op(B) + bias) over the last two axes; the others are broadcast. */
export function multiply(
  wasm: WasmHeap,
  a: tf.TensorInfo,
  b: tf.TensorInfo,
  bias: tf.TensorInfo | undefined,
  relu: boolean,
  { transposeA, transposeB }: MatMulAttrs,
): tf.TensorInfo {
  const [outerA, outerB] = [a.shape.slice(0, -2), b.shape.slice(0, -2)];
  const [aRows, aColumns] = a.shape.slice(-2);
  const [bRows, bColumns] = b.shape.slice(-2);
  const [m, k] = transposeA ? [aColumns, aRows] : [aRows, aColumns];
  const n = transposeB ? bRows : bColumns;
  const outer = tf.backend_util.assertAndGetBroadcastShape(outerA, outerB);
  const c = wasm.output([...outer, m, n]);
  const addBias = bias ? wasm.address(bias) : 0;
  const batches = tf.util.sizeFromShape(outer);
  if (k === 0) {
    wasm.values(c).fill(0);
    wasm.exports.addBias(wasm.address(c), addBias, batches * m, n, Number(relu));
    return c;
  }
  for (let batch = 0; batch < batches; batch++) {
    productsOf(wasm).matMul({
      transposeA,
      transposeB,
      m,
      n,
      k,
      a: wasm.address(a) + 4 * m * k * matrixOf(batch, outer, outerA),
      b: wasm.address(b) + 4 * k * n * matrixOf(batch, outer, outerB),
      c: wasm.address(c) + 4 * m * n * batch,
    }, { bias: addBias, relu });
  }
  return c;
}

/** Which matrix of a factor belongs to one of the product: the same where an axis is broadcast. */
function matrixOf(batch: number, outer: readonly number[], own: readonly number[]): number {
  let place = 0, step = 1;
  for (let axis = 1; axis <= own.length; axis++) {
    const length = outer.at(-axis)!;
    if (own.at(-axis)! > 1) place += batch % length * step;
    step *= own.at(-axis)!;
    batch = Math.floor(batch / length);
  }
  return place;
}

/** C = op(A)·op(B), either factor transposed. */
export const batchMatMulKernel: tf.KernelConfig = {
  kernelName: tf.BatchMatMul,
  backendName: "wasm",
  kernelFunc: ({ inputs, attrs, backend }) =>
    multiply(
      heapOf(backend),
      inputs.a!,
      inputs.b!,
      undefined,
      false,
      attrs as unknown as MatMulAttrs,
    ),
};
