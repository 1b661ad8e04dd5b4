import { addRow } from "./column_sums";
import { Geometry } from "./geometry";

/**
 * dx of an average pool: each dy is shared out evenly over the pixels of its window, padding left
 * out, and windows that overlap add up. Shapes as in `conv2D`, with outChannels = inChannels; `share` is workspace for
 * one row of channels.
 */
export function avgPoolGrad(g: Geometry, dy: usize, dx: usize, share: usize): void {
  const pixelBytes = <usize>g.inChannels << 2;
  const imageBytes = <usize>(g.inHeight * g.inWidth) * pixelBytes;
  memory.fill(dx, 0, <usize>g.batch * imageBytes);
  for (let b = 0; b < g.batch; b++, dx += imageBytes) {
    for (let row = 0; row < g.outHeight; row++) {
      const corner = row * g.strideHeight - g.padTop;
      const top = max(corner, 0);
      const endRow = min(corner + g.filterHeight, g.inHeight);
      for (let column = 0; column < g.outWidth; column++, dy += pixelBytes) {
        const edge = column * g.strideWidth - g.padLeft;
        const left = max(edge, 0);
        const endColumn = min(edge + g.filterWidth, g.inWidth);
        scaleRow(share, dy, 1 / <f32>((endRow - top) * (endColumn - left)), g.inChannels);
        for (let r = top; r < endRow; r++) {
          for (let c = left; c < endColumn; c++) {
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
