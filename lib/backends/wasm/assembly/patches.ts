// Patches: the rows of the matrix that turns a convolution into a matrix product (im2col), never
// stored whole but packed block by block.
//
// A patch is described by three numbers: the address of its image and the place of its upper left
// corner, which may lie in the padding. Where a tap of the filter falls into the padding it reads
// `zeros`, one pixel of zeros.

import { Geometry } from "./geometry";
import { packFourRows } from "./pack";
import { ROWS } from "./tile";

/** Bytes of one patch's description. */
export const CORNER_BYTES: usize = 12;

/** Describes the patches of output pixels `first` ... `first + count - 1` over the input `x`. */
export function describePatches(g: Geometry, x: usize, first: i32, count: i32, corners: usize): void {
  const image = <usize>(g.inHeight * g.inWidth * g.inChannels) << 2;
  let column = first % g.outWidth;
  let row = (first / g.outWidth) % g.outHeight;
  let from = x + <usize>(first / (g.outWidth * g.outHeight)) * image;
  for (let i = 0; i < count; i++, corners += CORNER_BYTES) {
    store<usize>(corners, from);
    store<i32>(corners, row * g.strideHeight - g.padTop, 4);
    store<i32>(corners, column * g.strideWidth - g.padLeft, 8);
    if (++column == g.outWidth) {
      column = 0;
      if (++row == g.outHeight) {
        row = 0;
        from += image;
      }
    }
  }
}

/**
 * Describes, for input pixels `first` ... `first + count - 1`, the patches of `dy` that reach them:
 * the corners of the transposed convolution, before division by the stride.
 */
export function describeTransposedPatches(
  g: Geometry, dy: usize, first: i32, count: i32, corners: usize,
): void {
  const image = <usize>(g.outHeight * g.outWidth * g.outChannels) << 2;
  let column = first % g.inWidth;
  let row = (first / g.inWidth) % g.inHeight;
  let from = dy + <usize>(first / (g.inWidth * g.inHeight)) * image;
  for (let i = 0; i < count; i++, corners += CORNER_BYTES) {
    store<usize>(corners, from);
    store<i32>(corners, row + g.padTop, 4);
    store<i32>(corners, column + g.padLeft, 8);
    if (++column == g.inWidth) {
      column = 0;
      if (++row == g.inHeight) {
        row = 0;
        from += image;
      }
    }
  }
}

/** The address of the input pixel under tap (ky, kx) of a patch. */
// @ts-ignore: decorator
@inline
function pixel(g: Geometry, corner: usize, ky: i32, kx: i32, zeros: usize): usize {
  const row = load<i32>(corner, 4) + ky * g.dilationHeight;
  const column = load<i32>(corner, 8) + kx * g.dilationWidth;
  if (<u32>row >= <u32>g.inHeight || <u32>column >= <u32>g.inWidth) return zeros;
  return load<usize>(corner) + (<usize>((row * g.inWidth + column) * g.inChannels) << 2);
}

/** The address of the pixel of dy that tap (ky, kx) carried to an input pixel. */
// @ts-ignore: decorator
@inline
function transposedPixel(g: Geometry, corner: usize, ky: i32, kx: i32, zeros: usize): usize {
  let row = load<i32>(corner, 4) - ky * g.dilationHeight;
  let column = load<i32>(corner, 8) - kx * g.dilationWidth;
  if (row < 0 || column < 0) return zeros;
  if (g.strideHeight > 1) {
    if (row % g.strideHeight != 0) return zeros;
    row /= g.strideHeight;
  }
  if (g.strideWidth > 1) {
    if (column % g.strideWidth != 0) return zeros;
    column /= g.strideWidth;
  }
  if (row >= g.outHeight || column >= g.outWidth) return zeros;
  return load<usize>(corner) + (<usize>((row * g.outWidth + column) * g.outChannels) << 2);
}

/** Patches as A panels [tap · channel][4], four patches a panel. */
export function packPatches(g: Geometry, corners: usize, count: i32, zeros: usize, to: usize): void {
  const last = corners + <usize>(count - 1) * CORNER_BYTES;
  const tapBytes = <usize>g.inChannels << 4;
  for (let i = 0; i < count; i += ROWS) {
    const p0 = corners + <usize>i * CORNER_BYTES;
    const p1 = min(p0 + CORNER_BYTES, last);
    const p2 = min(p1 + CORNER_BYTES, last);
    const p3 = min(p2 + CORNER_BYTES, last);
    for (let ky = 0; ky < g.filterHeight; ky++) {
      for (let kx = 0; kx < g.filterWidth; kx++, to += tapBytes) {
        packFourRows(
          pixel(g, p0, ky, kx, zeros), pixel(g, p1, ky, kx, zeros),
          pixel(g, p2, ky, kx, zeros), pixel(g, p3, ky, kx, zeros), g.inChannels, to, 16,
        );
      }
    }
  }
}

/** Transposed patches as A panels [tap · channel of dy][4], four input pixels a panel. */
export function packTransposedPatches(
  g: Geometry, corners: usize, count: i32, zeros: usize, to: usize,
): void {
  const last = corners + <usize>(count - 1) * CORNER_BYTES;
  const tapBytes = <usize>g.outChannels << 4;
  for (let i = 0; i < count; i += ROWS) {
    const p0 = corners + <usize>i * CORNER_BYTES;
    const p1 = min(p0 + CORNER_BYTES, last);
    const p2 = min(p1 + CORNER_BYTES, last);
    const p3 = min(p2 + CORNER_BYTES, last);
    for (let ky = 0; ky < g.filterHeight; ky++) {
      for (let kx = 0; kx < g.filterWidth; kx++, to += tapBytes) {
        packFourRows(
          transposedPixel(g, p0, ky, kx, zeros), transposedPixel(g, p1, ky, kx, zeros),
          transposedPixel(g, p2, ky, kx, zeros), transposedPixel(g, p3, ky, kx, zeros),
          g.outChannels, to, 16,
        );
      }
    }
  }
}

/**
 * Patches transposed, as A panels [patch][4], four filter weights a panel: the left factor of the
 * filter gradient. Weights are counted tap by tap, channel by channel.
 */
export function packPatchColumns(g: Geometry, corners: usize, count: i32, zeros: usize, to: usize): void {
  const channels = g.inChannels;
  const panel = <usize>count << 4;
  const whole = channels % ROWS == 0;
  let weight = 0;
  for (let ky = 0; ky < g.filterHeight; ky++) {
    for (let kx = 0; kx < g.filterWidth; kx++, weight += channels) {
      let corner = corners;
      for (let i = 0; i < count; i++, corner += CORNER_BYTES) {
        let from = pixel(g, corner, ky, kx, zeros);
        if (whole) {
          let here = to + <usize>(weight >> 2) * panel + (<usize>i << 4);
          for (const end = from + (<usize>channels << 2); from < end; from += 16, here += panel) {
            v128.store(here, v128.load(from));
          }
        } else {
          for (let k = weight; k < weight + channels; k++, from += 4) {
            store<f32>(to + <usize>(k >> 2) * panel + (<usize>i << 4) + (<usize>(k & 3) << 2), load<f32>(from));
          }
        }
      }
    }
  }
}
