/**
 * IDX, the file format of MNIST and its likes: a big-endian header and then plain values. The
 * format is described at the foot of MNIST's page, http://yann.lecun.com/exdb/mnist/
 *
 * @module
 */
import { gunzip } from "./gzip.ts";

/** The values of one IDX file of unsigned bytes. */
export interface Idx {
  /** The file that it came from, as errors tell it. */
  readonly name: string;
  /** Lengths of the dimensions, outermost first: `[60000, 28, 28]`. */
  readonly shape: readonly number[];
  /** As many bytes as the product of `shape`, the last dimension running fastest. */
  readonly data: Uint8Array;
}

/** The header's code for elements that are unsigned bytes. */
const UNSIGNED_BYTE = 0x08;

/**
 * Parses an IDX file of unsigned bytes, with any number of dimensions from 1 to 255.
 *
 * The data is a view of `bytes`, not a copy.
 *
 * @param bytes The whole file, not compressed.
 * @param name What errors call the file.
 * @throws {SyntaxError} If the bytes are no IDX file of bytes, or are too few or too many.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseIdx } from "./idx.ts";
 *
 * const file = Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 3, 7, 2, 1);
 * const { shape, data } = parseIdx(file, "labels");
 * assertEquals(shape, [3]);
 * assertEquals([...data], [7, 2, 1]);
 * ```
 */
export function parseIdx(bytes: Uint8Array, name: string): Idx {
  if (bytes.length < 4) {
    throw new SyntaxError(
      `Cannot read "${name}": expected an IDX file, which begins with 4 bytes, got ${bytes.length}.`,
    );
  }
  const [zero, zeroToo, type, dimensions] = bytes;
  if (zero !== 0 || zeroToo !== 0 || dimensions === 0) {
    throw new SyntaxError(
      `Cannot read "${name}": expected an IDX file, which begins with ` +
        `0000, a type and the number of dimensions, got ${bytes.subarray(0, 4).toHex()}.`,
    );
  }
  if (type !== UNSIGNED_BYTE) {
    throw new SyntaxError(
      `Cannot read "${name}": expected an IDX file of unsigned bytes (type 08), ` +
        `got type ${bytes.subarray(2, 3).toHex()}.`,
    );
  }
  const header = 4 + 4 * dimensions;
  if (bytes.length < header) {
    throw new SyntaxError(
      `Cannot read "${name}": expected an IDX header of ${header} bytes ` +
        `for its ${dimensions} dimensions, got ${bytes.length} bytes in all.`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, header);
  const shape = Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i));
  const data = bytes.subarray(header);
  // BigInt: the product of a broken header's lengths can pass 2^53.
  const expected = shape.reduce((product, length) => product * BigInt(length), 1n);
  if (BigInt(data.length) !== expected) {
    throw new SyntaxError(
      `Cannot read "${name}": expected ${expected} bytes after the header ` +
        `for the shape ${shape.join("x")}, got ${data.length}; the file is ` +
        (data.length < expected ? "cut short." : "too long."),
    );
  }
  return { name, shape, data };
}

/**
 * Reads an IDX file of unsigned bytes, plain or compressed by gzip, whatever its name ends with.
 *
 * @throws {SyntaxError} If the file is broken, or is no IDX file of bytes.
 * @throws {Deno.errors.NotFound} If there is no such file.
 */
export async function readIdxFile(path: string): Promise<Idx> {
  return parseIdx(gunzip(await Deno.readFile(path), path), path);
}
