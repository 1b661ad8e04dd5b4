// Packing patches into the panels that the micro-kernel reads.

import { Geometry } from "./geometry";
import { packFourRows } from "./pack";
import { CORNER_BYTES, isRun, pixel } from "./patches";
import { ROWS } from "./tile";

/** Whether four patches of a one-channel image with stride 1 stand side by side, clear of the padding. */
// @ts-ignore: decorator
@inline
function areNeighbours(g: Geometry, first: usize, fourth: usize): bool {
  const row = load<i32>(first, 4);
  const column = load<i32>(first, 8);
  return g.inChannels == 1 && g.strideWidth == 1 && load<i32>(fourth, 8) - column == 3 && load<i32>(fourth, 4) == row &&
    load<usize>(fourth) == load<usize>(first) && row >= 0 && column >= 0 &&
    row + (g.filterHeight - 1) * g.dilationHeight < g.inHeight &&
    column + (g.filterWidth - 1) * g.dilationWidth + 3 < g.inWidth;
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
    if (areNeighbours(g, p0, p3)) {
      // The same tap of four neighbours is four pixels in a row.
      for (let ky = 0; ky < g.filterHeight; ky++) {
        let from = pixel(g, p0, ky, 0, zeros);
        for (let kx = 0; kx < g.filterWidth; kx++, from += <usize>g.dilationWidth << 2, to += 16) {
          v128.store(to, v128.load(from));
        }
      }
      continue;
    }
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
