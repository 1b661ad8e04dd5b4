// The products of Winograd's filtering: one matrix product for each point.

import { packA, packB, packFourRows, packTransposedB } from "./pack";
import { COLUMNS, EDGE_BYTES, multiplyPanels, ROWS } from "./tile";
import { winogradPanelsBytes } from "./winograd_tiles";

/** Bytes of a filter of k x n channels, packed, at one point. */
export function winogradPackedFilter(k: i32, n: i32): usize {
  return <usize>k * <usize>((n + 7) & ~7) << 2;
}

/** Packs a filter at its points: [points][k][n], or [points][n][k] if `transposed`. */
export function winogradPackFilter(
  filter: usize, points: i32, k: i32, n: i32, transposed: bool, to: usize,
): void {
  const bytes = <usize>(k * n) << 2;
  const packedBytes = winogradPackedFilter(k, n);
  for (let point = 0; point < points; point++, filter += bytes, to += packedBytes) {
    if (transposed) packTransposedB(filter, <usize>k << 2, n, k, to);
    else packB(filter, <usize>n << 2, n, k, to);
  }
}

/** A filter at its points, [points][n][k], to [points][k][n]; n is a multiple of 4. */
export function winogradTransposeFilter(
  filter: usize, points: i32, k: i32, n: i32, to: usize,
): void {
  const row = <usize>k << 2;
  for (let point = 0; point < points; point++, to += <usize>(k * n) << 2) {
    for (let i = 0; i < n; i += 4, filter += 4 * row) {
      packFourRows(
        filter, filter + row, filter + 2 * row, filter + 3 * row, k, to + (<usize>i << 2),
        <usize>n << 2,
      );
    }
  }
}

/** Bytes of workspace for `winogradMultiply` of `count` tiles. */
export function winogradMultiplyWorkspace(count: i32, k: i32): usize {
  return EDGE_BYTES + (<usize>((count + 3) & ~3) * <usize>k << 2);
}

/** Tiles of k channels times a packed filter give tiles of n channels, both in panels of all of them. */
export function winogradMultiply(
  tiles: usize, filter: usize, to: usize, points: i32, count: i32, k: i32, n: i32, workspace: usize,
): void {
  const packed = workspace + EDGE_BYTES;
  const filterBytes = winogradPackedFilter(k, n);
  const tilesBytes = winogradPanelsBytes(count, k, k), toBytes = winogradPanelsBytes(count, n, n);
  for (let point = 0; point < points; point++, filter += filterBytes) {
    packA(tiles, <usize>k << 2, count, k, packed);
    multiplyPanels(packed, filter, count, n, k, to, <usize>n << 2, false, 0, false, workspace);
    tiles += tilesBytes;
    to += toBytes;
  }
}

/**
 * Tiles of the input in panels of ROWS channels, transposed, times those of the output's gradient in
 * panels of COLUMNS channels give the filter's gradient [points][m][n], added to it if `accumulate`.
 */
export function winogradMultiplyGradient(
  input: usize, gradient: usize, to: usize, points: i32, count: i32, m: i32, n: i32, accumulate: bool,
  workspace: usize,
): void {
  const inputBytes = winogradPanelsBytes(count, m, ROWS);
  const gradientBytes = winogradPanelsBytes(count, n, COLUMNS);
  for (let point = 0; point < points; point++, to += <usize>(m * n) << 2) {
    multiplyPanels(
      input, gradient, m, n, count, to, <usize>n << 2, accumulate, 0, false, workspace,
    );
    input += inputBytes;
    gradient += gradientBytes;
  }
}
