/**
 * Files that may be compressed.
 *
 * @module
 */
import { gunzipSync } from "node:zlib";

/**
 * Decompresses gzip (RFC 1952), which is known by its first two bytes, 1f 8b; other bytes come back
 * as they are. Of a file of several members the contents follow each other; zeros behind the last
 * member, which tapes and block devices add, are passed over.
 *
 * @param bytes The whole file.
 * @param name What errors call the file.
 * @throws {SyntaxError} If the compressed data is cut short or corrupt, or something else follows.
 */
export function gunzip(
  bytes: Uint8Array<ArrayBuffer>,
  name: string,
): Uint8Array<ArrayBuffer> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  let cause: unknown;
  try {
    // Whatever follows a zero is not looked at, so that is done here.
    const { buffer, engine } = gunzipSync(bytes, { info: true }) as unknown as WithInfo;
    if (bytes.subarray(engine.bytesWritten).every((byte) => byte === 0)) {
      return new Uint8Array(buffer);
    }
  } catch (error) {
    cause = error;
  }
  throw new SyntaxError(
    `Cannot decompress "${name}": expected whole gzip data, got ${bytes.length} bytes ` +
      `that are cut short or corrupt; fetch the file again.`,
    { cause },
  );
}

/** What `gunzipSync()` gives with `info`, which its types leave out. */
interface WithInfo {
  readonly buffer: Uint8Array;
  /** `bytesWritten` counts the compressed bytes, to the end of the last member. */
  readonly engine: { readonly bytesWritten: number };
}
