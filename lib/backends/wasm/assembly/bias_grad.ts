import { addRow, RUN } from "./column_sums";

/**
 * dBias = the column sums of dz (rows x channels), where dz = dy; with y given, dz = dy where
 * y > 0 and 0 elsewhere is written on the way (the gradient of relu). `dz` may be `dy` itself.
 */
export function biasGrad(
  dy: usize, y: usize, dz: usize, dBias: usize, rows: i32, channels: i32, run: usize,
): void {
  const width = <usize>channels << 2;
  memory.fill(dBias, 0, width);
  for (let first = 0; first < rows; first += RUN) {
    const count = min(RUN, rows - first);
    memory.fill(run, 0, width);
    for (let i = 0; i < count; i++, dy += width) {
      if (y) {
        maskRow(dy, y, dz, channels);
        addRow(run, dz, channels);
        y += width;
        dz += width;
      } else {
        addRow(run, dy, channels);
      }
    }
    addRow(dBias, run, channels);
  }
}

// @ts-ignore: decorator
@inline
function maskRow(dy: usize, y: usize, dz: usize, channels: i32): void {
  const zero = f32x4.splat(0);
  let i = 0;
  for (; i + 4 <= channels; i += 4, dy += 16, y += 16, dz += 16) {
    v128.store(dz, v128.and(v128.load(dy), f32x4.gt(v128.load(y), zero)));
  }
  for (; i < channels; i++, dy += 4, y += 4, dz += 4) {
    store<f32>(dz, load<f32>(y) > 0 ? load<f32>(dy) : <f32>0);
  }
}
