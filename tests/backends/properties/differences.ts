/**
 * Gradients against central differences along a drawn direction: Σ dy·(f(p + d·step) − f(p − d·step))
 * / (2·step) is Σ gradient·d.
 *
 * Convolutions, products, poolings and dropout are linear, or linear in pieces. Of whole numbers and
 * a step that is a power of two their differences are exact, so both sides have to be equal. The
 * other kernels are differentiated by their definitions in float64.
 */
import * as tf from "@tensorflow/tfjs";
import { assert } from "@std/assert";
import { dot, drawTensor, norm } from "./tensors.ts";

/** A computation on tensors. */
export type Computation = (...inputs: tf.Tensor[]) => tf.Tensor;

/** A linear or piecewise linear kernel, and where to differentiate it. */
export interface Kernel {
  readonly f: Computation;
  readonly inputs: tf.Tensor[];
  readonly dy: tf.Tensor;
  readonly step: number;
  readonly seed: number;
  /** What an element of f, and of the gradient of each input, may be off by; by default nothing. */
  readonly tolerances?: readonly number[];
}

/** Fails unless the gradient of each input agrees with the differences of the kernel itself. */
export function assertDifferences({ f, inputs, dy, step, seed, tolerances = [] }: Kernel): void {
  const gradients = tf.grads(f)(inputs, dy);
  const dyValues = dy.dataSync();
  inputs.forEach((input, i) => {
    const direction = directionOf(input.shape, seed, i);
    const at = (distance: number) =>
      f(...inputs.with(i, tf.add(input, tf.mul(direction, distance)))).dataSync();
    const [above, below] = [at(step), at(-step)];
    const difference = dot(dyValues, Float64Array.from(above, (y, j) => y - below[j])) / (2 * step);
    const slope = dot(gradients[i].dataSync(), direction.dataSync());
    const [ofY = 0, ofGradient = 0] = [tolerances[0], tolerances[i + 1]];
    // Roundings are independent: their sum grows as the root of their number.
    const allowed = ofY * norm(dyValues) / step + ofGradient * norm(direction.dataSync());
    assertSlope(`input ${i}`, slope, difference, allowed);
  });
}

/** Fails unless a slope is within `allowed` of a difference. */
export function assertSlope(
  what: string,
  slope: number,
  difference: number,
  allowed: number,
): void {
  const close = Math.abs(slope - difference) <= allowed;
  assert(close, `${what}: slope ${slope}, difference ${difference}, not within ${allowed}`);
}

/** -1, 0 or 1 for each element. */
export function directionOf(shape: number[], seed: number, input: number): tf.Tensor {
  return tf.sign(drawTensor(shape, "whole", seed, `direction ${input}`));
}
