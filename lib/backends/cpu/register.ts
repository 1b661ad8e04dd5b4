/**
 * Plain references of the training kernels for tfjs's `cpu` backend: what the WASM kernels are
 * checked against, written to be read.
 *
 * @module
 */
import type * as tf from "@tensorflow/tfjs";
import { dropoutThreshold } from "../dropout_threshold.ts";
import { registerKernels } from "../register_kernels.ts";
import { fusedConv2DMaxPool2x2Kernel } from "../fused_conv_2d_max_pool.ts";
import { checkLabels, softmaxCrossEntropyRows } from "../softmax_cross_entropy.ts";
import type { AdamAttrs, MomentumAttrs } from "../operations.ts";
import { avgPoolGradKernel } from "./avg_pool_grad.ts";
import { type Cpu, type Tensors, valuesOf } from "./cpu_backend.ts";
import { maxPool2x2BiasGradKernel, maxPool2x2Kernel } from "./max_pool_2x2.ts";
import {
  Adam,
  BatchNorm,
  BatchNormGrad,
  BiasGrad,
  Dropout,
  Momentum,
  SoftmaxCrossEntropy,
} from "../kernel_names.ts";

const adamKernel: tf.KernelConfig = {
  kernelName: Adam,
  backendName: "cpu",
  kernelFunc: ({ inputs, attrs, backend }) => {
    const { rate, beta1, beta2, epsilon } = attrs as unknown as AdamAttrs;
    const [weight, m, v, gradient] = ["weight", "m", "v", "gradient"]
      .map((name) => valuesOf(backend as Cpu, inputs[name]!));
    for (let i = 0; i < weight.length; i++) {
      m[i] += (1 - beta1) * (gradient[i] - m[i]);
      v[i] += (1 - beta2) * (gradient[i] ** 2 - v[i]);
      weight[i] -= rate * m[i] / (Math.sqrt(v[i]) + epsilon);
    }
    return [];
  },
};

const batchNormKernel: tf.KernelConfig = {
  kernelName: BatchNorm,
  backendName: "cpu",
  kernelFunc: ({ inputs, attrs, backend }) => {
    const cpu = backend as Cpu;
    const [x, gamma, beta] = ["x", "gamma", "beta"].map((name) => valuesOf(cpu, inputs[name]!));
    const channels = gamma.length;
    const mean = columnMeans(x, channels);
    const variance = columnMeans(x.map((value, i) => (value - mean[i % channels]) ** 2), channels);
    const deviation = variance.map((value) => Math.sqrt(value + (attrs!.epsilon as number)));
    const y = x.map((value, i) => {
      const c = i % channels;
      return (value - mean[c]) / deviation[c] * gamma[c] + beta[c];
    });
    return [
      cpu.makeTensorInfo(inputs.x!.shape, "float32", y),
      cpu.makeTensorInfo([channels], "float32", mean),
      cpu.makeTensorInfo([channels], "float32", variance),
    ];
  },
};

const batchNormGradKernel: tf.KernelConfig = {
  kernelName: BatchNormGrad,
  backendName: "cpu",
  kernelFunc: ({ inputs, attrs, backend }) => {
    const cpu = backend as Cpu;
    const [dy, x, gamma, mean, variance] = ["dy", "x", "gamma", "mean", "variance"]
      .map((name) => valuesOf(cpu, inputs[name]!));
    const channels = gamma.length;
    const rows = x.length / channels;
    const deviation = variance.map((value) => Math.sqrt(value + (attrs!.epsilon as number)));
    const normal = x.map((value, i) => (value - mean[i % channels]) / deviation[i % channels]);
    const dBeta = columnMeans(dy, channels).map((value) => value * rows);
    const dGamma = columnMeans(dy.map((value, i) => value * normal[i]), channels)
      .map((value) => value * rows);
    const dx = dy.map((value, i) => {
      const c = i % channels;
      return gamma[c] / deviation[c] * (value - (dBeta[c] + normal[i] * dGamma[c]) / rows);
    });
    return [
      cpu.makeTensorInfo(inputs.x!.shape, "float32", dx),
      cpu.makeTensorInfo([channels], "float32", dGamma),
      cpu.makeTensorInfo([channels], "float32", dBeta),
    ];
  },
};

