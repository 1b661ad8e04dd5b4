/**
 * Datasets that lie in a folder under the file names that MNIST made customary.
 *
 * @module
 */
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkKeys, checkText, checkWhole } from "../check/check.ts";
import { createDataset, type Dataset } from "./dataset.ts";
import { type Idx, readIdxFile } from "./idx.ts";

/** How `loadIdxFolder` names and reads a dataset. */
export interface IdxFolderOptions {
  /**
   * Tables call the dataset by this name; by default it is the folder's own.
   *
   * @default {basename(folder)}
   */
  readonly name?: string;
  /**
   * There are this many classes, from 1 to 256; by default the highest label plus 1.
   *
   * @default {highestLabel + 1}
   */
  readonly classes?: number;
}

/**
 * Loads a dataset from the IDX files of a folder, such as Fashion-MNIST, KMNIST or your own:
 * `train-images-idx3-ubyte`, `train-labels-idx1-ubyte`, `t10k-images-idx3-ubyte` and
 * `t10k-labels-idx1-ubyte`, each plain or as `.gz`. No checksum is asked for.
 *
 * @throws {TypeError} If the folder is no path, or an option is unknown or not of its type.
 * @throws {Error} If a file is missing.
 * @throws {SyntaxError} If a file is broken, or is no IDX file of bytes.
 * @throws {RangeError} If `classes` is out of range, the files do not fit together, or a label is
 * not below `classes`.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { loadIdxFolder } from "./idx_folder.ts";
 *
 * const folder = await Deno.makeTempDir();
 * const images = Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 2, 0, 255);
 * const labels = Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 1, 3);
 * for (const set of ["train", "t10k"]) {
 *   await Deno.writeFile(`${folder}/${set}-images-idx3-ubyte`, images);
 *   await Deno.writeFile(`${folder}/${set}-labels-idx1-ubyte`, labels);
 * }
 * const { name, train } = await loadIdxFolder(folder, { name: "one image of 1x2 pixels" });
 * assertEquals(name, "one image of 1x2 pixels");
 * assertEquals([...train.labels], [3]);
 * ```
 */
export async function loadIdxFolder(
  folder: string | URL,
  options: IdxFolderOptions = {},
): Promise<Dataset> {
  const { name, classes } = checkKeys("options of loadIdxFolder()", options, ["name", "classes"]);
  if (name !== undefined) checkText("name", name, 'a text such as "Fashion-MNIST"');
  if (classes !== undefined) checkWhole("classes", classes, 1, 256);
  const path = toPath(folder);
  const files = {
    trainImages: await readFromFolder(path, "train-images-idx3-ubyte"),
    trainLabels: await readFromFolder(path, "train-labels-idx1-ubyte"),
    testImages: await readFromFolder(path, "t10k-images-idx3-ubyte"),
    testLabels: await readFromFolder(path, "t10k-labels-idx1-ubyte"),
  };
  return createDataset(name ?? basename(path), files, classes);
}

/**
 * Finds a file of a folder under its name, the variant with a dot (`train-images.idx3-ubyte`), or
 * either with `.gz`; null if there is none.
 */
export async function findIdxFile(folder: string, name: string): Promise<string | null> {
  const dotted = name.replace("-idx", ".idx");
  for (const candidate of [name, dotted, `${name}.gz`, `${dotted}.gz`]) {
    const path = join(folder, candidate);
    if (await isFile(path)) return path;
  }
  return null;
}

/**
 * A folder as the file system's own path.
 *
 * @throws {TypeError} If it is neither a text nor the URL of a file.
 */
export function toPath(folder: string | URL): string {
  return folder instanceof URL
    ? fileURLToPath(folder)
    : checkText("folder", folder, 'a path such as "data/mnist" or a URL of a file');
}

async function readFromFolder(folder: string, name: string): Promise<Idx> {
  const path = await findIdxFile(folder, name);
  if (path === null) {
    throw new Error(
      `Cannot load the dataset in "${folder}": expected the file ${name}, plain or as .gz.`,
    );
  }
  return await readIdxFile(path);
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    if (error instanceof Deno.errors.NotADirectory) return false;
    throw error;
  }
}
