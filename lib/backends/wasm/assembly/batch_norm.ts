import { addInRuns, addRow, endRuns, RUN, startRuns } from "./column_sums";

/** Bytes of workspace: one row. */
export function batchNormWorkspace(channels: i32): usize {
  return <usize>channels << 2;
}

/**
 * y = (x - mean) / √(variance + epsilon) · gamma + beta, where mean and variance (biased) are those of
 * the columns of x (rows x channels) and are written too. Ioffe and Szegedy 2015, algorithm 1.
 */
export function batchNorm(
  x: usize, gamma: usize, beta: usize, y: usize, mean: usize, variance: usize,
  rows: i32, channels: i32, epsilon: f32, run: usize,
): void {
  const width = <usize>channels << 2;
  const inRun = startRuns(mean, run, channels);
  addInRuns(mean, run, inRun, x, rows, channels);
  endRuns(mean, run, channels);
  divideRow(mean, channels, <f32>rows);
  memory.fill(variance, 0, width);
  for (let first = 0; first < rows; first += RUN) {
    memory.fill(run, 0, width);
    addSquares(run, x + <usize>first * width, mean, min(RUN, rows - first), channels);
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

/** sum += (row - mean)² over the rows, one after the other. */
function addSquares(sum: usize, rows: usize, mean: usize, count: i32, channels: i32): void {
  const width = <usize>channels << 2;
  const end = rows + <usize>count * width;
  let c = 0;
  for (; c + 4 <= channels; c += 4, sum += 16, rows += 16, mean += 16) {
    const centre = v128.load(mean);
    let total = v128.load(sum);
    for (let at = rows; at < end; at += width) {
      const difference = f32x4.sub(v128.load(at), centre);
      total = f32x4.add(total, f32x4.mul(difference, difference));
    }
    v128.store(sum, total);
  }
  for (; c < channels; c++, sum += 4, rows += 4, mean += 4) {
    let total = load<f32>(sum);
    for (let at = rows; at < end; at += width) {
      const difference = load<f32>(at) - load<f32>(mean);
      total += difference * difference;
    }
    store<f32>(sum, total);
  }
}
