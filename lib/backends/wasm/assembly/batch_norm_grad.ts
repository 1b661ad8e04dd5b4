import { addRow, addRows, RUN } from "./column_sums";

/** Bytes of workspace: three rows. */
export function batchNormGradWorkspace(channels: i32): usize {
  return <usize>channels * 12;
}

/**
 * Gradients of `batchNorm` from dy and x (rows x channels) and the batch's mean and variance: with
 * x̂ = (x - mean) / √(variance + epsilon), dGamma = Σ dy·x̂, dBeta = Σ dy, and
 * dx = gamma / √(variance + epsilon) · (dy - (dBeta + x̂·dGamma) / rows).
 */
export function batchNormGrad(
  dy: usize, x: usize, gamma: usize, mean: usize, variance: usize,
  dx: usize, dGamma: usize, dBeta: usize, rows: i32, channels: i32, epsilon: f32, workspace: usize,
): void {
  const width = <usize>channels << 2;
  const run = workspace;
  const runOfProducts = workspace + width;
  memory.fill(dGamma, 0, width);
  memory.fill(dBeta, 0, width);
  for (let first = 0; first < rows; first += RUN) {
    memory.fill(run, 0, 2 * width);
    const count = min(RUN, rows - first);
    const at = <usize>first * width;
    addRows(run, dy + at, count, channels);
    addProducts(runOfProducts, dy + at, x + at, mean, count, channels);
    addRow(dBeta, run, channels);
    addRow(dGamma, runOfProducts, channels);
  }
  // dx = factor · dy - offset - slope · (x - mean), column by column.
  const factor = run, offset = runOfProducts, slope = workspace + 2 * width;
  for (let c: usize = 0; c < width; c += 4) {
    const inverse: f32 = 1 / sqrt<f32>(load<f32>(variance + c) + epsilon);
    const scale: f32 = load<f32>(gamma + c) * inverse;
    store<f32>(dGamma + c, load<f32>(dGamma + c) * inverse);
    store<f32>(factor + c, scale);
    store<f32>(offset + c, scale * load<f32>(dBeta + c) / <f32>rows);
    store<f32>(slope + c, scale * load<f32>(dGamma + c) * inverse / <f32>rows);
  }
  for (let i = 0; i < rows; i++, dy += width, x += width, dx += width) {
    let c: usize = 0;
    for (; c + 16 <= width; c += 16) {
      const difference = f32x4.sub(v128.load(x + c), v128.load(mean + c));
      const gradient = f32x4.sub(f32x4.mul(v128.load(factor + c), v128.load(dy + c)), v128.load(offset + c));
      v128.store(dx + c, f32x4.sub(gradient, f32x4.mul(v128.load(slope + c), difference)));
    }
    for (; c < width; c += 4) {
      const difference = load<f32>(x + c) - load<f32>(mean + c);
      const gradient = load<f32>(factor + c) * load<f32>(dy + c) - load<f32>(offset + c);
      store<f32>(dx + c, gradient - load<f32>(slope + c) * difference);
    }
  }
}

/** sum += dy·(x - mean) over the rows, one after the other. */
function addProducts(sum: usize, dy: usize, x: usize, mean: usize, count: i32, channels: i32): void {
  const width = <usize>channels << 2;
  const end = dy + <usize>count * width;
  let c = 0;
  for (; c + 4 <= channels; c += 4, sum += 16, dy += 16, x += 16, mean += 16) {
    const centre = v128.load(mean);
    let total = v128.load(sum);
    for (let a = dy, b = x; a < end; a += width, b += width) {
      const difference = f32x4.sub(v128.load(b), centre);
      total = f32x4.add(total, f32x4.mul(v128.load(a), difference));
    }
    v128.store(sum, total);
  }
  for (; c < channels; c++, sum += 4, dy += 4, x += 4, mean += 4) {
    let total = load<f32>(sum);
    for (let a = dy, b = x; a < end; a += width, b += width) {
      total += load<f32>(a) * (load<f32>(b) - load<f32>(mean));
    }
    store<f32>(sum, total);
  }
}
