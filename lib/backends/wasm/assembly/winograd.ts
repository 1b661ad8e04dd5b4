// Winograd's minimal filtering F(4x4, 3x3): 36 products for a tile of 4x4 outputs where the direct
// convolution takes 144 (Lavin and Gray 2015, arXiv:1509.09308). Its gradients are the transposed
// transforms over the same tiles.
//
// The points are 0, ±a, ±b and infinity with a = 1/√2 and b = √2. They round about twice as much as
// a direct sum; the usual 0, ±1, ±2 do four times. Without infinity they give F(3x3, 3x3), 25
// products for 9 outputs, which leaves less of a tile unused on maps such as 9x9.
//
// Here are the transforms of one row or column, and the transforms of their gradients. Each reads
// vectors `step` bytes apart; what only the point at infinity takes is left out unless `infinity`.

import { multiplyAdd } from "./vector";

/** Bytes of a row of four channels between the transform of the columns and that of the rows. */
export const HALF_ROW: usize = 6 << 4;
/** Bytes of all such rows. */
export const HALF_BYTES: usize = 6 * HALF_ROW;

const A: f32 = 0.70710678118654752;
const B: f32 = 1.41421356237309505;
/** What Lagrange divides by at ±a and ±b. */
const BY_A: f32 = -0.66666666666666667;
const BY_B: f32 = 0.16666666666666667;

/** Inputs at the points. */
// @ts-ignore: decorator
@inline
export function inputTransform(
  from: usize, step: usize, to: usize, toStep: usize, infinity: bool,
): void {
  const d0 = v128.load(from);
  const d1 = v128.load(from + step);
  const d2 = v128.load(from + 2 * step);
  const d3 = v128.load(from + 3 * step);
  const d4 = v128.load(from + 4 * step);
  v128.store(to, multiplyAdd(f32x4.splat(-2.5), d2, f32x4.add(d0, d4)));
  let even = multiplyAdd(f32x4.splat(-2), d2, d4);
  let odd = multiplyAdd(f32x4.splat(-2), d1, d3);
  v128.store(to + toStep, multiplyAdd(f32x4.splat(A), odd, even));
  v128.store(to + 2 * toStep, multiplyAdd(f32x4.splat(-A), odd, even));
  even = multiplyAdd(f32x4.splat(-0.5), d2, d4);
  odd = multiplyAdd(f32x4.splat(-0.5), d1, d3);
  v128.store(to + 3 * toStep, multiplyAdd(f32x4.splat(B), odd, even));
  v128.store(to + 4 * toStep, multiplyAdd(f32x4.splat(-B), odd, even));
  if (!infinity) return;
  const d5 = v128.load(from + 5 * step);
  v128.store(to + 5 * toStep, multiplyAdd(f32x4.splat(-2.5), d3, f32x4.add(d1, d5)));
}

/** Three weights of a filter at the points. */
// @ts-ignore: decorator
@inline
export function filterTransform(
  from: usize, step: usize, to: usize, toStep: usize, infinity: bool,
): void {
  const g0 = v128.load(from), g1 = v128.load(from + step), g2 = v128.load(from + 2 * step);
  v128.store(to, g0);
  let even = f32x4.mul(f32x4.splat(BY_A), multiplyAdd(f32x4.splat(0.5), g2, g0));
  let odd = f32x4.mul(f32x4.splat(BY_A * A), g1);
  v128.store(to + toStep, f32x4.add(even, odd));
  v128.store(to + 2 * toStep, f32x4.sub(even, odd));
  even = f32x4.mul(f32x4.splat(BY_B), multiplyAdd(f32x4.splat(2), g2, g0));
  odd = f32x4.mul(f32x4.splat(BY_B * B), g1);
  v128.store(to + 3 * toStep, f32x4.add(even, odd));
  v128.store(to + 4 * toStep, f32x4.sub(even, odd));
  if (infinity) v128.store(to + 5 * toStep, g2);
}

/**
 * Outputs of points, `start` added and clamped below at `floor` if `last`; NaN where one of
 * them is not finite, else 0.
 */
// @ts-ignore: decorator
@inline
export function outputTransform(
  from: usize, step: usize, to: usize, toStep: usize, infinity: bool, last: bool, start: v128,
  floor: v128,
): v128 {
  const m1 = v128.load(from + step), m2 = v128.load(from + 2 * step);
  const m3 = v128.load(from + 3 * step), m4 = v128.load(from + 4 * step);
  const evenA = f32x4.add(m1, m2), oddA = f32x4.mul(f32x4.splat(A), f32x4.sub(m1, m2));
  const evenB = f32x4.add(m3, m4), oddB = f32x4.mul(f32x4.splat(B), f32x4.sub(m3, m4));
  const half = f32x4.splat(0.5), two = f32x4.splat(2);
  let y0 = f32x4.add(v128.load(from), f32x4.add(evenA, evenB));
  let y1 = f32x4.add(oddA, oddB);
  let y2 = multiplyAdd(half, evenA, f32x4.mul(two, evenB));
  let sum = f32x4.add(f32x4.add(y0, y1), y2);
  if (infinity) {
    let y3 = multiplyAdd(half, oddA, multiplyAdd(two, oddB, v128.load(from + 5 * step)));
    if (last) {
      sum = f32x4.add(sum, y3);
      y3 = f32x4.pmax(f32x4.add(y3, start), floor);
    }
    v128.store(to + 3 * toStep, y3);
  }
  if (last) {
    y0 = f32x4.pmax(f32x4.add(y0, start), floor);
    y1 = f32x4.pmax(f32x4.add(y1, start), floor);
    y2 = f32x4.pmax(f32x4.add(y2, start), floor);
  }
  v128.store(to, y0);
  v128.store(to + toStep, y1);
  v128.store(to + 2 * toStep, y2);
  return f32x4.sub(sum, sum);
}

