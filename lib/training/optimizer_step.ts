/**
 * From gradients to the next weights.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { adamStep, momentumStep } from "../backends/operations.ts";
import type { Optimizer } from "../trial/setup.ts";

/** Changes weights by their gradients, and keeps its own state between the steps. */
export interface OptimizerState {
  /** One step: `gradients[i]` has the shape of `weights[i]`. */
  apply(gradients: readonly tf.Tensor[]): void;
  /** Frees the state's tensors; the weights stay. */
  dispose(): void;
}

/** Prepares an optimizer for the weights of one model. */
export function createOptimizer(
  optimizer: Optimizer,
  weights: readonly tf.Variable[],
): OptimizerState {
  return optimizer.kind === "adam" ? createAdam(optimizer, weights) : createSgd(optimizer, weights);
}

function createAdam(
  { learningRate, beta1, beta2, epsilon }: Optimizer & { kind: "adam" },
  weights: readonly tf.Variable[],
): OptimizerState {
  const means = zerosLike(weights), variances = zerosLike(weights);
  let step = 0;
  return {
    apply(gradients) {
      step++;
      const rate = learningRate * Math.sqrt(1 - beta2 ** step) / (1 - beta1 ** step);
      gradients.forEach((gradient, i) =>
        adamStep(weights[i], means[i], variances[i], gradient, { rate, beta1, beta2, epsilon })
      );
    },
    dispose: () => tf.dispose([means, variances]),
  };
}

function createSgd(
  { learningRate, momentum }: Optimizer & { kind: "sgd" },
  weights: readonly tf.Variable[],
): OptimizerState {
  const sums = zerosLike(weights);
  return {
    apply(gradients) {
      gradients.forEach((gradient, i) =>
        momentumStep(weights[i], sums[i], gradient, { rate: learningRate, momentum })
      );
    },
    dispose: () => tf.dispose(sums),
  };
}

/** A state of zeros for each weight: tensors of their own, since the kernels write in place. */
function zerosLike(weights: readonly tf.Variable[]): tf.Tensor[] {
  return weights.map((weight) => tf.zeros(weight.shape));
}
