/**
 * Grids of numbers, as a layer sees one map of an image.
 *
 * @module
 */
import { checkArray, checkKeys, checkNumber, checkText, checkWhole } from "../check/check.ts";
import { refuseRange, refuseType } from "../check/check.ts";

/** Numbers row by row, all rows of one length. */
export type Grid = readonly (readonly number[])[];

/** A grey image, such as `imageAt(mnist.train, 7777)`. */
export interface GreyImage {
  /** In pixels. */
  readonly height: number;
  /** In pixels. */
  readonly width: number;
  /** `height` x `width` brightnesses from 0 (background) to 255 (ink), row by row. */
  readonly pixels: Uint8Array;
}

/** What an image may say; those that a net gets wrong say what it takes them for. */
const IMAGE = ["pixels", "height", "width", "label", "title", "index", "taken", "probability"];

/**
 * A grey image with whatever else is known of it. How many pixels it has is not looked at.
 *
 * @throws {TypeError} If it is none, or has an unknown key or one of another type.
 * @throws {RangeError} If a number is out of range.
 */
export function checkImage(name: string, image: GreyImage & { label?: number; title?: string }) {
  if (!(image?.pixels instanceof Uint8Array)) {
    refuseType(name, "one such as imageAt(mnist.train, 7777)", image);
  }
  const { height, width, label, title } = checkKeys(name, image, IMAGE);
  checkWhole(`height of ${name}`, height, 1);
  checkWhole(`width of ${name}`, width, 1);
  if (label !== undefined) checkWhole(`label of ${name}`, label, 0);
  if (title !== undefined) checkText(`title of ${name}`, title, 'a text such as "Image 7777"');
}

/**
 * A grid as it is, or an image as a net sees it: brightnesses divided by 255.
 *
 * @throws {TypeError} If it is neither, or an image with an unknown key.
 * @throws {RangeError} If it is empty, its rows differ in length or a number is not finite, or the
 * image has another number of pixels than its size says.
 */
export function checkGrid(name: string, value: Grid | GreyImage): Grid {
  if (Array.isArray(value)) return checkRows(name, value);
  const { pixels, height, width } = Object(value) as GreyImage;
  if (!(pixels instanceof Uint8Array)) {
    return refuseType(name, "rows of numbers such as [[1, 0], [0, 1]], or an image", value);
  }
  checkImage(name, value as GreyImage);
  if (height * width !== pixels.length) {
    refuseRange(`the pixels of ${name}`, `${height} x ${width}`, pixels.length);
  }
  const scaled = Array.from(pixels, (brightness) => brightness / 255);
  return Array.from({ length: height }, (_, row) => scaled.slice(row * width, (row + 1) * width));
}

function checkRows(name: string, rows: Grid): Grid {
  const grid = checkArray(
    name,
    rows,
    "an array",
    (row) =>
      checkArray(`each row of ${name}`, row, "an array of numbers", (value) => {
        const number = checkNumber(`each number of ${name}`, value);
        return Number.isFinite(number)
          ? number
          : refuseRange(`each number of ${name}`, "finite", value);
      }),
  );
  const [first] = grid;
  const isGrid = first !== undefined && first.length > 0 &&
    grid.every(({ length }) => length === first.length);
  return isGrid ? grid : refuseRange(name, "rows of one length, at least 1", rows);
}

/** Height and width: `5 x 3`. */
export function formatGridSize(grid: Grid): string {
  return `${grid.length} x ${grid[0].length}`;
}
