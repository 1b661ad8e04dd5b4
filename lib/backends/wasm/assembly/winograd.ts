// Winograd's minimal filtering F(4x4, 3x3): 36 products for a tile of 4x4 outputs where the direct
// convolution takes 144 (Lavin and Gray 2015, arXiv:1509.09308). Its gradients are the transposed
// transforms over the same tiles.
//
// The points are 0, ±a, ±b and infinity with a = 1/√2 and b = √2. They round about twice as much as
// a direct sum; the usual 0, ±1, ±2 do four times.
//
// Here are the transforms of one row or column; each takes vectors that lie `step` bytes apart.

import { Geometry } from "./geometry";
import { multiplyAdd } from "./vector";

/** Outputs along the side of a tile. */
export const OUT_SIDE = 4;
/** Inputs along the side of a tile, and points. */
export const IN_SIDE = 6;
/** Products of a tile. */
export const POINTS = IN_SIDE * IN_SIDE;
/** Bytes of four channels of a tile between the transform of its columns and that of its rows. */
export const HALF_BYTES = POINTS << 4;

const A: f32 = 0.70710678118654752;
const B: f32 = 1.41421356237309505;
/** What Lagrange divides by at ±a and ±b. */
const BY_A: f32 = -0.66666666666666667;
const BY_B: f32 = 0.16666666666666667;

/** Tiles along the height of the output. */
// @ts-ignore: decorator
@inline
export function tileRows(g: Geometry): i32 {
  return (g.outHeight + OUT_SIDE - 1) / OUT_SIDE;
}

/** Tiles along the width of the output. */
// @ts-ignore: decorator
@inline
export function tileColumns(g: Geometry): i32 {
  return (g.outWidth + OUT_SIDE - 1) / OUT_SIDE;
}

/** Six inputs at the six points. */
// @ts-ignore: decorator
@inline
export function inputToPoints(from: usize, step: usize, to: usize, toStep: usize): void {
  const d0 = v128.load(from);
  const d1 = v128.load(from + step);
  const d2 = v128.load(from + 2 * step);
  const d3 = v128.load(from + 3 * step);
  const d4 = v128.load(from + 4 * step);
  const d5 = v128.load(from + 5 * step);
  v128.store(to, multiplyAdd(f32x4.splat(-2.5), d2, f32x4.add(d0, d4)));
  let even = multiplyAdd(f32x4.splat(-2), d2, d4);
  let odd = multiplyAdd(f32x4.splat(-2), d1, d3);
  v128.store(to + toStep, multiplyAdd(f32x4.splat(A), odd, even));
  v128.store(to + 2 * toStep, multiplyAdd(f32x4.splat(-A), odd, even));
  even = multiplyAdd(f32x4.splat(-0.5), d2, d4);
  odd = multiplyAdd(f32x4.splat(-0.5), d1, d3);
  v128.store(to + 3 * toStep, multiplyAdd(f32x4.splat(B), odd, even));
  v128.store(to + 4 * toStep, multiplyAdd(f32x4.splat(-B), odd, even));
  v128.store(to + 5 * toStep, multiplyAdd(f32x4.splat(-2.5), d3, f32x4.add(d1, d5)));
}

/** Three weights of a filter at the six points. */
// @ts-ignore: decorator
@inline
export function filterToPoints(from: usize, step: usize, to: usize, toStep: usize): void {
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
  v128.store(to + 5 * toStep, g2);
}

/**
 * Four outputs of six points, `start` added and clamped below at `floor` if `last`; NaN where one of
 * them is not finite, else 0.
 */
// @ts-ignore: decorator
@inline
export function pointsToOutput(
  from: usize, step: usize, to: usize, toStep: usize, last: bool, start: v128, floor: v128,
): v128 {
  const m1 = v128.load(from + step), m2 = v128.load(from + 2 * step);
  const m3 = v128.load(from + 3 * step), m4 = v128.load(from + 4 * step);
  const evenA = f32x4.add(m1, m2), oddA = f32x4.mul(f32x4.splat(A), f32x4.sub(m1, m2));
  const evenB = f32x4.add(m3, m4), oddB = f32x4.mul(f32x4.splat(B), f32x4.sub(m3, m4));
  const half = f32x4.splat(0.5), two = f32x4.splat(2);
  let y0 = f32x4.add(v128.load(from), f32x4.add(evenA, evenB));
  let y1 = f32x4.add(oddA, oddB);
  let y2 = multiplyAdd(half, evenA, f32x4.mul(two, evenB));
  let y3 = multiplyAdd(half, oddA, multiplyAdd(two, oddB, v128.load(from + 5 * step)));
  let sum = y0;
  if (last) {
    sum = f32x4.add(f32x4.add(y0, y1), f32x4.add(y2, y3));
    y0 = f32x4.max(f32x4.add(y0, start), floor);
    y1 = f32x4.max(f32x4.add(y1, start), floor);
    y2 = f32x4.max(f32x4.add(y2, start), floor);
    y3 = f32x4.max(f32x4.add(y3, start), floor);
  }
  v128.store(to, y0);
  v128.store(to + toStep, y1);
  v128.store(to + 2 * toStep, y2);
  v128.store(to + 3 * toStep, y3);
  return f32x4.sub(sum, sum);
}

