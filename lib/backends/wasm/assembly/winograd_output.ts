// The outputs of Winograd's filtering from their points, and the gradient back to there.

import { Geometry } from "./geometry";
import { HALF_BYTES, HALF_ROW, outputTransformGradient, outputTransform } from "./winograd";
import { copyIn, imageOf, isWithin, leftOf, topOf, winogradPanelsBytes } from "./winograd_tiles";
import { zeroOutputs } from "./winograd_zero_patches";

/**
 * Tiles `first` ... `first + count - 1` of the output y from their points: `bias`, one value a
 * channel or null, is added, and the sum clamped at 0 if `relu`. Whether all sums are finite before
 * that: a value that is not finite spoils its whole tile, as it does not in a direct sum. The sums of
 * the images that are complete are exactly 0 where the patch of the input x is.
 */
export function winogradOutput(
  g: Geometry, points: usize, first: i32, count: i32, side: i32, x: usize, bias: usize, relu: bool,
  y: usize, workspace: usize,
): bool {
  const pixel = <usize>g.outChannels << 2;
  const line = <usize>g.outWidth * pixel;
  const wholeLine = <usize>side * pixel;
  const whole = workspace + HALF_BYTES;
  const pointStep = winogradPanelsBytes(count, g.outChannels, g.outChannels);
  let nan = f32x4.splat(0);
  for (let tile = first; tile < first + count; tile++, points += pixel) {
    const top = topOf(g, tile, side), left = leftOf(g, tile, side);
    const image = y + imageOf(g, tile, side) * <usize>g.outHeight * line;
    const to = image + <usize>top * line + <usize>left * pixel;
    if (isWithin(top, left, side, g.outHeight, g.outWidth)) {
      const tileNan = outputTile(points, pointStep, to, line, pixel, side, bias, relu, workspace);
      nan = f32x4.add(nan, tileNan);
    } else {
      const tileNan = outputTile(
        points, pointStep, whole, wholeLine, pixel, side, bias, relu, workspace,
      );
      nan = f32x4.add(nan, tileNan);
      const rows = <usize>min(side, g.outHeight - top);
      const bytes = <usize>min(side, g.outWidth - left) * pixel;
      for (let row: usize = 0; row < rows; row++) {
        memory.copy(to + row * line, whole + row * wholeLine, bytes);
      }
    }
  }
  const inImage = <usize>(g.inHeight * g.inWidth * g.inChannels) << 2;
  const outImage = <usize>g.outHeight * line;
  const end = imageOf(g, first + count, side);
  for (let image = imageOf(g, first, side); image < end; image++) {
    zeroOutputs(g, x + image * inImage, bias, relu ? 0 : -Infinity, y + image * outImage);
  }
  return !v128.any_true(nan);
}

/**
 * Tiles `first` ... `first + count - 1` of dy, the gradient of the output, at their points, in panels
 * of `panel` channels.
 */
export function winogradOutputGradient(
  g: Geometry, dy: usize, first: i32, count: i32, side: i32, panel: i32, to: usize,
  workspace: usize,
): void {
  const pixel = <usize>g.outChannels << 2;
  const line = <usize>g.outWidth * pixel;
  const whole = workspace + HALF_BYTES;
  const pointStep = winogradPanelsBytes(count, g.outChannels, panel);
  const panelBytes = <usize>panel << 2;
  const panelStep = <usize>count * panelBytes;
  for (let tile = first; tile < first + count; tile++, to += panelBytes) {
    const top = topOf(g, tile, side), left = leftOf(g, tile, side);
    const image = dy + imageOf(g, tile, side) * <usize>g.outHeight * line;
    if (isWithin(top, left, side, g.outHeight, g.outWidth)) {
      const from = image + <usize>top * line + <usize>left * pixel;
      outputGradientTile(from, line, pixel, side, to, pointStep, panelBytes, panelStep, workspace);
    } else {
      copyIn(image, top, left, g.outHeight, g.outWidth, side, pixel, whole);
      const wholeLine = <usize>side * pixel;
      outputGradientTile(
        whole, wholeLine, pixel, side, to, pointStep, panelBytes, panelStep, workspace,
      );
    }
  }
}

/** One tile of y; NaN where a sum is not finite, else 0. */
function outputTile(
  points: usize, pointStep: usize, to: usize, line: usize, pixel: usize, side: i32, bias: usize,
  relu: bool, half: usize,
): v128 {
  const infinity = side == 4;
  const length = <usize>side + 2;
  const zero = f32x4.splat(0);
  const floor = f32x4.splat(relu ? 0 : -Infinity);
  let start = zero, nan = zero;
  for (const end = to + pixel; to < end; to += 16, points += 16) {
    for (let column: usize = 0; column < length; column++) {
      const from = points + column * pointStep;
      const place = half + (column << 4);
      outputTransform(from, length * pointStep, place, HALF_ROW, infinity, false, zero, zero);
    }
    if (bias) {
      start = v128.load(bias);
      bias += 16;
    }
    for (let row: usize = 0; row < <usize>side; row++) {
      const from = half + row * HALF_ROW;
      const here = to + row * line;
      nan = f32x4.add(nan, outputTransform(from, 16, here, pixel, infinity, true, start, floor));
    }
  }
  return nan;
}

function outputGradientTile(
  from: usize, line: usize, pixel: usize, side: i32, to: usize, pointStep: usize, panelBytes: usize,
  panelStep: usize, half: usize,
): void {
  const infinity = side == 4;
  const length = <usize>side + 2;
  for (const end = from + pixel; from < end; to += panelStep) {
    for (let channel: usize = 0; channel < panelBytes && from < end; channel += 16, from += 16) {
      for (let column: usize = 0; column < <usize>side; column++) {
        const place = half + (column << 4);
        outputTransformGradient(from + column * pixel, line, place, HALF_ROW, infinity);
      }
      for (let row: usize = 0; row < length; row++) {
        const here = to + channel + row * length * pointStep;
        outputTransformGradient(half + row * HALF_ROW, 16, here, pointStep, infinity);
      }
    }
  }
}
