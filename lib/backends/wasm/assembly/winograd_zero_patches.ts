// Where a patch of 3x3 pixels holds nothing but zeros, a direct sum is exactly 0, and relu lets no
// gradient through. Winograd's filtering leaves the rounding of the other pixels of its tile there,
// half of which is above 0. So such outputs are written again: what is found is exact, and no value
// that a direct sum takes for a small one is lost.

import { pixelBits, REACH, SPAN, wordsOf } from "./bits";
import { Geometry } from "./geometry";

/** Writes max(bias, floor) to the pixels of one image of y whose patches of x are zero; bias may be null. */
export function zeroOutputs(g: Geometry, x: usize, bias: usize, floor: f32, y: usize): void {
  zeroPatches(
    x, g.inHeight, g.inWidth, <usize>g.inChannels << 2, -g.padTop, -g.padLeft,
    y, g.outHeight, g.outWidth, <usize>g.outChannels << 2, bias, floor,
  );
}

/** Writes 0 to the pixels of one image of dx that reach outputs of zero gradient only. */
export function zeroInputGradients(g: Geometry, dy: usize, dx: usize): void {
  // Pixel (i, j) reaches the outputs from (i + padTop - 2, j + padLeft - 2) on.
  zeroPatches(
    dy, g.outHeight, g.outWidth, <usize>g.outChannels << 2, g.padTop - 2, g.padLeft - 2,
    dx, g.inHeight, g.inWidth, <usize>g.inChannels << 2, 0, -Infinity,
  );
}

/** `to` takes its first patch at (top, left) of `from`; pixels are in bytes. */
function zeroPatches(
  from: usize, height: i32, width: i32, fromPixel: usize, top: i32, left: i32,
  to: usize, toHeight: i32, toWidth: i32, toPixel: usize, bias: usize, floor: f32,
): void {
  for (let word = 0; word < wordsOf(toWidth); word++) {
    const column = word * SPAN;
    const first = left + column;
    const outputs = <u32>-1 << (32 - min(SPAN, toWidth - column));
    let row = 0, known = false;
    let upper: u32 = 0, middle: u32 = 0;
    while (row < toHeight) {
      // The last row of the patches first: where it leaves none for zero, so it does in the two rows
      // of outputs that follow and see it too.
      const lower = pixelBits(from, height, width, fromPixel, top + row + 2, first, REACH);
      if (!zerosIn(lower, outputs)) {
        known = false;
        row += 3;
        continue;
      }
      if (!known) middle = pixelBits(from, height, width, fromPixel, top + row + 1, first, REACH);
      if (!zerosIn(middle | lower, outputs)) {
        known = false;
        row += 2;
        continue;
      }
      if (!known) upper = pixelBits(from, height, width, fromPixel, top + row, first, REACH);
      const at = to + <usize>(row * toWidth + column) * toPixel;
      writeBias(zerosIn(upper | middle | lower, outputs), at, toPixel, bias, floor);
      upper = middle;
      middle = lower;
      known = true;
      row++;
    }
  }
}

/** Those of the `outputs` that see none of the pixels in a row. */
// @ts-ignore: decorator
@inline
function zerosIn(pixels: u32, outputs: u32): u32 {
  return ~(pixels | pixels << 1 | pixels << 2) & outputs;
}

/** Writes max(bias, floor), or 0 if bias is null, to these of the pixels from `to` on. */
function writeBias(places: u32, to: usize, pixel: usize, bias: usize, floor: f32): void {
  let value = f32x4.splat(0);
  for (; places; places <<= 1, to += pixel) {
    if (!(places >>> 31)) continue;
    for (let channel: usize = 0; channel < pixel; channel += 16) {
      if (bias) {
        // Added to 0 as to a sum, which makes 0 of -0.
        const sum = f32x4.add(f32x4.splat(0), v128.load(bias + channel));
        value = f32x4.pmax(sum, f32x4.splat(floor));
      }
      v128.store(to + channel, value);
    }
  }
}