/** The mean of each column of a row-major matrix. */
function columnMeans(values: Float32Array, columns: number): Float32Array {
  const sums = new Float64Array(columns);
  values.forEach((value, i) => sums[i % columns] += value);
  return Float32Array.from(sums, (sum) => sum * columns / values.length);
}

const biasGradKernel: tf.KernelConfig = {
  kernelName: BiasGrad,
  backendName: "cpu",
  kernelFunc: ({ inputs, backend }) => {
    const cpu = backend as Cpu;
    const { dy, y } = inputs as Tensors;
    const dyValues = valuesOf(cpu, dy);
    const channels = dy.shape.at(-1)!;
    let dz = dyValues;
    if (y) {
      const yValues = valuesOf(cpu, y);
      dz = dyValues.map((value, i) => yValues[i] > 0 ? value : 0);
    }
    const sums = new Float64Array(channels);
    dz.forEach((value, i) => sums[i % channels] += value);
    const dBias = cpu.makeTensorInfo([channels], "float32", Float32Array.from(sums));
    return y ? [dBias, cpu.makeTensorInfo(dy.shape, "float32", dz)] : [dBias];
  },
};

const dropoutKernel: tf.KernelConfig = {
  kernelName: Dropout,
  backendName: "cpu",
  kernelFunc: ({ inputs, attrs, backend }) => {
    const cpu = backend as Cpu;
    const { rate, seed } = attrs as { rate: number; seed: number };
    const threshold = dropoutThreshold(rate);
    const scale = Math.fround(1 / (1 - rate));
    const y = valuesOf(cpu, inputs.x!).map((value, i) =>
      mix((mix(i) ^ seed) >>> 0) >= threshold ? value * scale : 0
    );
    return cpu.makeTensorInfo(inputs.x!.shape, "float32", y);
  },
};

/** Bit mixer `lowbias32` of C. Wellons' hash prospector, as in the WASM kernel. */
function mix(x: number): number {
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}

const momentumKernel: tf.KernelConfig = {
  kernelName: Momentum,
  backendName: "cpu",
  kernelFunc: ({ inputs, attrs, backend }) => {
    const { rate, momentum } = attrs as unknown as MomentumAttrs;
    const [weight, sum, gradient] = ["weight", "sum", "gradient"]
      .map((name) => valuesOf(backend as Cpu, inputs[name]!));
    for (let i = 0; i < weight.length; i++) {
      sum[i] = momentum * sum[i] + gradient[i];
      weight[i] -= rate * sum[i];
    }
    return [];
  },
};

const softmaxCrossEntropyKernel: tf.KernelConfig = {
  kernelName: SoftmaxCrossEntropy,
  backendName: "cpu",
  kernelFunc: ({ inputs, backend }) => {
    const cpu = backend as Cpu;
    const { logits, labels } = inputs as Tensors;
    const logitValues = valuesOf(cpu, logits);
    const labelValues = valuesOf(cpu, labels) as unknown as Int32Array;
    checkLabels(labelValues, logits.shape[1]);
    const losses = new Float32Array(labelValues.length);
    const dLogits = new Float32Array(logitValues.length);
    softmaxCrossEntropyRows(logitValues, labelValues, losses, dLogits);
    return [
      cpu.makeTensorInfo(labels.shape, "float32", losses),
      cpu.makeTensorInfo(logits.shape, "float32", dLogits),
    ];
  },
};

const cpuKernels: readonly tf.KernelConfig[] = [
  adamKernel,
  avgPoolGradKernel,
  batchNormKernel,
  batchNormGradKernel,
  biasGradKernel,
  dropoutKernel,
  fusedConv2DMaxPool2x2Kernel("cpu"),
  maxPool2x2Kernel,
  maxPool2x2BiasGradKernel,
  momentumKernel,
  softmaxCrossEntropyKernel,
];

let registered = false;

/** Registers the references for the backend `cpu`; a second call does nothing. */
export function registerCpuKernels(): void {
  if (registered) return;
  registered = true;
  registerKernels(cpuKernels);
}
