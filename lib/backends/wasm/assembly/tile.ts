// The micro-kernel: every matrix product of Sweepbook ends here.
//
// One tile is 4 rows by 8 columns of C. A is packed [k][4] and B [k][8], so a step of k is three
// vector loads, four shuffle-splats and eight multiply-adds; eight accumulators, two columns and a
// splat stay within the vector registers.

import { multiplyAdd } from "./vector";

/** Rows of a tile, and the width of an A panel. */
export const ROWS = 4;
/** Columns of a tile, and the width of a B panel. */
export const COLUMNS = 8;

/**
 * C = start + A·B over one tile, `start` being C itself if `accumulate`, else the bias (8 values
 * at `bias`, or 0 if `bias` is null); with `relu` the sum is clamped at 0. `stride` is the
 * distance of two rows of C in bytes.
 */
export function tile(
  a: usize, b: usize, k: i32, c: usize, stride: usize, accumulate: bool, bias: usize, relu: bool,
): void {
  const c1 = c + stride;
  const c2 = c1 + stride;
  const c3 = c2 + stride;
  let s00: v128, s01: v128, s10: v128, s11: v128, s20: v128, s21: v128, s30: v128, s31: v128;
  if (accumulate) {
    s00 = v128.load(c); s01 = v128.load(c, 16);
    s10 = v128.load(c1); s11 = v128.load(c1, 16);
    s20 = v128.load(c2); s21 = v128.load(c2, 16);
    s30 = v128.load(c3); s31 = v128.load(c3, 16);
  } else {
    s00 = f32x4.splat(0); s01 = s00;
    if (bias) {
      s00 = v128.load(bias);
      s01 = v128.load(bias, 16);
    }
    s10 = s00; s11 = s01; s20 = s00; s21 = s01; s30 = s00; s31 = s01;
  }
  for (const end = a + (<usize>k << 4); a < end; a += 16, b += 32) {
    const rows = v128.load(a);
    const left = v128.load(b);
    const right = v128.load(b, 16);
    let splat = v128.shuffle<f32>(rows, rows, 0, 0, 0, 0);
    s00 = multiplyAdd(splat, left, s00);
    s01 = multiplyAdd(splat, right, s01);
    splat = v128.shuffle<f32>(rows, rows, 1, 1, 1, 1);
    s10 = multiplyAdd(splat, left, s10);
    s11 = multiplyAdd(splat, right, s11);
    splat = v128.shuffle<f32>(rows, rows, 2, 2, 2, 2);
    s20 = multiplyAdd(splat, left, s20);
    s21 = multiplyAdd(splat, right, s21);
    splat = v128.shuffle<f32>(rows, rows, 3, 3, 3, 3);
    s30 = multiplyAdd(splat, left, s30);
    s31 = multiplyAdd(splat, right, s31);
  }
  if (relu) {
    // NaN stays NaN with pmax too, which is one instruction where max is nine.
    const zero = f32x4.splat(0);
    s00 = f32x4.pmax(s00, zero); s01 = f32x4.pmax(s01, zero);
    s10 = f32x4.pmax(s10, zero); s11 = f32x4.pmax(s11, zero);
    s20 = f32x4.pmax(s20, zero); s21 = f32x4.pmax(s21, zero);
    s30 = f32x4.pmax(s30, zero); s31 = f32x4.pmax(s31, zero);
  }
  v128.store(c, s00); v128.store(c, s01, 16);
  v128.store(c1, s10); v128.store(c1, s11, 16);
  v128.store(c2, s20); v128.store(c2, s21, 16);
  v128.store(c3, s30); v128.store(c3, s31, 16);
}

/** A tile that sticks out of C: computed in `scratch` (128 bytes), then the part within is copied. */
export function edgeTile(
  a: usize, b: usize, k: i32, c: usize, stride: usize, accumulate: bool, bias: usize, relu: bool,
  rows: i32, columns: i32, scratch: usize,
): void {
  const width = <usize>columns << 2;
  const biasCopy = scratch + 128;
  if (accumulate) {
    for (let i = 0; i < rows; i++) memory.copy(scratch + (<usize>i << 5), c + <usize>i * stride, width);
  } else if (bias) {
    memory.copy(biasCopy, bias, width);
  }
  tile(a, b, k, scratch, 32, accumulate, bias ? biasCopy : 0, relu);
  for (let i = 0; i < rows; i++) memory.copy(c + <usize>i * stride, scratch + (<usize>i << 5), width);
}

/** Bytes that `edgeTile` needs at `scratch`. */
export const EDGE_BYTES = 160;

/**
 * C (m x n, rows `stride` bytes apart) = start + A·B over packed panels: A in ceil(m / 4) panels of
 * k·16 bytes, B in ceil(n / 8) panels of k·32 bytes. A panel of B stays in the first-level cache
 * while the panels of A pass by. `bias` holds n values or is null.
 */
export function multiplyPanels(
  a: usize, b: usize, m: i32, n: i32, k: i32, c: usize, stride: usize, accumulate: bool,
  bias: usize, relu: bool, scratch: usize,
): void {
  const aPanel = <usize>k << 4;
  const bPanel = <usize>k << 5;
  for (let j = 0; j < n; j += COLUMNS, b += bPanel) {
    const columns = min(COLUMNS, n - j);
    const biasHere = bias ? bias + (<usize>j << 2) : 0;
    let aHere = a;
    let cHere = c + (<usize>j << 2);
    for (let i = 0; i < m; i += ROWS, aHere += aPanel, cHere += stride << 2) {
      const rows = min(ROWS, m - i);
      if (rows == ROWS && columns == COLUMNS) {
        tile(aHere, b, k, cHere, stride, accumulate, biasHere, relu);
      } else {
        edgeTile(aHere, b, k, cHere, stride, accumulate, biasHere, relu, rows, columns, scratch);
      }
    }
  }
}
