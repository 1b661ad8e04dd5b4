/**
 * Replaces the kernels of tfjs's WASM backend that training needs fast, and adds those it lacks.
 *
 * @module
 */
import type * as tf from "@tensorflow/tfjs";
import "@tensorflow/tfjs-backend-wasm";
import { registerKernels } from "../register_kernels.ts";
import { fusedConv2DMaxPool2x2Kernel } from "../fused_conv_2d_max_pool.ts";
import { adamKernel } from "./kernels/adam.ts";
import { avgPoolGradKernel } from "./kernels/avg_pool_grad.ts";
import { batchMatMulKernel } from "./kernels/batch_mat_mul.ts";
import { batchNormKernel } from "./kernels/batch_norm.ts";
import { batchNormGradKernel } from "./kernels/batch_norm_grad.ts";
import { biasGradKernel } from "./kernels/bias_grad.ts";
import { conv2DKernel } from "./kernels/conv_2d.ts";
import { conv2DBackpropFilterKernel } from "./kernels/conv_2d_backprop_filter.ts";
import { conv2DBackpropInputKernel } from "./kernels/conv_2d_backprop_input.ts";
import { dropoutKernel } from "./kernels/dropout.ts";
import { fusedConv2DKernel } from "./kernels/fused_conv_2d.ts";
import { fusedMatMulKernel } from "./kernels/fused_mat_mul.ts";
import { identityKernel } from "./kernels/identity.ts";
import { maxPoolKernel } from "./kernels/max_pool.ts";
import { maxPool2x2Kernel } from "./kernels/max_pool_2x2.ts";
import { maxPool2x2BiasGradKernel } from "./kernels/max_pool_2x2_bias_grad.ts";
import { maxPoolGradKernel } from "./kernels/max_pool_grad.ts";
import { momentumKernel } from "./kernels/momentum.ts";
import { softmaxCrossEntropyKernel } from "./kernels/softmax_cross_entropy.ts";

/** The kernels for the backend `wasm`. */
export const wasmKernels: readonly tf.KernelConfig[] = [
  adamKernel,
  avgPoolGradKernel,
  batchMatMulKernel,
  batchNormKernel,
  batchNormGradKernel,
  biasGradKernel,
  conv2DKernel,
  conv2DBackpropFilterKernel,
  conv2DBackpropInputKernel,
  dropoutKernel,
  fusedConv2DKernel,
  fusedConv2DMaxPool2x2Kernel("wasm"),
  fusedMatMulKernel,
  identityKernel,
  maxPoolKernel,
  maxPool2x2Kernel,
  maxPool2x2BiasGradKernel,
  maxPoolGradKernel,
  momentumKernel,
  softmaxCrossEntropyKernel,
];

let registered = false;

/** Registers the kernels for the backend `wasm`; a second call does nothing. */
export function registerWasmKernels(): void {
  if (registered) return;
  registered = true;
  registerKernels(wasmKernels);
}
