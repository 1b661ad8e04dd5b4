import { addProductRow, addRow, RUN, subtractRow } from "./column_sums";

/** Bytes of workspace: two rows. */
export function batchNormWorkspace(channels: i32): usize {
  return <usize>channels << 3;
}

/**
 * y = (x - mean) / √(variance + epsilon) · gamma + beta, where mean and variance (biased) are those of
 * the columns of x (rows x channels) and are written too. Ioffe and Szegedy 2015, algorithm 1.
 */
export function batchNorm(
  x: usize, gamma: usize, beta: usize, y: usize, mean: usize, variance: usize,
  rows: i32, channels: i32, epsilon: f32, workspace: usize,
): void {
  const width = <usize>channels << 2;
  const run = workspace;
  const centred = workspace + width;
  memory.fill(mean, 0, width);
  for (let first = 0; first < rows; first += RUN) {
    memory.fill(run, 0, width);
    const end = min(first + RUN, rows);
    for (let i = first; i < end; i++) addRow(run, x + <usize>i * width, channels);
    addRow(mean, run, channels);
  }
  divideRow(mean, channels, <f32>rows);
  memory.fill(variance, 0, width);
  for (let first = 0; first < rows; first += RUN) {
    memory.fill(run, 0, width);
    const end = min(first + RUN, rows);
    for (let i = first; i < end; i++) {
      subtractRow(centred, x + <usize>i * width, mean, channels);
      addProductRow(run, centred, centred, channels);
    }
    addRow(variance, run, channels);
  }
  divideRow(variance, channels, <f32>rows);
  // The run is done with: it takes the factor of each column.
  for (let c: usize = 0; c < width; c += 4) {
    store<f32>(run + c, load<f32>(gamma + c) / sqrt<f32>(load<f32>(variance + c) + epsilon));
  }
  for (let i = 0; i < rows; i++, x += width, y += width) {
    let c: usize = 0;
    for (; c + 16 <= width; c += 16) {
      const difference = f32x4.sub(v128.load(x + c), v128.load(mean + c));
      const scaled = f32x4.mul(difference, v128.load(run + c));
      v128.store(y + c, f32x4.add(scaled, v128.load(beta + c)));
    }
    for (; c < width; c += 4) {
      const difference = load<f32>(x + c) - load<f32>(mean + c);
      store<f32>(y + c, difference * load<f32>(run + c) + load<f32>(beta + c));
    }
  }
}

function divideRow(row: usize, channels: i32, by: f32): void {
  for (let i = 0; i < channels; i++, row += 4) store<f32>(row, load<f32>(row) / by);
}
