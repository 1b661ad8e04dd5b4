import { addInRuns, endRuns, startRuns } from "./column_sums";

/**
 * The gradient through max pooling, relu and bias: dz is dy where argmax points and 0 elsewhere, and
 * dBias = the column sums of dz (batch x height x width x channels). `run` is workspace for one
 * row of channels.
 */
export function maxPool2x2BiasGrad(
  dy: usize, argmax: usize, batch: i32, height: i32, width: i32, channels: i32,
  dz: usize, dBias: usize, run: usize,
): void {
  const pixelBytes = <usize>channels << 2;
  const rowBytes = <usize>width * pixelBytes;
  const covered = <usize>(width & ~1) * pixelBytes;
  let inRun = startRuns(dBias, run, channels);
  for (let b = 0; b < batch; b++) {
    for (let row = 0; row + 2 <= height; row += 2) {
      let upper = dz;
      let lower = dz + rowBytes;
      for (let column = 0; column + 2 <= width; column += 2) {
        let c: usize = 0;
        for (; c + 16 <= pixelBytes; c += 16) {
          routeFour(dy + c, argmax + (c >> 2), upper + c, lower + c, pixelBytes);
        }
        for (; c < pixelBytes; c += 4) {
          routeOne(dy + c, argmax + (c >> 2), upper + c, lower + c, pixelBytes);
        }
        dy += pixelBytes;
        argmax += channels;
        upper += 2 * pixelBytes;
        lower += 2 * pixelBytes;
      }
      memory.fill(dz + covered, 0, rowBytes - covered);
      memory.fill(dz + rowBytes + covered, 0, rowBytes - covered);
      // The two rows are in the cache still.
      inRun = addInRuns(dBias, run, inRun, dz, 2 * width, channels);
      dz += 2 * rowBytes;
    }
    if (height & 1) {
      memory.fill(dz, 0, rowBytes);
      inRun = addInRuns(dBias, run, inRun, dz, width, channels);
      dz += rowBytes;
    }
  }
  endRuns(dBias, run, channels);
}

// @ts-ignore: decorator
@inline
function routeFour(dy: usize, argmax: usize, upper: usize, lower: usize, right: usize): void {
  const given = v128.load(dy);
  // Each code four times over, so that comparing bytes compares the lanes of dy.
  const packed = v128.load_splat<u32>(argmax);
  const codes = v128.shuffle<u8>(packed, packed, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3);
  v128.store(upper, v128.and(given, i8x16.eq(codes, i8x16.splat(0))));
  v128.store(upper + right, v128.and(given, i8x16.eq(codes, i8x16.splat(1))));
  v128.store(lower, v128.and(given, i8x16.eq(codes, i8x16.splat(2))));
  v128.store(lower + right, v128.and(given, i8x16.eq(codes, i8x16.splat(3))));
}

function routeOne(dy: usize, argmax: usize, upper: usize, lower: usize, right: usize): void {
  const code = load<u8>(argmax);
  for (let place: u8 = 0; place < 4; place++) {
    const at = (place < 2 ? upper : lower) + (place & 1) * right;
    store<f32>(at, code == place ? load<f32>(dy) : <f32>0);
  }
}
