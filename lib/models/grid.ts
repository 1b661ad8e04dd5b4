/**
 * Grids of numbers, as a layer sees one map of an image.
 *
 * @module
 */
import { checkArray, checkNumber, refuseRange, refuseType } from "../check/check.ts";

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

/**
 * A grid as it is, or an image as a net sees it: brightnesses divided by 255.
 *
 * @throws {TypeError} If it is neither.
 * @throws {RangeError} If it is empty, its rows differ in length or a number is not finite, or the
 * image has another number of pixels than its size says.
 */
export function checkGrid(name: string, value: Grid | GreyImage): Grid {
  if (Array.isArray(value)) return checkRows(name, value);
  const { pixels, height, width } = Object(value) as GreyImage;
  if (!(pixels instanceof Uint8Array)) {
    return refuseType(name, "rows of numbers such as [[1, 0], [0, 1]], or an image", value);
  }
  if (height * width !== pixels.length || pixels.length === 0) {
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
