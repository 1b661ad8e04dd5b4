// Patches as rows of a stored matrix, for a product that is done elsewhere, and what such a product
// leaves to do.

import { addPatches, copyPatches } from "./fold";
import { Geometry } from "./geometry";
import { CORNER_BYTES, describePatches } from "./patches";

/** Bytes of workspace for `count` patches. */
export function unfoldWorkspace(count: i32): usize {
  return <usize>count * CORNER_BYTES;
}

/**
 * Patches of output pixels `first` ... `first + count - 1` over x, as a row-major matrix count x
 * (taps · inChannels) at `patches`; padding reads as zeros.
 */
export function unfold(
  g: Geometry, x: usize, first: i32, count: i32, patches: usize, workspace: usize,
): void {
  describePatches(g, x, first, count, workspace);
  copyPatches(g, workspace, count, patches);
}

/** Adds such a matrix to dx, each patch where it was cut. */
export function fold(
  g: Geometry, dx: usize, first: i32, count: i32, patches: usize, workspace: usize,
): void {
  describePatches(g, dx, first, count, workspace);
  addPatches(g, workspace, count, patches);
}

/** y (rows x channels) += bias, or as it is if `bias` is null, clamped at 0 if `relu`. */
export function addBias(y: usize, bias: usize, rows: i32, channels: i32, relu: bool): void {
  const zero = f32x4.splat(0);
  for (let i = 0; i < rows; i++) {
    let c = 0;
    for (; c + 4 <= channels; c += 4, y += 16) {
      let sum = v128.load(y);
      if (bias) sum = f32x4.add(sum, v128.load(bias + (<usize>c << 2)));
      v128.store(y, relu ? f32x4.pmax(sum, zero) : sum);
    }
    for (; c < channels; c++, y += 4) {
      let sum = load<f32>(y);
      if (bias) sum += load<f32>(bias + (<usize>c << 2));
      store<f32>(y, relu ? max<f32>(sum, 0) : sum);
    }
  }
}
