/**
 * What the benchmark stands on: its Python environment, the BLAS in it, the files of the batches.
 *
 * @module
 */
import { chooseEngine } from "../../lib/backends/engine.ts";
import { ensureEnvironment } from "../../lib/cli/python.ts";
import type { LabelledImages } from "../../lib/studies.ts";
import { type Ground, needsPython, type PeerName } from "./peers.ts";
import { BATCH, type BatchFiles } from "./rounds.ts";

const requirements = new URL("requirements.txt", import.meta.url);
const stamp = new URL("../../.venv/bench/stamp", import.meta.url);

/**
 * Prepares what `peers` need.
 *
 * @param onlyIfThere Whether to do without the Python environment unless it was made before.
 * @throws {Error} If the environment cannot be made.
 */
export async function prepareGround(
  peers: readonly PeerName[],
  onlyIfThere: boolean,
  onProgress: (text: string) => void,
): Promise<Ground> {
  const wanted = peers.some((name) => needsPython(name) || name === "sweepbook-blas");
  if (!wanted || onlyIfThere && !await isThere(stamp)) {
    return { python: null, blas: wanted ? chooseEngine("auto").blas : null };
  }
  // Compiled, for the start of a peer counts.
  const { python } = await ensureEnvironment(requirements, onProgress, { compiled: true });
  return { python, blas: findBlas(python) };
}

/** Accelerate on macOS, else the current OpenBLAS of the environment. */
function findBlas(python: string): string | null {
  if (Deno.build.os === "darwin") return chooseEngine("auto").blas;
  const code = "import scipy_openblas32 as b; print(b.get_lib_dir(), b.get_library(True), sep='/')";
  const { success, stdout } = new Deno.Command(python, { args: ["-c", code] }).outputSync();
  if (!success) return chooseEngine("auto").blas;
  return chooseEngine("auto", new TextDecoder().decode(stdout).trim()).blas;
}

/**
 * Writes the first `steps` batches of a set as two files of bytes into `folder`.
 *
 * @throws {RangeError} If the set has fewer.
 */
export async function writeBatches(
  set: LabelledImages,
  steps: number,
  folder: string,
): Promise<BatchFiles> {
  const count = BATCH * steps;
  if (count > set.count) {
    throw new RangeError(
      `Expected at most ${set.count / BATCH} steps of ${BATCH} images, got ${steps}; ` +
        "ask for fewer rounds.",
    );
  }
  const [images, labels] = await writeImages(set, count, `${folder}/train`);
  return { images, labels, steps };
}

/** Writes the first images of a set and their labels as files of bytes, whose names it gives. */
export async function writeImages(
  { images, labels, height, width }: LabelledImages,
  count: number,
  prefix: string,
): Promise<[images: string, labels: string]> {
  const files: [string, string] = [`${prefix}-images`, `${prefix}-labels`];
  await Deno.writeFile(files[0], Uint8Array.from(images.subarray(0, count * height * width)));
  await Deno.writeFile(files[1], Uint8Array.from(labels.subarray(0, count)));
  return files;
}

async function isThere(file: URL): Promise<boolean> {
  return await Deno.stat(file).then(() => true, () => false);
}
