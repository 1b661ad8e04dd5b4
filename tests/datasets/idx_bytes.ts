/** Small files in memory for the tests of datasets. */

/** An IDX file of unsigned bytes; without `data`, bytes that count up. */
export function idxBytes(shape: number[], data?: number[]): Uint8Array<ArrayBuffer> {
  const size = shape.reduce((product, length) => product * length, 1);
  const bytes = new Uint8Array(4 + 4 * shape.length + (data?.length ?? size));
  bytes.set([0, 0, 8, shape.length]);
  const view = new DataView(bytes.buffer);
  shape.forEach((length, i) => view.setUint32(4 + 4 * i, length));
  bytes.set(data ?? Array.from({ length: size }, (_, i) => i % 256), 4 + 4 * shape.length);
  return bytes;
}

/** The bytes compressed by gzip. */
export async function gzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

/** Runs a test in a temporary folder, which is removed at the end. */
export async function inFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "datasets-" });
  try {
    await run(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The customary names of the four files. */
export const idxNames = [
  "train-images-idx3-ubyte",
  "train-labels-idx1-ubyte",
  "t10k-images-idx3-ubyte",
  "t10k-labels-idx1-ubyte",
];

/** Writes a dataset of a few images of 2x4 pixels into a folder, its files under other names if so asked. */
export async function writeIdxFolder(
  folder: string,
  rename = (name: string) => name,
): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  const contents = [idxBytes([3, 2, 4]), idxBytes([3]), idxBytes([2, 2, 4]), idxBytes([2])];
  for (const [i, bytes] of contents.entries()) {
    const name = rename(idxNames[i]);
    await Deno.writeFile(`${folder}/${name}`, name.endsWith(".gz") ? await gzip(bytes) : bytes);
  }
}
