/**
 * Replaces the kernels of tfjs's WASM backend that training needs fast, and adds those it lacks.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import "@tensorflow/tfjs-backend-wasm";
import { fusedConv2DMaxPool2x2 } from "../fused_conv_2d_max_pool.ts";
import { adam } from "./kernels/adam.ts";
import { avgPoolGrad } from "./kernels/avg_pool_grad.ts";
import { batchMatMul, fusedMatMul } from "./kernels/batch_mat_mul.ts";
import { batchNorm } from "./kernels/batch_norm.ts";
import { batchNormGrad } from "./kernels/batch_norm_grad.ts";
import { biasGrad } from "./kernels/bias_grad.ts";
import { conv2D, fusedConv2D } from "./kernels/conv_2d.ts";
import { conv2DBackpropFilter } from "./kernels/conv_2d_backprop_filter.ts";
import { conv2DBackpropInput } from "./kernels/conv_2d_backprop_input.ts";
import { dropout } from "./kernels/dropout.ts";
import { identity } from "./kernels/identity.ts";
import { maxPool } from "./kernels/max_pool.ts";
import { maxPool2x2 } from "./kernels/max_pool_2x2.ts";
import { maxPool2x2BiasGrad } from "./kernels/max_pool_2x2_bias_grad.ts";
import { maxPoolGrad } from "./kernels/max_pool_grad.ts";
import { momentum } from "./kernels/momentum.ts";
import { softmaxCrossEntropy } from "./kernels/softmax_cross_entropy.ts";

let registered = false;

/** Registers the kernels for the backend `wasm`; a second call does nothing. */
export function registerWasmKernels(): void {
  if (registered) return;
  registered = true;
  const stock = (kernelName: string) => tf.getKernel(kernelName, "wasm");
  const kernels = [
    adam,
    avgPoolGrad,
    batchMatMul(stock(tf.BatchMatMul)),
    batchNorm,
    batchNormGrad,
    biasGrad,
    conv2D,
    conv2DBackpropFilter,
    conv2DBackpropInput,
    dropout,
    fusedConv2D(stock(tf.FusedConv2D)),
    fusedConv2DMaxPool2x2("wasm"),
    fusedMatMul(stock(tf._FusedMatMul)),
    identity,
    maxPool,
    maxPool2x2,
    maxPool2x2BiasGrad,
    maxPoolGrad,
    momentum,
    softmaxCrossEntropy,
  ];
  for (const kernel of kernels) {
    if (tf.getKernel(kernel.kernelName, "wasm")) tf.unregisterKernel(kernel.kernelName, "wasm");
    tf.registerKernel(kernel);
  }
}
