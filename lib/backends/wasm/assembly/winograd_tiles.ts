// The tiles of a convolution by Winograd's filtering, to and from their points.
//
// Tiles are counted image by image, row by row. A transformed tile is [POINTS][channels]; channels
// are a multiple of 4. A tile that sticks out of its image passes through a whole one in the
// workspace: in at the zeros of the padding, out at what is within.

import { Geometry } from "./geometry";
import {
  HALF_BYTES, IN_SIDE, inputToPoints, OUT_SIDE, outputGradientToPoints, POINTS,
  pointsToInputGradient, pointsToOutput, tileColumns, tileRows,
} from "./winograd";

/** Bytes of workspace for tiles of `channels` channels. */
export function winogradTilesWorkspace(channels: i32): usize {
  return HALF_BYTES + (<usize>(POINTS * channels) << 2);
}

/** Tiles `first` ... `first + count - 1` of the input x at their points. */
export function winogradInput(
  g: Geometry, x: usize, first: i32, count: i32, to: usize, workspace: usize,
): void {
  const pixel = <usize>g.inChannels << 2;
  const line = <usize>g.inWidth * pixel;
  const whole = workspace + HALF_BYTES;
  const rows = tileRows(g), columns = tileColumns(g);
  for (let tile = first; tile < first + count; tile++, to += POINTS * pixel) {
    const top = ((tile / columns) % rows) * OUT_SIDE - g.padTop;
    const left = (tile % columns) * OUT_SIDE - g.padLeft;
    const image = x + <usize>(tile / (rows * columns)) * <usize>g.inHeight * line;
    if (top >= 0 && left >= 0 && top + IN_SIDE <= g.inHeight && left + IN_SIDE <= g.inWidth) {
      inputTile(image + <usize>top * line + <usize>left * pixel, line, pixel, to, workspace);
    } else {
      copyIn(image, top, left, g.inHeight, g.inWidth, IN_SIDE, pixel, whole);
      inputTile(whole, IN_SIDE * pixel, pixel, to, workspace);
    }
  }
}

/** Tiles `first` ... `first + count - 1` of dy, the gradient of the output, at their points. */
export function winogradOutputGradient(
  g: Geometry, dy: usize, first: i32, count: i32, to: usize, workspace: usize,
): void {
  const pixel = <usize>g.outChannels << 2;
  const line = <usize>g.outWidth * pixel;
  const whole = workspace + HALF_BYTES;
  const rows = tileRows(g), columns = tileColumns(g);
  for (let tile = first; tile < first + count; tile++, to += POINTS * pixel) {
    const top = ((tile / columns) % rows) * OUT_SIDE;
    const left = (tile % columns) * OUT_SIDE;
    const image = dy + <usize>(tile / (rows * columns)) * <usize>g.outHeight * line;
    if (top + OUT_SIDE <= g.outHeight && left + OUT_SIDE <= g.outWidth) {
      gradientTile(image + <usize>top * line + <usize>left * pixel, line, pixel, to, workspace);
    } else {
      copyIn(image, top, left, g.outHeight, g.outWidth, OUT_SIDE, pixel, whole);
      gradientTile(whole, OUT_SIDE * pixel, pixel, to, workspace);
    }
  }
}

/**
 * Tiles `first` ... `first + count - 1` of the output y from their points: `bias`, one value a
 * channel or null, is added, and the sum clamped at 0 if `relu`. Whether all of y is finite: a
 * single value that is not spoils its whole tile, as it does not in a direct sum.
 */
export function winogradOutput(
  g: Geometry, points: usize, first: i32, count: i32, bias: usize, relu: bool, y: usize,
  workspace: usize,
): bool {
  const pixel = <usize>g.outChannels << 2;
  const line = <usize>g.outWidth * pixel;
  const whole = workspace + HALF_BYTES;
  const rows = tileRows(g), columns = tileColumns(g);
  let spoilt = f32x4.splat(0);
  for (let tile = first; tile < first + count; tile++, points += POINTS * pixel) {
    const top = ((tile / columns) % rows) * OUT_SIDE;
    const left = (tile % columns) * OUT_SIDE;
    const within = y + <usize>(tile / (rows * columns)) * <usize>g.outHeight * line +
      <usize>top * line + <usize>left * pixel;
    const height = min(OUT_SIDE, g.outHeight - top);
    const width = min(OUT_SIDE, g.outWidth - left);
    if (height == OUT_SIDE && width == OUT_SIDE) {
      spoilt = f32x4.add(spoilt, outputTile(points, within, line, pixel, bias, relu, workspace));
    } else {
      const strange = outputTile(points, whole, OUT_SIDE * pixel, pixel, bias, relu, workspace);
      spoilt = f32x4.add(spoilt, strange);
      for (let row = 0; row < height; row++) {
        memory.copy(within + <usize>row * line, whole + <usize>(row * OUT_SIDE) * pixel, <usize>width * pixel);
      }
    }
  }
  return !v128.any_true(spoilt);
}

/**
 * Tiles `first` ... `first + count - 1` of dx, the gradient of the input, from their points, added to
 * what is there, as they overlap. Whether all of them are finite.
 */
