// What the direct kernels for images of one channel share.
//
// Such a convolution has too few taps to pay for packing patches. With stride 1 and no dilation, the
// taps of neighbouring pixels lie side by side in the image, so the kernels read them there, three
// taps of a filter's row at a time.

import { Geometry } from "./geometry";
import { COLUMNS, ROWS } from "./tile";

/** Taps that the direct kernels are unrolled for. */
export const TAPS = 3;

/** Whether the direct kernels can take a convolution; all others go through patches. */
export function isDirect(g: Geometry): bool {
  return g.inChannels == 1 && g.filterWidth >= TAPS && g.strideHeight == 1 && g.strideWidth == 1 &&
    g.dilationHeight == 1 && g.dilationWidth == 1 && g.outWidth >= ROWS &&
    g.outChannels >= COLUMNS && g.padTop + g.inHeight <= g.outHeight + g.filterHeight - 1 &&
    g.padLeft + g.inWidth <= g.outWidth + g.filterWidth - 1;
}

/** Bytes of one row of an image with its padding. */
export function paddedRowBytes(g: Geometry): usize {
  return <usize>(g.outWidth + g.filterWidth - 1) << 2;
}

/** Bytes of one image with its padding, a multiple of 16. */
export function paddedBytes(g: Geometry): usize {
  return (<usize>(g.outHeight + g.filterHeight - 1) * paddedRowBytes(g) + 15) & ~15;
}

/**
 * The address of an image with its padding: the image itself if it has none, else a copy at `padded`,
 * which holds zeros, or the image before with the same padding.
 */
export function paddedImage(g: Geometry, image: usize, padded: usize): usize {
  const width = <usize>g.inWidth << 2;
  const paddedWidth = paddedRowBytes(g);
  if (paddedWidth == width && g.outHeight + g.filterHeight - 1 == g.inHeight) return image;
  let to = padded + <usize>g.padTop * paddedWidth + (<usize>g.padLeft << 2);
  for (let row = 0; row < g.inHeight; row++, image += width, to += paddedWidth) {
    memory.copy(to, image, width);
  }
  return padded;
}
