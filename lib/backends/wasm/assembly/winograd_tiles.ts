// The tiles of a convolution by Winograd's filtering, to and from their points.
//
// Tiles have `side` outputs and `side + 2` inputs along their side, are counted image by image, row
// by row, and become [points][channels]; channels are a multiple of 4. A tile that sticks out of its
// image passes through a whole one in the workspace.

import { Geometry } from "./geometry";
import {
  HALF_BYTES, HALF_ROW, inputToPoints, outputGradientToPoints, pointsToInputGradient,
  pointsToOutput, tileColumns, tileRows,
} from "./winograd";

/** Bytes of workspace for tiles of `channels` channels. */
export function winogradTilesWorkspace(channels: i32): usize {
  return HALF_BYTES + (<usize>(36 * channels) << 2);
}

/** Tiles `first` ... `first + count - 1` of the input x at their points. */
export function winogradInput(
  g: Geometry, x: usize, first: i32, count: i32, side: i32, to: usize, workspace: usize,
): void {
  const inSide = side + 2;
  const pixel = <usize>g.inChannels << 2;
  const line = <usize>g.inWidth * pixel;
  const whole = workspace + HALF_BYTES;
  const rows = tileRows(g, side), columns = tileColumns(g, side);
  for (let tile = first; tile < first + count; tile++, to += <usize>(inSide * inSide) * pixel) {
    const top = ((tile / columns) % rows) * side - g.padTop;
    const left = (tile % columns) * side - g.padLeft;
    const image = x + <usize>(tile / (rows * columns)) * <usize>g.inHeight * line;
    if (top >= 0 && left >= 0 && top + inSide <= g.inHeight && left + inSide <= g.inWidth) {
      const from = image + <usize>top * line + <usize>left * pixel;
      inputTile(from, line, pixel, side, to, workspace);
    } else {
      copyIn(image, top, left, g.inHeight, g.inWidth, inSide, pixel, whole);
      inputTile(whole, <usize>inSide * pixel, pixel, side, to, workspace);
    }
  }
}

/** Tiles `first` ... `first + count - 1` of dy, the gradient of the output, at their points. */
export function winogradOutputGradient(
  g: Geometry, dy: usize, first: i32, count: i32, side: i32, to: usize, workspace: usize,
): void {
  const inSide = side + 2;
  const pixel = <usize>g.outChannels << 2;
  const line = <usize>g.outWidth * pixel;
  const whole = workspace + HALF_BYTES;
  const rows = tileRows(g, side), columns = tileColumns(g, side);
  for (let tile = first; tile < first + count; tile++, to += <usize>(inSide * inSide) * pixel) {
    const top = ((tile / columns) % rows) * side;
    const left = (tile % columns) * side;
    const image = dy + <usize>(tile / (rows * columns)) * <usize>g.outHeight * line;
    if (top + side <= g.outHeight && left + side <= g.outWidth) {
      const from = image + <usize>top * line + <usize>left * pixel;
      outputGradientTile(from, line, pixel, side, to, workspace);
    } else {
      copyIn(image, top, left, g.outHeight, g.outWidth, side, pixel, whole);
      outputGradientTile(whole, <usize>side * pixel, pixel, side, to, workspace);
    }
  }
}

/**
 * Tiles `first` ... `first + count - 1` of the output y from their points: `bias`, one value a
 * channel or null, is added, and the sum clamped at 0 if `relu`. Whether all of y is finite: a
 * single value that is not spoils its whole tile, as it does not in a direct sum.
 */
export function winogradOutput(
  g: Geometry, points: usize, first: i32, count: i32, side: i32, bias: usize, relu: bool, y: usize,
  workspace: usize,
): bool {
  const pixel = <usize>g.outChannels << 2;
  const line = <usize>g.outWidth * pixel;
  const tileLine = <usize>side * pixel;
  const tileBytes = <usize>((side + 2) * (side + 2)) * pixel;
  const whole = workspace + HALF_BYTES;
  const rows = tileRows(g, side), columns = tileColumns(g, side);
  let spoilt = f32x4.splat(0);
  for (let tile = first; tile < first + count; tile++, points += tileBytes) {
    const top = ((tile / columns) % rows) * side;
    const left = (tile % columns) * side;
    const to = y + <usize>(tile / (rows * columns)) * <usize>g.outHeight * line +
      <usize>top * line + <usize>left * pixel;
    const height = min(side, g.outHeight - top);
    const width = min(side, g.outWidth - left);
    let strange: v128;
    if (height == side && width == side) {
      strange = outputTile(points, to, line, pixel, side, bias, relu, workspace);
    } else {
      strange = outputTile(points, whole, tileLine, pixel, side, bias, relu, workspace);
      for (let row: usize = 0; row < <usize>height; row++) {
        memory.copy(to + row * line, whole + row * tileLine, <usize>width * pixel);
      }
    }
    spoilt = f32x4.add(spoilt, strange);
  }
  return !v128.any_true(spoilt);
}

/**
 * Tiles `first` ... `first + count - 1` of dx, the gradient of the input, from their points, added to
 * what is there, as they overlap. Whether all of them are finite.
 */
