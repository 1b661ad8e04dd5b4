import {
  packA, packB, packTransposedA, packTransposedB,
} from "./pack";
import { EDGE_BYTES, multiplyPanels } from "./tile";

/** Depth of one block: its panels of A and B stay in the caches. */
const DEPTH = 512;
/** Rows of one block of A. */
const HEIGHT = 128;

/** Bytes of workspace for a product with n columns and depth k. */
export function matMulWorkspace(n: i32, k: i32): usize {
  const depth = <usize>min(k, DEPTH);
  const panels = <usize>(n + 7) >> 3;
  return EDGE_BYTES + depth * HEIGHT * 4 + depth * panels * 32;
}

/**
 * C (m x n) = A·B + bias, clamped at 0 if `relu`. A is m x k, or k x m if `transposeA`; B is k x n,
 * or n x k if `transposeB`; all row-major. `bias` holds n values or is null.
 */
export function matMul(
  a: usize, b: usize, c: usize, m: i32, n: i32, k: i32, transposeA: bool, transposeB: bool,
  bias: usize, relu: bool, workspace: usize,
): void {
  const aStride = <usize>(transposeA ? m : k) << 2;
  const bStride = <usize>(transposeB ? k : n) << 2;
  const cStride = <usize>n << 2;
  const packedA = workspace + EDGE_BYTES;
  const packedB = packedA + <usize>min(k, DEPTH) * HEIGHT * 4;
  for (let p = 0; p < k; p += DEPTH) {
    const depth = min(DEPTH, k - p);
    const last = p + depth == k;
    const bFrom = b + (transposeB ? <usize>p << 2 : <usize>p * bStride);
    if (transposeB) packTransposedB(bFrom, bStride, n, depth, packedB);
    else packB(bFrom, bStride, n, depth, packedB);
    for (let i = 0; i < m; i += HEIGHT) {
      const height = min(HEIGHT, m - i);
      if (transposeA) packTransposedA(a + <usize>p * aStride + (<usize>i << 2), aStride, height, depth, packedA);
      else packA(a + <usize>i * aStride + (<usize>p << 2), aStride, height, depth, packedA);
      multiplyPanels(
        packedA, packedB, height, n, depth, c + <usize>i * cStride, cStride, p > 0,
        bias, relu && last, workspace,
      );
    }
  }
}
