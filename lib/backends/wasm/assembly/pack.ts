// Packing of row-major matrices into the panels that the micro-kernel reads.
// Lanes beyond the matrix repeat its last row or keep what was there: the rows and columns of C
// that they would give are never copied out.

import { COLUMNS, ROWS } from "./tile";

/** Four rows of `count` values, transposed to [count][4] with `step` bytes between its rows. */
export function packFourRows(
  r0: usize, r1: usize, r2: usize, r3: usize, count: i32, to: usize, step: usize,
): void {
  let k = 0;
  for (; k + 4 <= count; k += 4) {
    const v0 = v128.load(r0), v1 = v128.load(r1), v2 = v128.load(r2), v3 = v128.load(r3);
    const low01 = v128.shuffle<f32>(v0, v1, 0, 4, 1, 5);
    const low23 = v128.shuffle<f32>(v2, v3, 0, 4, 1, 5);
    const high01 = v128.shuffle<f32>(v0, v1, 2, 6, 3, 7);
    const high23 = v128.shuffle<f32>(v2, v3, 2, 6, 3, 7);
    v128.store(to, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
    to += step;
    v128.store(to, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7));
    to += step;
    v128.store(to, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5));
    to += step;
    v128.store(to, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7));
    to += step;
    r0 += 16; r1 += 16; r2 += 16; r3 += 16;
  }
  for (; k < count; k++) {
    store<f32>(to, load<f32>(r0));
    store<f32>(to, load<f32>(r1), 4);
    store<f32>(to, load<f32>(r2), 8);
    store<f32>(to, load<f32>(r3), 12);
    to += step;
    r0 += 4; r1 += 4; r2 += 4; r3 += 4;
  }
}

/** A (m x k, rows `stride` bytes apart) to panels [k][4]. */
export function packA(from: usize, stride: usize, m: i32, k: i32, to: usize): void {
  for (let i = 0; i < m; i += ROWS, to += <usize>k << 4) {
    const r0 = from + <usize>i * stride;
    const r1 = from + <usize>min(i + 1, m - 1) * stride;
    const r2 = from + <usize>min(i + 2, m - 1) * stride;
    const r3 = from + <usize>min(i + 3, m - 1) * stride;
    packFourRows(r0, r1, r2, r3, k, to, 16);
  }
}

/** A stored transposed (k x m, rows `stride` bytes apart) to panels [k][4]. */
export function packTransposedA(from: usize, stride: usize, m: i32, k: i32, to: usize): void {
  for (let i = 0; i < m; i += ROWS, from += 16) {
    if (i + ROWS <= m) {
      let row = from;
      for (const end = to + (<usize>k << 4); to < end; to += 16, row += stride) {
        v128.store(to, v128.load(row));
      }
    } else {
      const width = <usize>(m - i) << 2;
      for (let p = 0; p < k; p++, to += 16) memory.copy(to, from + <usize>p * stride, width);
    }
  }
}

/** B (k x n, rows `stride` bytes apart) to panels [k][8]. */
export function packB(from: usize, stride: usize, n: i32, k: i32, to: usize): void {
  for (let j = 0; j < n; j += COLUMNS, from += 32) {
    if (j + COLUMNS <= n) {
      let row = from;
      for (const end = to + (<usize>k << 5); to < end; to += 32, row += stride) {
        v128.store(to, v128.load(row));
        v128.store(to, v128.load(row, 16), 16);
      }
    } else {
      const width = <usize>(n - j) << 2;
      for (let p = 0; p < k; p++, to += 32) memory.copy(to, from + <usize>p * stride, width);
    }
  }
}

/** B stored transposed (n x k, rows `stride` bytes apart) to panels [k][8]. */
export function packTransposedB(from: usize, stride: usize, n: i32, k: i32, to: usize): void {
  for (let j = 0; j < n; j += COLUMNS, to += <usize>k << 5) {
    for (let half = 0; half < COLUMNS; half += 4) {
      const first = j + half;
      const r0 = from + <usize>min(first, n - 1) * stride;
      const r1 = from + <usize>min(first + 1, n - 1) * stride;
      const r2 = from + <usize>min(first + 2, n - 1) * stride;
      const r3 = from + <usize>min(first + 3, n - 1) * stride;
      packFourRows(r0, r1, r2, r3, k, to + (<usize>half << 2), 32);
    }
  }
}