/** Gradients of four outputs to those of six points: what `pointsToOutput` does, transposed. */
// @ts-ignore: decorator
@inline
export function outputGradientToPoints(from: usize, step: usize, to: usize, toStep: usize): void {
  const g0 = v128.load(from), g1 = v128.load(from + step);
  const g2 = v128.load(from + 2 * step), g3 = v128.load(from + 3 * step);
  const half = f32x4.splat(0.5), two = f32x4.splat(2);
  v128.store(to, g0);
  let even = multiplyAdd(half, g2, g0);
  let odd = f32x4.mul(f32x4.splat(A), multiplyAdd(half, g3, g1));
  v128.store(to + toStep, f32x4.add(even, odd));
  v128.store(to + 2 * toStep, f32x4.sub(even, odd));
  even = multiplyAdd(two, g2, g0);
  odd = f32x4.mul(f32x4.splat(B), multiplyAdd(two, g3, g1));
  v128.store(to + 3 * toStep, f32x4.add(even, odd));
  v128.store(to + 4 * toStep, f32x4.sub(even, odd));
  v128.store(to + 5 * toStep, g3);
}

/** Gradients of six points to those of three weights: what `filterToPoints` does, transposed. */
// @ts-ignore: decorator
@inline
export function pointsToFilterGradient(from: usize, step: usize, to: usize, toStep: usize): void {
  const m1 = v128.load(from + step), m2 = v128.load(from + 2 * step);
  const m3 = v128.load(from + 3 * step), m4 = v128.load(from + 4 * step);
  const evenA = f32x4.mul(f32x4.splat(BY_A), f32x4.add(m1, m2));
  const evenB = f32x4.mul(f32x4.splat(BY_B), f32x4.add(m3, m4));
  const oddA = f32x4.mul(f32x4.splat(BY_A * A), f32x4.sub(m1, m2));
  const oddB = f32x4.mul(f32x4.splat(BY_B * B), f32x4.sub(m3, m4));
  v128.store(to, f32x4.add(v128.load(from), f32x4.add(evenA, evenB)));
  v128.store(to + toStep, f32x4.add(oddA, oddB));
  v128.store(
    to + 2 * toStep,
    multiplyAdd(
      f32x4.splat(0.5), evenA, multiplyAdd(f32x4.splat(2), evenB, v128.load(from + 5 * step)),
    ),
  );
}

/**
 * Gradients of six points to those of six inputs, what `inputToPoints` does, transposed; added to
 * what is there if `last`. NaN where one of them is not finite, else 0.
 */
// @ts-ignore: decorator
@inline
export function pointsToInputGradient(
  from: usize, step: usize, to: usize, toStep: usize, last: bool,
): v128 {
  const m0 = v128.load(from), m5 = v128.load(from + 5 * step);
  const m1 = v128.load(from + step), m2 = v128.load(from + 2 * step);
  const m3 = v128.load(from + 3 * step), m4 = v128.load(from + 4 * step);
  const evenA = f32x4.add(m1, m2), oddA = f32x4.mul(f32x4.splat(A), f32x4.sub(m1, m2));
  const evenB = f32x4.add(m3, m4), oddB = f32x4.mul(f32x4.splat(B), f32x4.sub(m3, m4));
  const half = f32x4.splat(-0.5), two = f32x4.splat(-2), other = f32x4.splat(-2.5);
  const d1 = multiplyAdd(two, oddA, multiplyAdd(half, oddB, m5));
  const d2 = multiplyAdd(two, evenA, multiplyAdd(half, evenB, f32x4.mul(other, m0)));
  const d3 = multiplyAdd(other, m5, f32x4.add(oddA, oddB));
  const d4 = f32x4.add(m0, f32x4.add(evenA, evenB));
  put(to, m0, last);
  put(to + toStep, d1, last);
  put(to + 2 * toStep, d2, last);
  put(to + 3 * toStep, d3, last);
  put(to + 4 * toStep, d4, last);
  put(to + 5 * toStep, m5, last);
  const sum = f32x4.add(f32x4.add(d1, d2), f32x4.add(d3, d4));
  return f32x4.sub(sum, sum);
}

// @ts-ignore: decorator
@inline
function put(to: usize, value: v128, accumulate: bool): void {
  v128.store(to, accumulate ? f32x4.add(v128.load(to), value) : value);
}
