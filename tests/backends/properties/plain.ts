/** Definitions in float64, to be read: what kernels are checked against, and differentiated. */

/** Rows of `channels` values, with the factor and the offset of each channel. */
export interface Normalised {
  readonly x: ArrayLike<number>;
  readonly gamma: ArrayLike<number>;
  readonly beta: ArrayLike<number>;
  readonly epsilon: number;
}

/** Batch normalisation (Ioffe and Szegedy 2015, algorithm 1), with mean and biased variance. */
export function batchNorm({ x, gamma, beta, epsilon }: Normalised) {
  const channels = gamma.length;
  const values = Float64Array.from(x);
  const mean = columnMeans(values, channels);
  const variance = columnMeans(values.map((v, i) => (v - mean[i % channels]) ** 2), channels);
  const y = values.map((v, i) => {
    const c = i % channels;
    return gamma[c] * (v - mean[c]) / Math.sqrt(variance[c] + epsilon) + beta[c];
  });
  return { y, mean, variance };
}

function columnMeans(values: Float64Array, columns: number): Float64Array {
  const means = new Float64Array(columns);
  values.forEach((value, i) => means[i % columns] += value * columns / values.length);
  return means;
}

/** Cross-entropy of softmax(logits) against the labels, in nats, one loss a row. */
export function softmaxCrossEntropy(
  logits: ArrayLike<number>,
  labels: ArrayLike<number>,
): Float64Array {
  const classes = logits.length / labels.length;
  return Float64Array.from(labels, (label, row) => {
    const values = Array.from({ length: classes }, (_, c) => logits[row * classes + c]);
    const largest = Math.max(...values);
    const sum = values.reduce((sum, value) => sum + Math.exp(value - largest), 0);
    return Math.log(sum) + largest - values[label];
  });
}
