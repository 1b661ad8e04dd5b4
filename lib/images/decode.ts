/**
 * PNG and JPEG files to grey.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { refuseRange } from "../check/check.ts";
import { type Grey, orient, toGrey } from "./grey.ts";
import { type ImageHeader, readHeader } from "./image_header.ts";

/** Pixels that an image may have, in millions: decoded, each takes 4 bytes and more. */
const MOST_MEGAPIXELS = 64;
/** What `jpeg-js` may use. */
const MOST_MEMORY_MB = 2_048;

/**
 * Decodes a PNG or JPEG file of any kind, turned the way that its camera says. A large one comes out
 * smaller, see {@linkcode toGrey}.
 *
 * @param name What errors call the file.
 * @throws {RangeError} If it has more than 64 million pixels.
 * @throws {Error} If it is neither, or it is broken.
 */
export async function decodeImage(bytes: Uint8Array, name: string): Promise<Grey> {
  const header = readHeader(bytes);
  if (header === null) {
    throw new Error(`Cannot read "${name}": expected a PNG or JPEG image, got ${begin(bytes)}.`);
  }
  const { width, height, orientation } = header;
  if (width * height > MOST_MEGAPIXELS * 1e6) {
    const most = `of at most ${MOST_MEGAPIXELS} million pixels`;
    refuseRange(`"${name}"`, most, `${width} x ${height}`);
  }
  return orient(
    toGrey({ width, height, rgba: await decodeWhole(bytes, header, name) }),
    orientation,
  );
}

async function decodeWhole(
  bytes: Uint8Array,
  { kind }: ImageHeader,
  name: string,
): Promise<Uint8Array> {
  const decode = kind === "PNG" ? await loadPngDecoder() : await loadJpegDecoder();
  try {
    return decode(bytes);
  } catch (error) {
    // The decoders' own words tell of bytes and streams.
    throw new Error(
      `Cannot read "${name}": its ${kind} data is cut short, broken or of a kind that is not read.`,
      {
        cause: error,
      },
    );
  }
}

type Decoder = (bytes: Uint8Array) => Uint8Array;

// Loaded when they are needed: commands and notebooks begin without.

async function loadPngDecoder(): Promise<Decoder> {
  const { PNG } = await import("pngjs");
  return (bytes) => PNG.sync.read(Buffer.from(bytes)).data;
}

async function loadJpegDecoder(): Promise<Decoder> {
  const { default: jpeg } = await import("jpeg-js");
  const options = {
    useTArray: true,
    tolerantDecoding: false,
    maxResolutionInMP: MOST_MEGAPIXELS,
    maxMemoryUsageInMB: MOST_MEMORY_MB,
  } as const;
  return (bytes) => jpeg.decode(bytes, options).data;
}

function begin(bytes: Uint8Array): string {
  if (bytes.length === 0) return "an empty file";
  return `a file that begins with ${bytes.subarray(0, 4).toHex()}`;
}
