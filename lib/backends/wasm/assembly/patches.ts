// Patches: the rows of the matrix that turns a convolution into a matrix product (im2col), never
// stored whole but packed block by block.
//
// A patch is described by three numbers: the address of its image and the place of its upper left
// corner, which may lie in the padding. Where a tap of the filter falls into the padding it reads
// `zeros`, one pixel of zeros.

import { Geometry } from "./geometry";

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

/** The address of the input pixel under tap (ky, kx) of a patch. */
// @ts-ignore: decorator
@inline
export function pixel(g: Geometry, corner: usize, ky: i32, kx: i32, zeros: usize): usize {
  const row = load<i32>(corner, 4) + ky * g.dilationHeight;
  const column = load<i32>(corner, 8) + kx * g.dilationWidth;
  if (<u32>row >= <u32>g.inHeight || <u32>column >= <u32>g.inWidth) return zeros;
  return load<usize>(corner) + (<usize>((row * g.inWidth + column) * g.inChannels) << 2);
}

/** Whether the taps of row ky lie side by side in the image, none of them in the padding. */
// @ts-ignore: decorator
@inline
export function isRun(g: Geometry, corner: usize, ky: i32): bool {
  const row = load<i32>(corner, 4) + ky * g.dilationHeight;
  const column = load<i32>(corner, 8);
  return <u32>row < <u32>g.inHeight && column >= 0 && column + g.filterWidth <= g.inWidth;
}
