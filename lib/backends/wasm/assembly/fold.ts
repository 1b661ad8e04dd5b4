// Patches as a stored matrix: cut out of an image, or added back to it.

import { Geometry } from "./geometry";
import { CORNER_BYTES, isRun, pixel } from "./patches";

/** Patches as rows of a matrix (count x taps · channels, row-major). */
export function copyPatches(g: Geometry, corners: usize, count: i32, to: usize): void {
  const width = <usize>g.inChannels << 2;
  for (let i = 0; i < count; i++, corners += CORNER_BYTES) {
    for (let ky = 0; ky < g.filterHeight; ky++) {
      if (g.dilationWidth == 1 && isRun(g, corners, ky)) {
        const run = <usize>g.filterWidth * width;
        copyBytes(to, pixel(g, corners, ky, 0, 0), run);
        to += run;
        continue;
      }
      for (let kx = 0; kx < g.filterWidth; kx++, to += width) {
        const from = pixel(g, corners, ky, kx, 0);
        if (from) copyBytes(to, from, width);
        else memory.fill(to, 0, width);
      }
    }
  }
}

/** A copy inline: the engine's own is a call, dear for a few channels. */
function copyBytes(to: usize, from: usize, bytes: usize): void {
  const end = from + bytes;
  for (; from + 16 <= end; from += 16, to += 16) v128.store(to, v128.load(from));
  for (; from < end; from += 4, to += 4) store<f32>(to, load<f32>(from));
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
        addBytes(pixel(g, corners, ky, 0, 0), patches, run);
        patches += run;
        continue;
      }
      for (let kx = 0; kx < g.filterWidth; kx++, patches += width) {
        const to = pixel(g, corners, ky, kx, 0);
        if (to) addBytes(to, patches, width);
      }
    }
  }
}

function addBytes(to: usize, from: usize, bytes: usize): void {
  const end = from + bytes;
  for (; from + 16 <= end; from += 16, to += 16) {
    v128.store(to, f32x4.add(v128.load(to), v128.load(from)));
  }
  for (; from < end; from += 4, to += 4) store<f32>(to, load<f32>(to) + load<f32>(from));
}
