/**
 * Files that may be compressed.
 *
 * @module
 */

/**
 * Decompresses gzip, which is known by its first two bytes, 1f 8b; other bytes come back as they
 * are.
 *
 * @param bytes The whole file.
 * @param name What errors call the file.
 * @throws {SyntaxError} If the compressed data is cut short or corrupt.
 */
export async function gunzip(
  bytes: Uint8Array<ArrayBuffer>,
  name: string,
): Promise<Uint8Array<ArrayBuffer>> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  try {
    return new Uint8Array(await new Response(plain).arrayBuffer());
  } catch (cause) {
    throw new SyntaxError(
      `Cannot decompress "${name}": expected whole gzip data, got ${bytes.length} bytes ` +
        `that are cut short or corrupt; fetch the file again.`,
      { cause },
    );
  }
}
