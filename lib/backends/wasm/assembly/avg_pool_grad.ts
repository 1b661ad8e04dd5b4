import { addRow } from "./column_sums";
import { Geometry } from "./geometry";

/**
 * dx of an average pool: each dy is shared out evenly over its window, padding included, and windows
 * that overlap add up. Shapes as in `conv2D`, with outChannels = inChannels; `share` is workspace for
 * one row of channels.
 */
export function avgPoolGrad(g: Geometry, dy: usize, dx: usize, share: usize): void {
  const pixelBytes = <usize>g.inChannels << 2;
  const imageBytes = <usize>(g.inHeight * g.inWidth) * pixelBytes;
  const part: f32 = 1 / <f32>(g.filterHeight * g.filterWidth);
  memory.fill(dx, 0, <usize>g.batch * imageBytes);
  for (let b = 0; b < g.batch; b++, dx += imageBytes) {
    for (let row = 0; row < g.outHeight; row++) {
      const top = row * g.strideHeight - g.padTop;
      const endRow = min(top + g.filterHeight, g.inHeight);
      for (let column = 0; column < g.outWidth; column++, dy += pixelBytes) {
        const left = column * g.strideWidth - g.padLeft;
        const endColumn = min(left + g.filterWidth, g.inWidth);
        scaleRow(share, dy, part, g.inChannels);
        for (let r = max(top, 0); r < endRow; r++) {
          for (let c = max(left, 0); c < endColumn; c++) {
            addRow(dx + <usize>(r * g.inWidth + c) * pixelBytes, share, g.inChannels);
          }
        }
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function scaleRow(row: usize, a: usize, by: f32, channels: i32): void {
  let i = 0;
  for (; i + 4 <= channels; i += 4, row += 16, a += 16) {
    v128.store(row, f32x4.mul(v128.load(a), f32x4.splat(by)));
  }
  for (; i < channels; i++, row += 4, a += 4) store<f32>(row, load<f32>(a) * by);
}
