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
  from: usize, fromHeight: i32, fromWidth: i32, fromPixel: usize, top: i32, left: i32,
  to: usize, toHeight: i32, toWidth: i32, toPixel: usize, bias: usize, floor: f32,
): void {
  for (let word = 0; word < wordsOf(toWidth); word++) {
    const column = word * SPAN;
    const count = min(SPAN, toWidth - column);
    const outputs = <u32>-1 << (32 - count);
    let first = pixelBits(from, fromHeight, fromWidth, fromPixel, top, left + column, REACH);
    let second = pixelBits(from, fromHeight, fromWidth, fromPixel, top + 1, left + column, REACH);
    for (let row = 0; row < toHeight; row++) {
      const third =
        pixelBits(from, fromHeight, fromWidth, fromPixel, top + row + 2, left + column, REACH);
      const rows = first | second | third;
      let zeros = ~(rows | rows << 1 | rows << 2) & outputs;
      while (zeros) {
        const place = clz(zeros);
        zeros ^= <u32>1 << (31 - place);
        const at = to + <usize>(row * toWidth + column + place) * toPixel;
        writeBias(at, at + toPixel, bias, floor);
      }
      first = second;
      second = third;
    }
  }
}

// @ts-ignore: decorator
@inline
function writeBias(to: usize, end: usize, bias: usize, floor: f32): void {
  let value = f32x4.splat(0);
  for (; to < end; to += 16) {
    if (bias) {
      // As the sum and the bias would be added.
      value = f32x4.pmax(f32x4.add(f32x4.splat(0), v128.load(bias)), f32x4.splat(floor));
      bias += 16;
    }
    v128.store(to, value);
  }
}
