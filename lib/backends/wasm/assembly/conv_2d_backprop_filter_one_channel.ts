import { Geometry } from "./geometry";
import { paddedBytes, paddedImage, paddedRowBytes, TAPS } from "./one_channel";
import { COLUMNS } from "./tile";
import { multiplyAdd } from "./vector";

/** Bytes of the sums of 3 taps, 8 channels of them. */
const SUMS_BYTES: usize = 96;

/** Bytes of workspace: one padded image, and the sums of the whole filter. */
export function conv2DBackpropFilterOneChannelWorkspace(g: Geometry): usize {
  return paddedBytes(g) + sumsBytes(g);
}

function sumsBytes(g: Geometry): usize {
  const blocks = (g.outChannels + COLUMNS - 1) / COLUMNS;
  const groups = (g.filterWidth + TAPS - 1) / TAPS;
  return <usize>(blocks * g.filterHeight * groups) * SUMS_BYTES;
}

/**
 * `conv2DBackpropFilter` where `isDirect`: each row of dy, while it is in the first-level cache,
 * is summed against the rows of x under each row of the filter. The last 3 taps of a row and the last
 * 8 channels overlap those before and give the same sums again.
 */
export function conv2DBackpropFilterOneChannel(
  g: Geometry, x: usize, dy: usize, dFilter: usize, workspace: usize,
): void {
  const image = <usize>(g.inHeight * g.inWidth) << 2;
  const rowBytes = paddedRowBytes(g);
  const stride = <usize>g.outChannels << 2;
  const sums = workspace + paddedBytes(g);
  memory.fill(workspace, 0, paddedBytes(g) + sumsBytes(g));
  for (let b = 0; b < g.batch; b++, x += image) {
    let from = paddedImage(g, x, workspace);
    for (let row = 0; row < g.outHeight; row++, from += rowBytes, dy += <usize>g.outWidth * stride) {
      let sum = sums;
      for (let c = 0; c < g.outChannels; c += COLUMNS) {
        const channel = <usize>min(c, g.outChannels - COLUMNS) << 2;
        let under = from;
        for (let ky = 0; ky < g.filterHeight; ky++, under += rowBytes) {
          for (let kx = 0; kx < g.filterWidth; kx += TAPS, sum += SUMS_BYTES) {
            const tap = <usize>min(kx, g.filterWidth - TAPS) << 2;
            addRow(sum, under + tap, dy + channel, stride, g.outWidth);
          }
        }
      }
    }
  }
  copySums(g, sums, dFilter);
}

/** The sums to their places in the filter. */
function copySums(g: Geometry, sums: usize, dFilter: usize): void {
  const stride = <usize>g.outChannels << 2;
  for (let c = 0; c < g.outChannels; c += COLUMNS) {
    const channel = dFilter + (<usize>min(c, g.outChannels - COLUMNS) << 2);
    for (let ky = 0; ky < g.filterHeight; ky++) {
      for (let kx = 0; kx < g.filterWidth; kx += TAPS) {
        let to = channel + <usize>(ky * g.filterWidth + min(kx, g.filterWidth - TAPS)) * stride;
        for (let tap = 0; tap < TAPS; tap++, sums += COLUMNS << 2, to += stride) {
          v128.store(to, v128.load(sums));
          v128.store(to, v128.load(sums, 16), 16);
        }
      }
    }
  }
}

/**
 * sum (3 taps x 8 channels) += a row of x, shifted by each tap, times a row of dy. The row is summed
 * on its own, so that the rounding error does not grow with the number of pixels.
 */
function addRow(sum: usize, x: usize, dy: usize, stride: usize, width: i32): void {
  let s00 = f32x4.splat(0), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00;
  let x0 = v128.load32_splat(x);
  let x1 = v128.load32_splat(x, 4);
  for (const end = x + (<usize>width << 2); x < end; x += 4, dy += stride) {
    const x2 = v128.load32_splat(x, 8);
    const left = v128.load(dy), right = v128.load(dy, 16);
    s00 = multiplyAdd(x0, left, s00); s01 = multiplyAdd(x0, right, s01);
    s10 = multiplyAdd(x1, left, s10); s11 = multiplyAdd(x1, right, s11);
    s20 = multiplyAdd(x2, left, s20); s21 = multiplyAdd(x2, right, s21);
    x0 = x1;
    x1 = x2;
  }
  add(sum, s00); add(sum + 16, s01);
  add(sum + 32, s10); add(sum + 48, s11);
  add(sum + 64, s20); add(sum + 80, s21);
}

// @ts-ignore: decorator
@inline
function add(sum: usize, value: v128): void {
  v128.store(sum, f32x4.add(v128.load(sum), value));
}
