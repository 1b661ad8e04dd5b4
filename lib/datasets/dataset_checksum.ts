/**
 * Checksums of datasets.
 *
 * @module
 */
import { createHash } from "node:crypto";
import type { Dataset } from "./dataset.ts";

/** Hashing the full MNIST takes a tenth of a second. */
const known = new WeakMap<Dataset, string>();

/**
 * The SHA-256 of a dataset's images and labels and of their sizes, as 64 hexadecimal digits: whatever
 * of them training can depend on changes it, and the name does not.
 */
export function datasetChecksum(data: Dataset): string {
  let checksum = known.get(data);
  if (checksum === undefined) {
    const hash = createHash("sha256").update(`${data.classes}`);
    for (const { count, height, width, images, labels } of [data.train, data.test]) {
      hash.update(` ${count}x${height}x${width} `).update(images).update(labels);
    }
    checksum = hash.digest("hex");
    known.set(data, checksum);
  }
  return checksum;
}
