import * as tf from "@tensorflow/tfjs";
import { heapOf } from "../heap_of.ts";
import { withActivation } from "./activation.ts";
import { type MatMulAttrs, multiply } from "./batch_mat_mul.ts";

/** C = activation(op(A)·op(B) + bias). */
export const fusedMatMulKernel: tf.KernelConfig = {
  kernelName: tf._FusedMatMul,
  backendName: "wasm",
  kernelFunc: (params) => {
    const { inputs, attrs, backend } = params;
    const factors = attrs as unknown as MatMulAttrs;
    return withActivation(
      params,
      (relu) => multiply(heapOf(backend), inputs.a!, inputs.b!, inputs.bias, relu, factors),
    );
  },
};
