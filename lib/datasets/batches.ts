/**
 * Batches, cut from a set's one copy of its bytes.
 *
 * @module
 */
import { createRandom } from "../random/random.ts";
import type { LabelledImages } from "./dataset.ts";

/** Buffers for the images of a batch, which the caller keeps and fills again. */
export interface Batch {
  /** Brightnesses from 0 to 1: image by image, row by row. */
  readonly pixels: Float32Array;
  /** Classes, one per image. */
  readonly labels: Int32Array;
}

/** byte / 255, rounded to single precision. */
const scaled = Float32Array.from({ length: 256 }, (_, byte) => byte / 255);

/**
 * The order in which an epoch visits the images: a Fisher-Yates shuffle of `indices`, which stay as
 * they are. Each epoch of a seed has an order of its own that needs no earlier epoch.
 *
 * @param epoch Counted from 1.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { shuffledOrder } from "./batches.ts";
 *
 * const order = shuffledOrder(Uint32Array.of(3, 5, 8), 1, 1);
 * assertEquals([...order.toSorted()], [3, 5, 8]);
 * ```
 */
export function shuffledOrder(
  indices: Uint32Array,
  seed: number,
  epoch: number,
): Uint32Array<ArrayBuffer> {
  const order = Uint32Array.from(indices);
  const random = createRandom(seed, "shuffle", epoch);
  for (let last = order.length - 1; last > 0; last--) {
    const other = random.below(last + 1);
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}

/**
 * Writes the images at `indices`, scaled by 1/255, and their labels to the front of a batch.
 *
 * @throws {RangeError} If an index is not in the set, or the batch is too small.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { fillBatch } from "./batches.ts";
 * import { loadMnist } from "./mnist.ts";
 *
 * const { train } = await loadMnist();
 * const batch = { pixels: new Float32Array(2 * 28 * 28), labels: new Int32Array(2) };
 * fillBatch(train, Uint32Array.of(7777, 0), batch);
 * assertEquals([...batch.labels], [8, 5]);
 * ```
 */
export function fillBatch(set: LabelledImages, indices: Uint32Array, batch: Batch): void {
  const size = set.height * set.width;
  const { pixels, labels } = batch;
  if (pixels.length < indices.length * size || labels.length < indices.length) {
    throw new RangeError(
      `Expected a batch with room for ${indices.length} images of ${size} pixels, ` +
        `got one of ${pixels.length} pixels and ${labels.length} labels.`,
    );
  }
  const { images } = set;
  for (let row = 0; row < indices.length; row++) {
    const index = indices[row];
    if (index >= set.count) {
      throw new RangeError(`Expected indices of images from 0 to ${set.count - 1}, got ${index}.`);
    }
    labels[row] = set.labels[index];
    const from = index * size;
    const to = row * size;
    for (let i = 0; i < size; i++) pixels[to + i] = scaled[images[from + i]];
  }
}
