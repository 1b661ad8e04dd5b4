import { addInRuns, endRuns, startRuns } from "./column_sums";

/** Rows of dz that are written before they are summed: few enough to stay in the nearest cache. */
const BLOCK = 16;

/**
 * dBias = the column sums of dz (rows x channels), where dz = dy; with y given, dz = dy where
 * y > 0 and 0 elsewhere is written on the way (the gradient of relu). `dz` may be `dy` itself.
 */
export function biasGrad(
  dy: usize, y: usize, dz: usize, dBias: usize, rows: i32, channels: i32, run: usize,
): void {
  let inRun = startRuns(dBias, run, channels);
  if (!y) {
    addInRuns(dBias, run, inRun, dy, rows, channels);
    endRuns(dBias, run, channels);
    return;
  }
  for (let first = 0; first < rows; first += BLOCK) {
    const count = min(BLOCK, rows - first);
    const bytes = <usize>(count * channels) << 2;
    mask(dy, y, dz, count * channels);
    inRun = addInRuns(dBias, run, inRun, dz, count, channels);
    dy += bytes;
    y += bytes;
    dz += bytes;
  }
  endRuns(dBias, run, channels);
}

// @ts-ignore: decorator
@inline
function mask(dy: usize, y: usize, dz: usize, size: i32): void {
  const zero = f32x4.splat(0);
  let i = 0;
  for (; i + 4 <= size; i += 4, dy += 16, y += 16, dz += 16) {
    v128.store(dz, v128.and(v128.load(dy), f32x4.gt(v128.load(y), zero)));
  }
  for (; i < size; i++, dy += 4, y += 4, dz += 4) {
    store<f32>(dz, load<f32>(y) > 0 ? load<f32>(dy) : <f32>0);
  }
}