/** Gradients of outputs to those of points: `outputTransform` transposed. */
// @ts-ignore: decorator
@inline
export function outputTransformGradient(
  from: usize, step: usize, to: usize, toStep: usize, infinity: bool,
): void {
  const g0 = v128.load(from), g1 = v128.load(from + step), g2 = v128.load(from + 2 * step);
  const half = f32x4.splat(0.5), two = f32x4.splat(2);
  let oddA = g1, oddB = g1;
  if (infinity) {
    const g3 = v128.load(from + 3 * step);
    v128.store(to + 5 * toStep, g3);
    oddA = multiplyAdd(half, g3, g1);
    oddB = multiplyAdd(two, g3, g1);
  }
  oddA = f32x4.mul(f32x4.splat(A), oddA);
  oddB = f32x4.mul(f32x4.splat(B), oddB);
  const evenA = multiplyAdd(half, g2, g0), evenB = multiplyAdd(two, g2, g0);
  v128.store(to, g0);
  v128.store(to + toStep, f32x4.add(evenA, oddA));
  v128.store(to + 2 * toStep, f32x4.sub(evenA, oddA));
  v128.store(to + 3 * toStep, f32x4.add(evenB, oddB));
  v128.store(to + 4 * toStep, f32x4.sub(evenB, oddB));
}

/** Gradients of points to those of three weights: `filterTransform` transposed. */
// @ts-ignore: decorator
@inline
export function filterTransformGradient(
  from: usize, step: usize, to: usize, toStep: usize, infinity: bool,
): void {
  const m1 = v128.load(from + step), m2 = v128.load(from + 2 * step);
  const m3 = v128.load(from + 3 * step), m4 = v128.load(from + 4 * step);
  const evenA = f32x4.mul(f32x4.splat(BY_A), f32x4.add(m1, m2));
  const evenB = f32x4.mul(f32x4.splat(BY_B), f32x4.add(m3, m4));
  const oddA = f32x4.mul(f32x4.splat(BY_A * A), f32x4.sub(m1, m2));
  const oddB = f32x4.mul(f32x4.splat(BY_B * B), f32x4.sub(m3, m4));
  v128.store(to, f32x4.add(v128.load(from), f32x4.add(evenA, evenB)));
  v128.store(to + toStep, f32x4.add(oddA, oddB));
  let last = f32x4.mul(f32x4.splat(2), evenB);
  if (infinity) last = f32x4.add(last, v128.load(from + 5 * step));
  v128.store(to + 2 * toStep, multiplyAdd(f32x4.splat(0.5), evenA, last));
}

/**
 * Gradients of points to those of inputs: `inputTransform` transposed; added to what is there if
 * `last`. NaN where one of them is not finite, else 0.
 */
// @ts-ignore: decorator
@inline
export function inputTransformGradient(
  from: usize, step: usize, to: usize, toStep: usize, infinity: bool, last: bool,
): v128 {
  const m0 = v128.load(from);
  const m1 = v128.load(from + step), m2 = v128.load(from + 2 * step);
  const m3 = v128.load(from + 3 * step), m4 = v128.load(from + 4 * step);
  const evenA = f32x4.add(m1, m2), oddA = f32x4.mul(f32x4.splat(A), f32x4.sub(m1, m2));
  const evenB = f32x4.add(m3, m4), oddB = f32x4.mul(f32x4.splat(B), f32x4.sub(m3, m4));
  const half = f32x4.splat(-0.5), two = f32x4.splat(-2), other = f32x4.splat(-2.5);
  let d1 = multiplyAdd(half, oddB, f32x4.mul(two, oddA));
  const d2 = multiplyAdd(two, evenA, multiplyAdd(half, evenB, f32x4.mul(other, m0)));
  let d3 = f32x4.add(oddA, oddB);
  const d4 = f32x4.add(m0, f32x4.add(evenA, evenB));
  if (infinity) {
    const m5 = v128.load(from + 5 * step);
    d1 = f32x4.add(d1, m5);
    d3 = multiplyAdd(other, m5, d3);
    put(to + 5 * toStep, m5, last);
  }
  put(to, m0, last);
  put(to + toStep, d1, last);
  put(to + 2 * toStep, d2, last);
  put(to + 3 * toStep, d3, last);
  put(to + 4 * toStep, d4, last);
  const sum = f32x4.add(f32x4.add(d1, d2), f32x4.add(d3, d4));
  return f32x4.sub(sum, sum);
}

// @ts-ignore: decorator
@inline
function put(to: usize, value: v128, accumulate: bool): void {
  v128.store(to, accumulate ? f32x4.add(v128.load(to), value) : value);
}
