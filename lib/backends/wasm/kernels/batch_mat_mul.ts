import * as tf from "@tensorflow/tfjs";
import type { WasmHeap } from "../wasm_heap.ts";
import { productsOf } from "../../products/choose_products.ts";
import { heapOf } from "../heap_of.ts";

interface MatMulAttrs {
  transposeA: boolean;
  transposeB: boolean;
}

/** Whether our kernel takes the factors: of depth above 0, with batches that are equal or single. */
function isPlain(a: tf.TensorInfo, b: tf.TensorInfo): boolean {
  if (a.shape.at(-1) === 0 || a.shape.at(-2) === 0) return false;
  const outerA = a.shape.slice(0, -2), outerB = b.shape.slice(0, -2);
  return String(outerA) === String(outerB) || tf.util.sizeFromShape(outerA) === 1 ||
    tf.util.sizeFromShape(outerB) === 1;
}

function multiply(
  wasm: WasmHeap,
  a: tf.TensorInfo,
  b: tf.TensorInfo,
  bias: tf.TensorInfo | undefined,
  relu: boolean,
  { transposeA, transposeB }: MatMulAttrs,
): tf.TensorInfo {
  const [aRows, aColumns] = a.shape.slice(-2);
  const [bRows, bColumns] = b.shape.slice(-2);
  const [m, k] = transposeA ? [aColumns, aRows] : [aRows, aColumns];
  const n = transposeB ? bRows : bColumns;
  const outer = tf.backend_util.assertAndGetBroadcastShape(
    a.shape.slice(0, -2),
    b.shape.slice(0, -2),
  );
  const c = wasm.output([...outer, m, n]);
  const aStep = tf.util.sizeFromShape(a.shape.slice(0, -2)) === 1 ? 0 : 4 * m * k;
  const bStep = tf.util.sizeFromShape(b.shape.slice(0, -2)) === 1 ? 0 : 4 * k * n;
  for (let i = 0; i < tf.util.sizeFromShape(outer); i++) {
    productsOf(wasm).matMul({
      transposeA,
      transposeB,
      m,
      n,
      k,
      a: wasm.address(a) + i * aStep,
      b: wasm.address(b) + i * bStep,
      c: wasm.address(c) + i * 4 * m * n,
    }, { bias: bias ? wasm.address(bias) : 0, relu });
  }
  return c;
}

/** C = A·B over the last two axes, either factor transposed; all else goes to `stock`. */
export function batchMatMulKernel(stock: tf.KernelConfig): tf.KernelConfig {
  return {
    ...stock,
    kernelFunc: (args) => {
      const { a, b } = args.inputs as { a: tf.TensorInfo; b: tf.TensorInfo };
      if (!isPlain(a, b)) return stock.kernelFunc(args);
      const attrs = args.attrs as unknown as MatMulAttrs;
      return multiply(heapOf(args.backend), a, b, undefined, false, attrs);
    },
  };
}

/**
 * C = activation(A·B + bias) in one pass where the activation is linear or relu; all
 * else goes to the `stock` kernel.
 */
export function fusedMatMulKernel(stock: tf.KernelConfig): tf.KernelConfig {
  return {
    ...stock,
    kernelFunc: (args) => {
      const { a, b } = args.inputs as { a: tf.TensorInfo; b: tf.TensorInfo };
      const attrs = args.attrs as unknown as MatMulAttrs;
      const activation = args.attrs!.activation;
      const plain = isPlain(a, b) && (activation === "linear" || activation === "relu");
      if (!plain) return stock.kernelFunc(args);
      const relu = activation === "relu";
      return multiply(heapOf(args.backend), a, b, args.inputs.bias, relu, attrs);
    },
  };
}
