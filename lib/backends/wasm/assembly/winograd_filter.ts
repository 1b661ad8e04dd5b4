// Filters of 3x3 weights, to and from their points: filter [3][3][inChannels][outChannels], its
// transform [points][inChannels][outChannels] for tiles of `side` outputs. `size` is inChannels ·
// outChannels, a multiple of 4.

import { filterTransform, HALF_ROW, filterTransformGradient } from "./winograd";

const WEIGHTS: usize = 3;

/** The filter at its points. */
export function winogradFilter(filter: usize, size: i32, side: i32, to: usize, half: usize): void {
  const bytes = <usize>size << 2;
  const inSide = side + 2;
  const infinity = side == 4;
  for (let at: usize = 0; at < bytes; at += 16) {
    for (let column: usize = 0; column < WEIGHTS; column++) {
      filterTransform(
        filter + column * bytes + at, WEIGHTS * bytes, half + (column << 4), HALF_ROW, infinity,
      );
    }
    for (let row = 0; row < inSide; row++) {
      const line = to + <usize>(row * inSide) * bytes + at;
      filterTransform(half + <usize>row * HALF_ROW, 16, line, bytes, infinity);
    }
  }
}

/** The gradient of the filter from its points. Whether all of it is finite. */
export function winogradFilterGradient(
  points: usize, size: i32, side: i32, dFilter: usize, half: usize,
): bool {
  const bytes = <usize>size << 2;
  const inSide = <usize>side + 2;
  const infinity = side == 4;
  let nan = f32x4.splat(0);
  for (let at: usize = 0; at < bytes; at += 16) {
    for (let column: usize = 0; column < inSide; column++) {
      filterTransformGradient(
        points + column * bytes + at, inSide * bytes, half + (column << 4), HALF_ROW, infinity,
      );
    }
    for (let row: usize = 0; row < WEIGHTS; row++) {
      const to = dFilter + row * WEIGHTS * bytes + at;
      filterTransformGradient(half + row * HALF_ROW, 16, to, bytes, infinity);
      for (let column: usize = 0; column < WEIGHTS; column++) {
        const value = v128.load(to + column * bytes);
        nan = f32x4.add(nan, f32x4.sub(value, value));
      }
    }
  }
  return !v128.any_true(nan);
}
