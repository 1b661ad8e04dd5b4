import { Geometry } from "./geometry";
import { isDirect, paddedBytes, paddedImage, paddedRowBytes, TAPS } from "./one_channel";
import { COLUMNS, ROWS } from "./tile";
import { multiplyAdd } from "./vector";

/** Whether this kernel takes a convolution. */
export function isOneChannel(g: Geometry): bool {
  return isDirect(g) && g.filterWidth == TAPS;
}

/**
 * `conv2D` where `isOneChannel`, row by row of y; `workspace` holds one padded image. The last tile of
 * a row, and of its channels, overlaps the one before and writes the same values again.
 */
export function conv2DOneChannel(
  g: Geometry, x: usize, filter: usize, bias: usize, relu: bool, y: usize, workspace: usize,
): void {
  const image = <usize>(g.inHeight * g.inWidth) << 2;
  const rowBytes = paddedRowBytes(g);
  const stride = <usize>g.outChannels << 2;
  memory.fill(workspace, 0, paddedBytes(g));
  for (let b = 0; b < g.batch; b++, x += image) {
    let from = paddedImage(g, x, workspace);
    for (let row = 0; row < g.outHeight; row++, from += rowBytes, y += <usize>g.outWidth * stride) {
      for (let c = 0; c < g.outChannels; c += COLUMNS) {
        const channel = <usize>min(c, g.outChannels - COLUMNS) << 2;
        convolveRow(
          from, rowBytes, filter + channel, g.filterHeight, bias ? bias + channel : 0, relu,
          y + channel, stride, g.outWidth,
        );
      }
    }
  }
}

/** A row of y, 8 channels of it, in tiles of 4 pixels: 6 pixels of a row of x serve all 3 taps. */
function convolveRow(
  x: usize, rowBytes: usize, filter: usize, height: i32, bias: usize, relu: bool,
  y: usize, stride: usize, width: i32,
): void {
  const zero = f32x4.splat(0);
  let bias0 = zero, bias1 = zero;
  if (bias) {
    bias0 = v128.load(bias);
    bias1 = v128.load(bias, 16);
  }
  for (let column = 0; column < width; column += ROWS) {
    const first = <usize>min(column, width - ROWS);
    let from = x + (first << 2);
    let weights = filter;
    let s00 = bias0, s01 = bias1, s10 = bias0, s11 = bias1;
    let s20 = bias0, s21 = bias1, s30 = bias0, s31 = bias1;
    for (let ky = 0; ky < height; ky++, from += rowBytes, weights += stride) {
      let pixels = v128.load(from);
      const x0 = v128.shuffle<f32>(pixels, pixels, 0, 0, 0, 0);
      const x1 = v128.shuffle<f32>(pixels, pixels, 1, 1, 1, 1);
      const x2 = v128.shuffle<f32>(pixels, pixels, 2, 2, 2, 2);
      const x3 = v128.shuffle<f32>(pixels, pixels, 3, 3, 3, 3);
      let left = v128.load(weights), right = v128.load(weights, 16);
      s00 = multiplyAdd(x0, left, s00); s01 = multiplyAdd(x0, right, s01);
      s10 = multiplyAdd(x1, left, s10); s11 = multiplyAdd(x1, right, s11);
      s20 = multiplyAdd(x2, left, s20); s21 = multiplyAdd(x2, right, s21);
      s30 = multiplyAdd(x3, left, s30); s31 = multiplyAdd(x3, right, s31);
      pixels = v128.load(from, 8);
      const x4 = v128.shuffle<f32>(pixels, pixels, 2, 2, 2, 2);
      weights += stride;
      left = v128.load(weights); right = v128.load(weights, 16);
      s00 = multiplyAdd(x1, left, s00); s01 = multiplyAdd(x1, right, s01);
      s10 = multiplyAdd(x2, left, s10); s11 = multiplyAdd(x2, right, s11);
      s20 = multiplyAdd(x3, left, s20); s21 = multiplyAdd(x3, right, s21);
      s30 = multiplyAdd(x4, left, s30); s31 = multiplyAdd(x4, right, s31);
      const x5 = v128.shuffle<f32>(pixels, pixels, 3, 3, 3, 3);
      weights += stride;
      left = v128.load(weights); right = v128.load(weights, 16);
      s00 = multiplyAdd(x2, left, s00); s01 = multiplyAdd(x2, right, s01);
      s10 = multiplyAdd(x3, left, s10); s11 = multiplyAdd(x3, right, s11);
      s20 = multiplyAdd(x4, left, s20); s21 = multiplyAdd(x4, right, s21);
      s30 = multiplyAdd(x5, left, s30); s31 = multiplyAdd(x5, right, s31);
    }
    if (relu) {
      s00 = f32x4.pmax(s00, zero); s01 = f32x4.pmax(s01, zero);
      s10 = f32x4.pmax(s10, zero); s11 = f32x4.pmax(s11, zero);
      s20 = f32x4.pmax(s20, zero); s21 = f32x4.pmax(s21, zero);
      s30 = f32x4.pmax(s30, zero); s31 = f32x4.pmax(s31, zero);
    }
    let to = y + first * stride;
    v128.store(to, s00); v128.store(to, s01, 16);
    to += stride;
    v128.store(to, s10); v128.store(to, s11, 16);
    to += stride;
    v128.store(to, s20); v128.store(to, s21, 16);
    to += stride;
    v128.store(to, s30); v128.store(to, s31, 16);
  }
}
