// The tiles that Winograd's filtering cuts a convolution into: `side` outputs and `side + 2` inputs
// along their side, counted image by image, row by row. Channels are a multiple of 4. A tile that
// sticks out of its image passes through a whole one in the workspace.
//
// Transformed tiles are in panels of some channels, or of all: [points][panels][tiles][channels of a
// panel].

import { Geometry } from "./geometry";
import { HALF_BYTES } from "./winograd";

/** Bytes of workspace for tiles of `channels` channels: half a transform, and one whole tile. */
export function winogradTilesWorkspace(channels: i32): usize {
  return HALF_BYTES + (<usize>(36 * channels) << 2);
}

/** Bytes of `count` tiles of `channels` channels at one point, in panels of `panel` channels. */
export function winogradPanelsBytes(count: i32, channels: i32, panel: i32): usize {
  const bytes = <usize>(count * ((channels + panel - 1) / panel * panel)) << 2;
  // An odd number of cache lines: points a power of two apart would share few places in the cache.
  return ((bytes + 63) >> 6 | 1) << 6;
}

/** Outputs along the side of a tile: 4 or 3, whichever takes fewer products for the whole output. */
export function winogradSide(g: Geometry): i32 {
  return 36 * rows(g, 4) * columns(g, 4) <= 25 * rows(g, 3) * columns(g, 3) ? 4 : 3;
}

/** The image that a tile is cut from. */
export function imageOf(g: Geometry, tile: i32, side: i32): usize {
  return tile / (rows(g, side) * columns(g, side));
}

/** The first output row of a tile. */
export function topOf(g: Geometry, tile: i32, side: i32): i32 {
  return (tile / columns(g, side)) % rows(g, side) * side;
}

/** The first output column of a tile. */
export function leftOf(g: Geometry, tile: i32, side: i32): i32 {
  return tile % columns(g, side) * side;
}

function rows(g: Geometry, side: i32): i32 {
  return (g.outHeight + side - 1) / side;
}

function columns(g: Geometry, side: i32): i32 {
  return (g.outWidth + side - 1) / side;
}

/** Whether a square of `length` pixels at (top, left) lies within an image. */
export function isWithin(top: i32, left: i32, length: i32, height: i32, width: i32): bool {
  return top >= 0 && left >= 0 && top + length <= height && left + length <= width;
}

/** A square of `length` pixels at (top, left) of an image, zeros where it sticks out. */
export function copyIn(
  image: usize, top: i32, left: i32, height: i32, width: i32, length: i32, pixel: usize, to: usize,
): void {
  memory.fill(to, 0, <usize>(length * length) * pixel);
  const first = max(0, -left);
  const count = min(length, width - left) - first;
  if (count <= 0) return;
  const end = min(length, height - top);
  for (let row = max(0, -top); row < end; row++) {
    const from = image + <usize>((top + row) * width + left + first) * pixel;
    memory.copy(to + <usize>(row * length + first) * pixel, from, <usize>count * pixel);
  }
}

/** Adds a square of `length` pixels to an image at (top, left), less what sticks out. */
export function addOut(
  from: usize, image: usize, top: i32, left: i32, height: i32, width: i32, length: i32, pixel: usize,
): void {
  const first = max(0, -left);
  const count = min(length, width - left) - first;
  if (count <= 0) return;
  const end = min(length, height - top);
  for (let row = max(0, -top); row < end; row++) {
    const square = from + <usize>(row * length + first) * pixel;
    const to = image + <usize>((top + row) * width + left + first) * pixel;
    for (let at: usize = 0; at < <usize>count * pixel; at += 16) {
      v128.store(to + at, f32x4.add(v128.load(to + at), v128.load(square + at)));
    }
  }
}
