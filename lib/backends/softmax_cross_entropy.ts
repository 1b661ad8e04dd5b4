/**
 * Softmax with cross-entropy on plain arrays: both backends run this code, since ten classes are
 * too few for a vector kernel to matter.
 *
 * @module
 */

/**
 * Writes the loss of each row, -log softmax(logits)[label] in nats, and its gradient in the
 * logits, softmax(logits) - one-hot(label). The largest logit is taken off first, so that no
 * exponential overflows. Labels as `checkLabels` lets them pass.
 */
export function softmaxCrossEntropyRows(
  logits: Float32Array,
  labels: Int32Array,
  losses: Float32Array,
  dLogits: Float32Array,
): void {
  const classes = logits.length / labels.length;
  for (let row = 0; row < labels.length; row++) {
    const from = row * classes;
    let largest = -Infinity;
    for (let i = from; i < from + classes; i++) largest = Math.max(largest, logits[i]);
    let sum = 0;
    for (let i = from; i < from + classes; i++) sum += Math.exp(logits[i] - largest);
    const label = from + labels[row];
    losses[row] = Math.log(sum) - (logits[label] - largest);
    for (let i = from; i < from + classes; i++) {
      dLogits[i] = Math.exp(logits[i] - largest) / sum - (i === label ? 1 : 0);
    }
  }
}

/**
 * Refuses labels that are no class: their logits would be read from other rows.
 *
 * @throws {RangeError} If one is not a whole number from 0 to `classes` - 1.
 */
export function checkLabels(labels: Int32Array, classes: number): void {
  const label = labels.find((label) => !(label >= 0 && label < classes));
  if (label === undefined) return;
  throw new RangeError(`Expected labels from 0 to ${classes - 1}, got ${label}.`);
}
