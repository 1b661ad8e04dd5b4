/**
 * The format of a checkpoint's file. Numbers are little-endian.
 *
 * | bytes | what                                                                           |
 * | ----- | ------------------------------------------------------------------------------ |
 * | 8     | `SWEEPBCK`                                                                     |
 * | 8     | length of the whole file, a whole number                                       |
 * | 4     | length of the header, a whole number                                           |
 * |       | header: JSON with the version, the epochs, and the lengths of all arrays       |
 * |       | float32: the weights, then what the optimizer keeps                            |
 * | 4     | CRC-32 of all before it                                                        |
 *
 * Of every version, the first row, the second and the last are the same.
 *
 * @module
 */
import { crc32 } from "node:zlib";
import type { Checkpoint } from "../trial/checkpoint.ts";
import type { EpochMetrics } from "../trial/run.ts";

const MAGIC = new TextEncoder().encode("SWEEPBCK");
const VERSION = 1;
/** Bytes of the first three rows, and of the last. */
const START = 20, END = 4;

interface Header {
  readonly version: number;
  readonly epochs: readonly EpochMetrics[];
  /** Lengths of the arrays. */
  readonly weights: readonly number[];
  readonly optimizer: readonly number[];
}

/** A checkpoint as the bytes of its file. */
export function encodeCheckpoint({ epochs, weights, optimizer }: Checkpoint): Uint8Array {
  const lengths = (arrays: readonly Float32Array[]) => arrays.map(({ length }) => length);
  const header: Header = {
    version: VERSION,
    epochs,
    weights: lengths(weights),
    optimizer: lengths(optimizer),
  };
  const text = new TextEncoder().encode(JSON.stringify(header, (_, value) => toJson(value)));
  const arrays = [...weights, ...optimizer];
  const values = arrays.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const bytes = new Uint8Array(START + text.length + values + END);
  const view = new DataView(bytes.buffer);
  bytes.set(MAGIC);
  view.setBigUint64(8, BigInt(bytes.length), true);
  view.setUint32(16, text.length, true);
  bytes.set(text, START);
  let at = START + text.length;
  for (const { buffer, byteOffset, byteLength } of arrays) {
    // All processors that Deno runs on are little-endian.
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  view.setUint32(at, crc32(bytes.subarray(0, at)), true);
  return bytes;
}

/**
 * The checkpoint that these bytes hold; its arrays are copies.
 *
 * @throws {SyntaxError} If they are no checkpoint, or one that was cut, changed, or written by a
 * later version of Sweepbook; the message is the end of a sentence.
 */
export function decodeCheckpoint(bytes: Uint8Array<ArrayBuffer>): Checkpoint {
  const start = bytes.subarray(0, MAGIC.length);
  if (start.some((byte, i) => byte !== MAGIC[i])) {
    throw new SyntaxError("it is no checkpoint, or was changed");
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const expected = bytes.length < START ? null : view.getBigUint64(8, true);
  if (expected === null || bytes.length < expected) {
    const whole = expected === null ? "more" : `${expected}`;
    throw new SyntaxError(`expected ${whole} bytes, got ${bytes.length}; it was cut short`);
  }
  const end = bytes.length - END;
  if (bytes.length > expected || crc32(bytes.subarray(0, end)) !== view.getUint32(end, true)) {
    throw new SyntaxError("its checksum is wrong, so it was changed");
  }
  const headerEnd = START + view.getUint32(16, true);
  const text = new TextDecoder().decode(bytes.subarray(START, headerEnd));
  const header: Header = JSON.parse(text, (_, value) => fromJson(value));
  if (header.version > VERSION) {
    throw new SyntaxError(
      `a later version of Sweepbook wrote it, in format ${header.version}; this one reads ${VERSION}`,
    );
  }
  let at = headerEnd;
  const take = (length: number) =>
    new Float32Array(bytes.slice(at, at += Float32Array.BYTES_PER_ELEMENT * length).buffer);
  const { epochs } = header;
  return { epochs, weights: header.weights.map(take), optimizer: header.optimizer.map(take) };
}

/** What JSON has no number for goes as a text. */
function toJson(value: unknown): unknown {
  if (Object.is(value, -0)) return "-0";
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
}

function fromJson(value: unknown): unknown {
  return typeof value === "string" ? Number(value) : value;
}
