// Filters of 3x3 weights, to and from their points: filter [3][3][inChannels][outChannels], its
// transform [POINTS][inChannels][outChannels]. `size` is inChannels · outChannels, a multiple of 4.

import { filterToPoints, HALF_BYTES, IN_SIDE, pointsToFilterGradient } from "./winograd";

const SIDE = 3;

/** Bytes of workspace for the transforms of filters. */
export function winogradFilterWorkspace(): usize {
  return HALF_BYTES;
}

/** The filter at its points. */
export function winogradFilter(filter: usize, size: i32, to: usize, half: usize): void {
  const bytes = <usize>size << 2;
  for (let at: usize = 0; at < bytes; at += 16) {
    for (let column = 0; column < SIDE; column++) {
      filterToPoints(
        filter + <usize>column * bytes + at, SIDE * bytes, half + (<usize>column << 4), SIDE << 4,
      );
    }
    for (let row = 0; row < IN_SIDE; row++) {
      filterToPoints(
        half + <usize>row * (SIDE << 4), 16, to + <usize>(row * IN_SIDE) * bytes + at, bytes,
      );
    }
  }
}

/** The gradient of the filter from its points. Whether all of it is finite. */
export function winogradFilterGradient(
  points: usize, size: i32, dFilter: usize, half: usize,
): bool {
  const bytes = <usize>size << 2;
  let spoilt = f32x4.splat(0);
  for (let at: usize = 0; at < bytes; at += 16) {
    for (let column = 0; column < IN_SIDE; column++) {
      pointsToFilterGradient(
        points + <usize>column * bytes + at, IN_SIDE * bytes, half + (<usize>column << 4), IN_SIDE << 4,
      );
    }
    for (let row = 0; row < SIDE; row++) {
      const to = dFilter + <usize>(row * SIDE) * bytes + at;
      pointsToFilterGradient(half + <usize>row * (IN_SIDE << 4), 16, to, bytes);
      for (let column = 0; column < SIDE; column++) {
        const value = v128.load(to + <usize>column * bytes);
        spoilt = f32x4.add(spoilt, f32x4.sub(value, value));
      }
    }
  }
  return !v128.any_true(spoilt);
}