export function winogradInputGradient(
  g: Geometry, points: usize, first: i32, count: i32, side: i32, dx: usize, workspace: usize,
): bool {
  const inSide = side + 2;
  const pixel = <usize>g.inChannels << 2;
  const line = <usize>g.inWidth * pixel;
  const tileBytes = <usize>(inSide * inSide) * pixel;
  const whole = workspace + HALF_BYTES;
  const rows = tileRows(g, side), columns = tileColumns(g, side);
  let spoilt = f32x4.splat(0);
  for (let tile = first; tile < first + count; tile++, points += tileBytes) {
    const top = ((tile / columns) % rows) * side - g.padTop;
    const left = (tile % columns) * side - g.padLeft;
    const image = dx + <usize>(tile / (rows * columns)) * <usize>g.inHeight * line;
    let strange: v128;
    if (top >= 0 && left >= 0 && top + inSide <= g.inHeight && left + inSide <= g.inWidth) {
      const to = image + <usize>top * line + <usize>left * pixel;
      strange = inputGradientTile(points, to, line, pixel, side, workspace);
    } else {
      memory.fill(whole, 0, tileBytes);
      strange = inputGradientTile(points, whole, <usize>inSide * pixel, pixel, side, workspace);
      addOut(whole, image, top, left, g.inHeight, g.inWidth, inSide, pixel);
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
  const bytes = <usize>(min(side, width - left) - firstColumn) * pixel;
  const end = min(side, height - top);
  for (let row = max(0, -top); row < end; row++) {
    const from = image + <usize>((top + row) * width + left + firstColumn) * pixel;
    memory.copy(to + <usize>(row * side + firstColumn) * pixel, from, bytes);
  }
}

/** Adds a square of `side` pixels to an image at (top, left), less what sticks out. */
function addOut(
  from: usize, image: usize, top: i32, left: i32, height: i32, width: i32, side: i32, pixel: usize,
): void {
  const firstColumn = max(0, -left);
  const bytes = <usize>(min(side, width - left) - firstColumn) * pixel;
  const end = min(side, height - top);
  for (let row = max(0, -top); row < end; row++) {
    const square = from + <usize>(row * side + firstColumn) * pixel;
    const to = image + <usize>((top + row) * width + left + firstColumn) * pixel;
    for (let at: usize = 0; at < bytes; at += 16) {
      v128.store(to + at, f32x4.add(v128.load(to + at), v128.load(square + at)));
    }
  }
}

function inputTile(
  from: usize, line: usize, pixel: usize, side: i32, to: usize, half: usize,
): void {
  const six = side == 4;
  const inSide = <usize>side + 2;
  for (const end = from + pixel; from < end; from += 16, to += 16) {
    for (let column: usize = 0; column < inSide; column++) {
      inputToPoints(from + column * pixel, line, half + (column << 4), HALF_ROW, six);
    }
    for (let row: usize = 0; row < inSide; row++) {
      inputToPoints(half + row * HALF_ROW, 16, to + row * inSide * pixel, pixel, six);
    }
  }
}

function outputGradientTile(
  from: usize, line: usize, pixel: usize, side: i32, to: usize, half: usize,
): void {
  const six = side == 4;
  const inSide = <usize>side + 2;
  for (const end = from + pixel; from < end; from += 16, to += 16) {
    for (let column: usize = 0; column < <usize>side; column++) {
      outputGradientToPoints(from + column * pixel, line, half + (column << 4), HALF_ROW, six);
    }
    for (let row: usize = 0; row < inSide; row++) {
      outputGradientToPoints(half + row * HALF_ROW, 16, to + row * inSide * pixel, pixel, six);
    }
  }
}

/** One tile of y; NaN where a value is not finite, else 0. */
function outputTile(
  points: usize, to: usize, line: usize, pixel: usize, side: i32, bias: usize, relu: bool,
  half: usize,
): v128 {
  const six = side == 4;
  const inSide = <usize>side + 2;
  const zero = f32x4.splat(0);
  const floor = f32x4.splat(relu ? 0 : -Infinity);
  let start = zero, spoilt = zero;
  for (const end = to + pixel; to < end; to += 16, points += 16) {
    for (let column: usize = 0; column < inSide; column++) {
      const from = points + column * pixel;
      pointsToOutput(
        from, inSide * pixel, half + (column << 4), HALF_ROW, six, false, zero, zero,
      );
    }
    if (bias) {
      start = v128.load(bias);
      bias += 16;
    }
    for (let row: usize = 0; row < <usize>side; row++) {
      const strange = pointsToOutput(
        half + row * HALF_ROW, 16, to + row * line, pixel, six, true, start, floor,
      );
      spoilt = f32x4.add(spoilt, strange);
    }
  }
  return spoilt;
}

/** One tile of dx, added to what is there; NaN where a value is not finite, else 0. */
function inputGradientTile(
  points: usize, to: usize, line: usize, pixel: usize, side: i32, half: usize,
): v128 {
  const six = side == 4;
  const inSide = <usize>side + 2;
  let spoilt = f32x4.splat(0);
  for (const end = to + pixel; to < end; to += 16, points += 16) {
    for (let column: usize = 0; column < inSide; column++) {
      const from = points + column * pixel;
      pointsToInputGradient(from, inSide * pixel, half + (column << 4), HALF_ROW, six, false);
    }
    for (let row: usize = 0; row < inSide; row++) {
      const strange = pointsToInputGradient(
        half + row * HALF_ROW, 16, to + row * line, pixel, six, true,
      );
      spoilt = f32x4.add(spoilt, strange);
    }
  }
  return spoilt;
}
