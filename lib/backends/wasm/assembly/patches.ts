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

/** The address of the input pixel under tap (ky, kx) of a patch. */
// @ts-ignore: decorator
@inline
function pixel(g: Geometry, corner: usize, ky: i32, kx: i32, zeros: usize): usize {
  const row = load<i32>(corner, 4) + ky * g.dilationHeight;
  const column = load<i32>(corner, 8) + kx * g.dilationWidth;
  if (<u32>row >= <u32>g.inHeight || <u32>column >= <u32>g.inWidth) return zeros;
  return load<usize>(corner) + (<usize>((row * g.inWidth + column) * g.inChannels) << 2);
}

/** Whether the taps of row ky lie side by side in the image, none of them in the padding. */
// @ts-ignore: decorator
@inline
function isRun(g: Geometry, corner: usize, ky: i32): bool {
  const row = load<i32>(corner, 4) + ky * g.dilationHeight;
  const column = load<i32>(corner, 8);
  return <u32>row < <u32>g.inHeight && column >= 0 && column + g.filterWidth <= g.inWidth;
}

/** Patches as A panels [tap · channel][4], four patches a panel. */
export function packPatches(g: Geometry, corners: usize, count: i32, zeros: usize, to: usize): void {
  const last = corners + <usize>(count - 1) * CORNER_BYTES;
  const channels = g.inChannels;
  const tapBytes = <usize>channels << 4;
  const run = g.filterWidth * channels;
  for (let i = 0; i < count; i += ROWS) {
    const p0 = corners + <usize>i * CORNER_BYTES;
    const p1 = min(p0 + CORNER_BYTES, last);
    const p2 = min(p1 + CORNER_BYTES, last);
    const p3 = min(p2 + CORNER_BYTES, last);
    for (let ky = 0; ky < g.filterHeight; ky++) {
      if (
        g.dilationWidth == 1 && isRun(g, p0, ky) && isRun(g, p1, ky) && isRun(g, p2, ky) && isRun(g, p3, ky)
      ) {
        packFourRows(
          pixel(g, p0, ky, 0, zeros), pixel(g, p1, ky, 0, zeros),
          pixel(g, p2, ky, 0, zeros), pixel(g, p3, ky, 0, zeros), run, to, 16,
        );
        to += <usize>run << 4;
        continue;
      }
      for (let kx = 0; kx < g.filterWidth; kx++, to += tapBytes) {
        packFourRows(
          pixel(g, p0, ky, kx, zeros), pixel(g, p1, ky, kx, zeros),
          pixel(g, p2, ky, kx, zeros), pixel(g, p3, ky, kx, zeros), channels, to, 16,
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
  if (channels % ROWS != 0) {
    packSingleColumns(g, corners, count, zeros, to, panel);
    return;
  }
  for (let ky = 0; ky < g.filterHeight; ky++) {
    for (let kx = 0; kx < g.filterWidth; kx++) {
      let corner = corners;
      for (let i = 0; i < count; i++, corner += CORNER_BYTES) {
        let here = to + (<usize>i << 4);
        let from = pixel(g, corner, ky, kx, zeros);
        for (const end = from + (<usize>channels << 2); from < end; from += 16, here += panel) {
          v128.store(here, v128.load(from));
        }
      }
      to += panel * (channels / ROWS);
    }
  }
}

/** The same where the channels do not come in fours: weight by weight. */
function packSingleColumns(
  g: Geometry, corners: usize, count: i32, zeros: usize, to: usize, panel: usize,
): void {
  const channels = g.inChannels;
  const run = g.filterWidth * channels;
  for (let i = 0; i < count; i++, corners += CORNER_BYTES, to += 16) {
    let weight = 0;
    for (let ky = 0; ky < g.filterHeight; ky++) {
      if (g.dilationWidth == 1 && isRun(g, corners, ky)) {
        scatter(pixel(g, corners, ky, 0, zeros), weight, run, to, panel);
        weight += run;
        continue;
      }
      for (let kx = 0; kx < g.filterWidth; kx++, weight += channels) {
        scatter(pixel(g, corners, ky, kx, zeros), weight, channels, to, panel);
      }
    }
  }
}

/** Stores values one by one at their weights' places: panel weight / 4, lane weight % 4. */
// @ts-ignore: decorator
@inline
function scatter(from: usize, weight: i32, count: i32, to: usize, panel: usize): void {
  for (const end = weight + count; weight < end; weight++, from += 4) {
    store<f32>(to + <usize>(weight >> 2) * panel + (<usize>(weight & 3) << 2), load<f32>(from));
  }
}

/**
 * Adds patches (count x taps · channels, row-major) to the image that they were cut from: the
 * reverse of packing. What falls into the padding is dropped.
 */
export function addPatches(g: Geometry, corners: usize, count: i32, patches: usize): void {
  const width = <usize>g.inChannels << 2;
  for (let i = 0; i < count; i++, corners += CORNER_BYTES) {
    for (let ky = 0; ky < g.filterHeight; ky++) {
      if (g.dilationWidth == 1 && isRun(g, corners, ky)) {
        const run = <usize>g.filterWidth * width;
        addRow(pixel(g, corners, ky, 0, 0), patches, run);
        patches += run;
        continue;
      }
      for (let kx = 0; kx < g.filterWidth; kx++, patches += width) {
        const to = pixel(g, corners, ky, kx, 0);
        if (to) addRow(to, patches, width);
      }
    }
  }
}

function addRow(to: usize, from: usize, bytes: usize): void {
  const end = from + bytes;
  for (; from + 16 <= end; from += 16, to += 16) {
    v128.store(to, f32x4.add(v128.load(to), v128.load(from)));
  }
  for (; from < end; from += 4, to += 4) store<f32>(to, load<f32>(to) + load<f32>(from));
}
