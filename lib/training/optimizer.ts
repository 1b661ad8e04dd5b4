/**
 * From gradients to the next weights.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { adamStep } from "../backends/training_kernels.ts";
import type { Optimizer } from "../trial/trial.ts";

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
  // Each state is a tensor of its own, since the kernel writes in place.
  const zeros = () => weights.map((weight) => tf.zeros(weight.shape));
  const means = zeros(), variances = zeros();
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
  const optimizer = tf.train.momentum(learningRate, momentum);
  return {
    apply: (gradients) =>
      optimizer.applyGradients(
        gradients.map((tensor, i) => ({ name: weights[i].name, tensor: tensor as tf.Tensor })),
      ),
    dispose: () => optimizer.dispose(),
  };
}
