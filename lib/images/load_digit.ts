/**
 * One's own picture of a digit, as an image of MNIST.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { checkKeys, checkWhole, refuseRange, refuseType } from "../check/check.ts";
import { decodeImage } from "./decode.ts";
import type { Picture } from "./picture.ts";
import { toDigit } from "./to_digit.ts";

/** Where an image comes from: the path or the `file:` URL of a PNG or JPEG file, or its bytes. */
export type ImageSource = string | URL | Uint8Array | ArrayBuffer;

/** The size of the image that a picture is made. */
export interface DigitOptions {
  /**
   * The image has this height, in pixels.
   *
   * @default {28}
   */
  readonly height?: number;
  /**
   * The image has this width, in pixels.
   *
   * @default {28}
   */
  readonly width?: number;
}

/** Bytes that a file may have. */
const MOST_BYTES = 256 * 2 ** 20;

/**
 * Loads a picture of one digit and makes it an image as those of MNIST are: grey, light on dark,
 * cropped to the digit, scaled to fit into 20 of 28 pixels, and centred by its mass.
 *
 * The picture may have any size up to 64 million pixels, colours, transparency, noise and uneven
 * light, and be dark on light or light on dark: the border tells. It shows one digit and nothing
 * else.
 *
 * @throws {TypeError} If an argument or an option is not of its type, or an option is unknown.
 * @throws {RangeError} If the picture is too large, or a number is out of range.
 * @throws {Error} If the file cannot be read, is no PNG or JPEG image, or is blank.
 *
 * @example
 * ```ts
 * import { assertRejects } from "@std/assert";
 * import { loadDigit } from "./load_digit.ts";
 *
 * const bytes = new TextEncoder().encode("seven");
 * await assertRejects(() => loadDigit(bytes), Error, "expected a PNG or JPEG image");
 * ```
 */
export async function loadDigit(image: ImageSource, options: DigitOptions = {}): Promise<Picture> {
  const { height = 28, width = 28 } = checkKeys("options of loadDigit()", options, [
    "height",
    "width",
  ]);
  checkWhole("height", height, 1, 1024);
  checkWhole("width", width, 1, 1024);
  const { bytes, name } = await readImage(image);
  const digit = toDigit(await decodeImage(bytes, name), height, width);
  if (digit === null) throw new Error(`Expected a digit in "${name}", got a blank image.`);
  return digit;
}

async function readImage(image: ImageSource): Promise<{ bytes: Uint8Array; name: string }> {
  if (image instanceof Uint8Array) return { bytes: image, name: "the image" };
  if (image instanceof ArrayBuffer) return { bytes: new Uint8Array(image), name: "the image" };
  const isPath = (typeof image === "string" && /\S/.test(image)) || image instanceof URL;
  if (!isPath) refuseType("an image", "a path, a URL or the bytes of a PNG or JPEG file", image);
  if (/^https?:/.test(`${image}`)) {
    refuseType("an image", "a file or bytes; fetch it first and hand in its bytes", `${image}`);
  }
  const path = image instanceof URL ? fileURLToPath(image) : image;
  try {
    const { size, isFile, isDirectory } = await Deno.stat(path);
    // A device or a pipe may never come to an end. Of a folder the system has a word.
    if (!isFile && !isDirectory) throw new Error("it is a device or a pipe, and no file");
    if (size > MOST_BYTES) refuseRange(`"${path}"`, "a file of at most 256 MiB", `${size} bytes`);
    return { bytes: await Deno.readFile(path), name: path };
  } catch (error) {
    if (error instanceof RangeError) throw error;
    const [reason] = (error as Error).message.split(/ \(os error|: (?:stat|read|open)/);
    throw new Error(`Cannot read "${path}": ${reason.replace(/[.:]$/, "")}.`, { cause: error });
  }
}