export function winogradInputGradient(
  g: Geometry, points: usize, first: i32, count: i32, dx: usize, workspace: usize,
): bool {
  const pixel = <usize>g.inChannels << 2;
  const line = <usize>g.inWidth * pixel;
  const whole = workspace + HALF_BYTES;
  const rows = tileRows(g), columns = tileColumns(g);
  let spoilt = f32x4.splat(0);
  for (let tile = first; tile < first + count; tile++, points += POINTS * pixel) {
    const top = ((tile / columns) % rows) * OUT_SIDE - g.padTop;
    const left = (tile % columns) * OUT_SIDE - g.padLeft;
    const image = dx + <usize>(tile / (rows * columns)) * <usize>g.inHeight * line;
    let strange: v128;
    if (top >= 0 && left >= 0 && top + IN_SIDE <= g.inHeight && left + IN_SIDE <= g.inWidth) {
      const within = image + <usize>top * line + <usize>left * pixel;
      strange = inputGradientTile(points, within, line, pixel, workspace);
    } else {
      memory.fill(whole, 0, POINTS * pixel);
      strange = inputGradientTile(points, whole, IN_SIDE * pixel, pixel, workspace);
      addOut(whole, image, top, left, g.inHeight, g.inWidth, pixel);
    }
    spoilt = f32x4.add(spoilt, strange);
  }
  return !v128.any_true(spoilt);
}

/** A square of `side` pixels at (top, left) of an image, zeros where it sticks out. */
function copyIn(
  image: usize, top: i32, left: i32, height: i32, width: i32, side: i32, pixel: usize, to: usize,
): void {
  memory.fill(to, 0, <usize>(side * side) * pixel);
  const firstColumn = max(0, -left);
  const columns = min(side, width - left) - firstColumn;
  const end = min(side, height - top);
  for (let row = max(0, -top); row < end; row++) {
    memory.copy(
      to + <usize>(row * side + firstColumn) * pixel,
      image + <usize>((top + row) * width + left + firstColumn) * pixel,
      <usize>columns * pixel,
    );
  }
}

/** Adds a square of IN_SIDE pixels to an image at (top, left), less what sticks out. */
function addOut(
  from: usize, image: usize, top: i32, left: i32, height: i32, width: i32, pixel: usize,
): void {
  const firstColumn = max(0, -left);
  const bytes = <usize>(min(IN_SIDE, width - left) - firstColumn) * pixel;
  const end = min(IN_SIDE, height - top);
  for (let row = max(0, -top); row < end; row++) {
    const square = from + <usize>(row * IN_SIDE + firstColumn) * pixel;
    const to = image + <usize>((top + row) * width + left + firstColumn) * pixel;
    for (let at: usize = 0; at < bytes; at += 16) {
      v128.store(to + at, f32x4.add(v128.load(to + at), v128.load(square + at)));
    }
  }
}

function inputTile(from: usize, line: usize, pixel: usize, to: usize, half: usize): void {
  for (const end = from + pixel; from < end; from += 16, to += 16) {
    for (let column = 0; column < IN_SIDE; column++) {
      inputToPoints(from + <usize>column * pixel, line, half + (<usize>column << 4), IN_SIDE << 4);
    }
    for (let row = 0; row < IN_SIDE; row++) {
      inputToPoints(
        half + <usize>row * (IN_SIDE << 4), 16, to + <usize>(row * IN_SIDE) * pixel, pixel,
      );
    }
  }
}

function gradientTile(from: usize, line: usize, pixel: usize, to: usize, half: usize): void {
  for (const end = from + pixel; from < end; from += 16, to += 16) {
    for (let column = 0; column < OUT_SIDE; column++) {
      outputGradientToPoints(from + <usize>column * pixel, line, half + (<usize>column << 4), OUT_SIDE << 4);
    }
    for (let row = 0; row < IN_SIDE; row++) {
      outputGradientToPoints(
        half + <usize>row * (OUT_SIDE << 4), 16, to + <usize>(row * IN_SIDE) * pixel, pixel,
      );
    }
  }
}

/** One tile of y; NaN where a value is not finite, else 0. */
function outputTile(
  points: usize, to: usize, line: usize, pixel: usize, bias: usize, relu: bool, half: usize,
): v128 {
  const zero = f32x4.splat(0);
  const floor = f32x4.splat(relu ? 0 : -Infinity);
  let start = zero, spoilt = zero;
  for (const end = to + pixel; to < end; to += 16, points += 16) {
    for (let column = 0; column < IN_SIDE; column++) {
      pointsToOutput(
        points + <usize>column * pixel, IN_SIDE * pixel, half + (<usize>column << 4), IN_SIDE << 4,
        false, zero, zero,
      );
    }
    if (bias) {
      start = v128.load(bias);
      bias += 16;
    }
    for (let row = 0; row < OUT_SIDE; row++) {
      const strange = pointsToOutput(
        half + <usize>row * (IN_SIDE << 4), 16, to + <usize>row * line, pixel, true, start, floor,
      );
      spoilt = f32x4.add(spoilt, strange);
    }
  }
  return spoilt;
}

/** One tile of dx, added to what is there; NaN where a value is not finite, else 0. */
function inputGradientTile(points: usize, to: usize, line: usize, pixel: usize, half: usize): v128 {
  let spoilt = f32x4.splat(0);
  for (const end = to + pixel; to < end; to += 16, points += 16) {
    for (let column = 0; column < IN_SIDE; column++) {
      pointsToInputGradient(
        points + <usize>column * pixel, IN_SIDE * pixel, half + (<usize>column << 4), IN_SIDE << 4,
        false,
      );
    }
    for (let row = 0; row < IN_SIDE; row++) {
      const strange = pointsToInputGradient(
        half + <usize>row * (IN_SIDE << 4), 16, to + <usize>row * line, pixel, true,
      );
      spoilt = f32x4.add(spoilt, strange);
    }
  }
  return spoilt;
}
