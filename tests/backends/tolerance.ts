/**
 * How far a kernel may be off: everything that the properties allow, in one place.
 *
 * Sums of products of small whole numbers are exact in float32, whatever their order, so there a
 * dropped term, a wrong lane or a doubled one shows in full. Real numbers are there to show a loss of
 * precision. Their sums may be off by a share of the largest sum possible, `depth` times the
 * largest product: an error that grows as rounding does, and far below any one term.
 */
import { assert } from "@std/assert";
import type { Numbers } from "./properties/tensors.ts";

/** The relative error of one rounding to float32. */
export const ROUNDING = 2 ** -24;

/** Roundings of the largest sum possible by which two orders of summation may differ; up to 1.1 do. */
const SUMS = 4;

/**
 * The same for a convolution that goes through Winograd's F(4x4, 3x3), whose transforms multiply and
 * cancel: whole numbers are not exact there either. Up to 4.5 are needed.
 */
const WINOGRAD_SUMS = 6;

/** Roundings of one quotient, root or product of a few factors. */
const STEPS = 8;

/** A sum of products: how many, their factors, and by which algorithm. */
export interface Sum {
  readonly depth: number;
  /** The largest product of two factors. */
  readonly largest: number;
  readonly numbers: Numbers;
  readonly winograd?: boolean;
}

/** What one element of a sum of products may be off by. */
export function sumTolerance({ depth, largest, numbers, winograd = false }: Sum): number {
  if (winograd) return WINOGRAD_SUMS * ROUNDING * depth * largest;
  return numbers === "whole" ? 0 : SUMS * ROUNDING * depth * largest;
}

/** What a value of about `scale`, computed in a few steps from exact ones, may be off by. */
export function stepTolerance(scale: number): number {
  return STEPS * ROUNDING * scale;
}

/** Fails unless each value is within its tolerance of what is expected; NaN is equal to NaN. */
export function assertWithin(
  what: string,
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number | ((element: number) => number),
): void {
  assert(
    actual.length === expected.length,
    `${what}: ${actual.length} values, not ${expected.length}`,
  );
  for (let i = 0; i < expected.length; i++) {
    // Infinities and NaN have no distance.
    if (Object.is(actual[i], expected[i])) continue;
    const allowed = typeof tolerance === "number" ? tolerance : tolerance(i);
    assert(
      Math.abs(actual[i] - expected[i]) <= allowed,
      `${what}: value ${i} is ${actual[i]}, not ${expected[i]} within ${allowed}`,
    );
  }
}
