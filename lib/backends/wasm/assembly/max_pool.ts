import { Geometry } from "./geometry";

/**
 * y = the largest value under each window, channel by channel; NaN never counts as larger, and
 * padding is not looked at. Shapes as in `conv2D`, with outChannels = inChannels.
 */
export function maxPool(g: Geometry, x: usize, y: usize): void {
  const pixelBytes = <usize>g.inChannels << 2;
  if (isPlain2x2(g)) {
    maxPlain2x2(g, x, y);
    return;
  }
  for (let b = 0; b < g.batch; b++) {
    const image = x + <usize>(b * g.inHeight * g.inWidth) * pixelBytes;
    for (let row = 0; row < g.outHeight; row++) {
      const top = row * g.strideHeight - g.padTop;
      for (let column = 0; column < g.outWidth; column++, y += pixelBytes) {
        maxWindow(g, image, top, column * g.strideWidth - g.padLeft, y);
      }
    }
  }
}

/** Whether windows of 2x2 lie side by side, in channels by fours: the usual case. */
export function isPlain2x2(g: Geometry): bool {
  return g.filterHeight == 2 && g.filterWidth == 2 && g.strideHeight == 2 && g.strideWidth == 2 &&
    g.dilationHeight == 1 && g.dilationWidth == 1 && g.padTop == 0 && g.padLeft == 0 &&
    g.outHeight * 2 <= g.inHeight && g.outWidth * 2 <= g.inWidth && g.inChannels % 4 == 0;
}

function maxPlain2x2(g: Geometry, x: usize, y: usize): void {
  const pixelBytes = <usize>g.inChannels << 2;
  const rowBytes = <usize>g.inWidth * pixelBytes;
  const least = f32x4.splat(-Infinity);
  for (let b = 0; b < g.batch; b++, x += <usize>g.inHeight * rowBytes) {
    for (let row = 0; row < g.outHeight; row++) {
      let upper = x + <usize>(2 * row) * rowBytes;
      let lower = upper + rowBytes;
      for (let column = 0; column < g.outWidth; column++, upper += pixelBytes, lower += pixelBytes) {
        for (const end = y + pixelBytes; y < end; y += 16, upper += 16, lower += 16) {
          let largest = f32x4.pmax(least, v128.load(upper));
          largest = f32x4.pmax(largest, v128.load(upper + pixelBytes));
          largest = f32x4.pmax(largest, v128.load(lower));
          v128.store(y, f32x4.pmax(largest, v128.load(lower + pixelBytes)));
        }
      }
    }
  }
}

function maxWindow(g: Geometry, image: usize, top: i32, left: i32, y: usize): void {
  const channels = g.inChannels;
  const firstRow = max(top, 0);
  const firstColumn = max(left, 0);
  const endRow = min(top + (g.filterHeight - 1) * g.dilationHeight + 1, g.inHeight);
  const endColumn = min(left + (g.filterWidth - 1) * g.dilationWidth + 1, g.inWidth);
  // The first tap inside the image, in steps of the dilation.
  const startRow = top + ((firstRow - top + g.dilationHeight - 1) / g.dilationHeight) * g.dilationHeight;
  const startColumn = left + ((firstColumn - left + g.dilationWidth - 1) / g.dilationWidth) * g.dilationWidth;
  let channel = 0;
  for (; channel + 4 <= channels; channel += 4) {
    let largest = f32x4.splat(-Infinity);
    for (let r = startRow; r < endRow; r += g.dilationHeight) {
      for (let c = startColumn; c < endColumn; c += g.dilationWidth) {
        const value = v128.load(image + (<usize>((r * g.inWidth + c) * channels + channel) << 2));
        largest = f32x4.pmax(largest, value);
      }
    }
    v128.store(y + (<usize>channel << 2), largest);
  }
  for (; channel < channels; channel++) {
    let largest: f32 = -Infinity;
    for (let r = startRow; r < endRow; r += g.dilationHeight) {
      for (let c = startColumn; c < endColumn; c += g.dilationWidth) {
        const value = load<f32>(image + (<usize>((r * g.inWidth + c) * channels + channel) << 2));
        if (value > largest) largest = value;
      }
    }
    store<f32>(y + (<usize>channel << 2), largest);
  }
}
