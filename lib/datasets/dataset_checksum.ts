/**
 * Checksums of datasets.
 *
 * @module
 */
import { checkArguments } from "../check/check.ts";
import { createHash } from "node:crypto";
import { checkDataset, type Dataset } from "./dataset.ts";

/** Hashing the full MNIST takes a tenth of a second. */
const known = new WeakMap<Dataset, string>();

/**
 * The SHA-256 of a dataset's images and labels and of their sizes, as 64 hexadecimal digits: whatever
 * of them training can depend on changes it, and the name does not. The provenance of a study has that
 * of its data.
 *
 * @throws {TypeError} If it is no dataset, or has an unknown key.
 * @throws {RangeError} If its numbers, or those of its two sets, do not fit each other.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { createStudy, datasetChecksum, loadMnist } from "../mod.ts";
 *
 * const data = await loadMnist();
 * const cases = [{ name: "flat", layers: "F" }];
 * const { study } = await createStudy({ name: "tiny", data, cases });
 * assertEquals(study.provenance.data, datasetChecksum(data));
 * ```
 */
export function datasetChecksum(data: Dataset): string {
  checkArguments("datasetChecksum()", arguments, 1);
  checkDataset("data", data);
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
