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
