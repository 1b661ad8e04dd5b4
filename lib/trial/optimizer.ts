/**
 * Optimizers as values.
 *
 * @module
 */
import type { Optimizer } from "./trial.ts";

/**
 * Adam (Kingma and Ba 2014, arXiv 1412.6980) with the defaults of Keras: learning rate 0.001,
 * beta1 0.9, beta2 0.999, epsilon 1e-7.
 *
 * @throws {RangeError} If the learning rate or epsilon is not above 0, or a beta not in [0, 1).
 *
 * @example
 * ```ts
 * const slow = adam({ learningRate: 1e-4 });
 * ```
 */
export function adam(
  options: Partial<Omit<Optimizer & { kind: "adam" }, "kind">> = {},
): Optimizer {
  const { learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 } = options;
  checkPositive("learningRate", learningRate);
  checkShare("beta1", beta1);
  checkShare("beta2", beta2);
  checkPositive("epsilon", epsilon);
  return { kind: "adam", learningRate, beta1, beta2, epsilon };
}

/**
 * Stochastic gradient descent, by default with learning rate 0.01 and momentum 0.9.
 *
 * @throws {RangeError} If the learning rate is not above 0, or the momentum not in [0, 1).
 *
 * @example
 * ```ts
 * const plain = sgd({ learningRate: 0.1, momentum: 0 });
 * ```
 */
export function sgd(options: Partial<Omit<Optimizer & { kind: "sgd" }, "kind">> = {}): Optimizer {
  const { learningRate = 0.01, momentum = 0.9 } = options;
  checkPositive("learningRate", learningRate);
  checkShare("momentum", momentum);
  return { kind: "sgd", learningRate, momentum };
}

function checkPositive(name: string, value: number): void {
  if (!(value > 0 && value < Infinity)) {
    throw new RangeError(`Expected ${name} to be a number above 0, got ${value}.`);
  }
}

function checkShare(name: string, value: number): void {
  if (!(value >= 0 && value < 1)) {
    throw new RangeError(`Expected ${name} to be at least 0 and below 1, got ${value}.`);
  }
}
