// The inputs of Winograd's filtering at their points, and the gradient back from there.

import { Geometry } from "./geometry";
import { HALF_BYTES, HALF_ROW, inputTransform, inputTransformGradient } from "./winograd";
import {
  addOut, copyIn, imageOf, isWithin, leftOf, topOf, winogradPanelsBytes,
} from "./winograd_tiles";
import { zeroInputGradients } from "./winograd_zero_patches";

/** Tiles `first` ... `first + count - 1` of the input x at their points, in panels of `panel` channels. */
export function winogradInput(
  g: Geometry, x: usize, first: i32, count: i32, side: i32, panel: i32, to: usize, workspace: usize,
): void {
  const length = side + 2;
  const pixel = <usize>g.inChannels << 2;
  const line = <usize>g.inWidth * pixel;
  const whole = workspace + HALF_BYTES;
  const pointStep = winogradPanelsBytes(count, g.inChannels, panel);
  const panelBytes = <usize>panel << 2;
  const panelStep = <usize>count * panelBytes;
  for (let tile = first; tile < first + count; tile++, to += panelBytes) {
    const top = topOf(g, tile, side) - g.padTop, left = leftOf(g, tile, side) - g.padLeft;
    const image = x + imageOf(g, tile, side) * <usize>g.inHeight * line;
    if (isWithin(top, left, length, g.inHeight, g.inWidth)) {
      const from = image + <usize>top * line + <usize>left * pixel;
      inputTile(from, line, pixel, side, to, pointStep, panelBytes, panelStep, workspace);
    } else {
      copyIn(image, top, left, g.inHeight, g.inWidth, length, pixel, whole);
      const wholeLine = <usize>length * pixel;
      inputTile(whole, wholeLine, pixel, side, to, pointStep, panelBytes, panelStep, workspace);
    }
  }
}

/**
 * Tiles `first` ... `first + count - 1` of dx, the gradient of the input, from their points, added to
 * what is there, as they overlap. Whether all that was added is finite. In the images that are complete
 * dx is exactly 0 where it reaches no gradient dy of the output.
 */
export function winogradInputGradient(
  g: Geometry, points: usize, first: i32, count: i32, side: i32, dy: usize, dx: usize,
  workspace: usize,
): bool {
  const length = side + 2;
  const pixel = <usize>g.inChannels << 2;
  const line = <usize>g.inWidth * pixel;
  const tileBytes = <usize>(length * length) * pixel;
  const whole = workspace + HALF_BYTES;
  const pointStep = winogradPanelsBytes(count, g.inChannels, g.inChannels);
  let nan = f32x4.splat(0);
  for (let tile = first; tile < first + count; tile++, points += pixel) {
    const top = topOf(g, tile, side) - g.padTop, left = leftOf(g, tile, side) - g.padLeft;
    const image = dx + imageOf(g, tile, side) * <usize>g.inHeight * line;
    if (isWithin(top, left, length, g.inHeight, g.inWidth)) {
      const to = image + <usize>top * line + <usize>left * pixel;
      nan = f32x4.add(nan, inputGradientTile(points, pointStep, to, line, pixel, side, workspace));
    } else {
      memory.fill(whole, 0, tileBytes);
      const wholeLine = <usize>length * pixel;
      const tileNan = inputGradientTile(points, pointStep, whole, wholeLine, pixel, side, workspace);
      nan = f32x4.add(nan, tileNan);
      addOut(whole, image, top, left, g.inHeight, g.inWidth, length, pixel);
    }
  }
  const outImage = <usize>(g.outHeight * g.outWidth * g.outChannels) << 2;
  const end = imageOf(g, first + count, side);
  for (let image = imageOf(g, first, side); image < end; image++) {
    zeroInputGradients(g, dy + image * outImage, dx + image * <usize>g.inHeight * line);
  }
  return !v128.any_true(nan);
}

function inputTile(
  from: usize, line: usize, pixel: usize, side: i32, to: usize, pointStep: usize, panelBytes: usize,
  panelStep: usize, half: usize,
): void {
  const infinity = side == 4;
  const length = <usize>side + 2;
  for (const end = from + pixel; from < end; to += panelStep) {
    for (let channel: usize = 0; channel < panelBytes && from < end; channel += 16, from += 16) {
      for (let column: usize = 0; column < length; column++) {
        inputTransform(from + column * pixel, line, half + (column << 4), HALF_ROW, infinity);
      }
      for (let row: usize = 0; row < length; row++) {
        const here = to + channel + row * length * pointStep;
        inputTransform(half + row * HALF_ROW, 16, here, pointStep, infinity);
      }
    }
  }
}

/** One tile of dx, added to what is there; NaN where a value is not finite, else 0. */
function inputGradientTile(
  points: usize, pointStep: usize, to: usize, line: usize, pixel: usize, side: i32, half: usize,
): v128 {
  const infinity = side == 4;
  const length = <usize>side + 2;
  let nan = f32x4.splat(0);
  for (const end = to + pixel; to < end; to += 16, points += 16) {
    for (let column: usize = 0; column < length; column++) {
      const from = points + column * pointStep;
      const place = half + (column << 4);
      inputTransformGradient(from, length * pointStep, place, HALF_ROW, infinity, false);
    }
    for (let row: usize = 0; row < length; row++) {
      const from = half + row * HALF_ROW;
      const here = to + row * line;
      nan = f32x4.add(nan, inputTransformGradient(from, 16, here, pixel, infinity, true));
    }
  }
  return nan;
}
