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
  /** The state, for each weight an array of its length: Adam's means, then variances; SGD's sums. */
  readonly tensors: readonly tf.Tensor[];
  /** Frees the state's tensors; the weights stay. */
  dispose(): void;
}

/** What an optimizer kept of earlier steps. */
export interface EarlierSteps {
  /** How many there were. */
  readonly count: number;
  /** The values of {@linkcode OptimizerState.tensors} after them. */
  readonly state: readonly Float32Array[];
}

/**
 * Prepares an optimizer for the weights of one model.
 *
 * @param earlier What it goes on from; null: it has done no step.
 */
export function createOptimizer(
  optimizer: Optimizer,
  weights: readonly tf.Variable[],
  earlier: EarlierSteps | null,
): OptimizerState {
  const tensors = Array.from({ length: statesPerWeight(optimizer) }, () => weights).flat()
    // Tensors and arrays of their own, since the kernels write in place.
    .map(({ shape }, i) => earlier ? tf.tensor(earlier.state[i].slice(), shape) : tf.zeros(shape));
  const apply = optimizer.kind === "adam"
    ? createAdam(optimizer, weights, tensors, earlier?.count ?? 0)
    : createSgd(optimizer, weights, tensors);
  return { apply, tensors, dispose: () => tf.dispose(tensors) };
}

/** How many values an optimizer keeps for each weight. */
export function statesPerWeight({ kind }: Optimizer): number {
  return kind === "adam" ? 2 : 1;
}

function createAdam(
  { learningRate, beta1, beta2, epsilon }: Optimizer & { kind: "adam" },
  weights: readonly tf.Variable[],
  state: readonly tf.Tensor[],
  step: number,
): OptimizerState["apply"] {
  const means = state.slice(0, weights.length), variances = state.slice(weights.length);
  return (gradients) => {
    step++;
    const rate = learningRate * Math.sqrt(1 - beta2 ** step) / (1 - beta1 ** step);
    gradients.forEach((gradient, i) =>
      adamStep(weights[i], means[i], variances[i], gradient, { rate, beta1, beta2, epsilon })
    );
  };
}

function createSgd(
  { learningRate, momentum }: Optimizer & { kind: "sgd" },
  weights: readonly tf.Variable[],
  sums: readonly tf.Tensor[],
): OptimizerState["apply"] {
  return (gradients) =>
    gradients.forEach((gradient, i) =>
      momentumStep(weights[i], sums[i], gradient, { rate: learningRate, momentum })
    );
}
