/**
 * What a convolution and a pooling do, step by step, in plain code: slow and easy to follow. The
 * kernels of `backends/` do the same for whole batches, and a test holds that they agree.
 *
 * @module
 */
import { checkChoice, checkKeys, checkSize, refuseRange } from "../check/check.ts";
import { checkGrid, formatGridSize, type GreyImage, type Grid } from "./grid.ts";
import type { Size } from "./layer.ts";
import { slideWindow } from "./shapes.ts";

/** One stop of a window on its way over a map. */
export interface WindowStep {
  /** Row of its value in the output, counted from 0. */
  readonly row: number;
  /** Column of its value in the output, counted from 0. */
  readonly column: number;
  /** Row of the window's first number in the map. */
  readonly top: number;
  /** Column of the window's first number in the map. */
  readonly left: number;
  /** What the window covers. */
  readonly covered: Grid;
  /** What the value is made of: the products with the filter, or of a pooling what is covered. */
  readonly terms: Grid;
  /** The sum of the products, or the largest or the mean of what is covered. */
  readonly value: number;
}

/** A window's whole way over a map, row by row. */
export interface WindowSteps {
  /** The map that it moves over. */
  readonly map: Grid;
  /** The steps in their order. */
  readonly steps: readonly WindowStep[];
  /** Their values. */
  readonly output: Grid;
}

/** Options of {@linkcode convolutionSteps}. */
export interface ConvolutionOptions {
  /**
   * The filter moves this far: a whole number of at least 1, or [down, across].
   *
   * @default {1}
   */
  readonly strides?: number | Size;
}

/** Options of {@linkcode poolingSteps}. */
export interface PoolingOptions {
  /**
   * The window's height and width: a whole number of at least 1, or a pair.
   *
   * @default {2}
   */
  readonly size?: number | Size;
  /**
   * The window moves this far; by default so that windows lie side by side.
   *
   * @default {size}
   */
  readonly strides?: number | Size;
  /**
   * The largest of a window is taken (`maxPool`), or the mean (`avgPool`).
   *
   * @default {"maxPool"}
   */
  readonly kind?: "maxPool" | "avgPool";
}

/** The kinds of pooling. */
export const poolings = ["maxPool", "avgPool"] as const;

/**
 * Moves a filter over one map and sums the products at each step, without padding, bias or
 * activation: what a convolutional layer does with one channel and one filter. As in all such nets
 * the filter is not turned round first, which mathematicians call a cross-correlation.
 *
 * @param image The map: rows of numbers, or an image, whose brightnesses are divided by 255.
 * @param filter Rows of weights.
 * @throws {TypeError} If an argument or an option is not of its type, or an option is unknown.
 * @throws {RangeError} If rows differ in length, strides are below 1, or the filter does not fit.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { convolutionSteps } from "./window_steps.ts";
 *
 * const { steps, output } = convolutionSteps([[1, 2, 3], [4, 5, 6]], [[1, 0], [0, 1]]);
 * assertEquals(steps[1].terms, [[2, 0], [0, 6]]);
 * assertEquals(output, [[6, 8]]);
 * ```
 */
export function convolutionSteps(
  image: Grid | GreyImage,
  filter: Grid,
  options: ConvolutionOptions = {},
): WindowSteps {
  const map = checkGrid("an image", image);
  const weights = checkGrid("a filter", filter);
  const { strides = 1 } = checkKeys("options of convolutionSteps()", options, ["strides"]);
  const moves = checkSize("strides of a convolution", strides);
  const window = [weights.length, weights[0].length] as const;
  return slide(map, "a filter", { window, strides: moves }, (covered) => {
    const terms = covered.map((row, y) => row.map((value, x) => value * weights[y][x]));
    return { terms, value: sum(terms) };
  });
}

/**
 * Moves a window over one map and takes the largest or the mean of what it covers at each step,
 * without padding: what a pooling layer does with one channel.
 *
 * @param image The map: rows of numbers, or an image, whose brightnesses are divided by 255.
 * @throws {TypeError} If an argument or an option is not of its type, or an option is unknown.
 * @throws {RangeError} If rows differ in length, a number is below 1, or the window does not fit.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { poolingSteps } from "./window_steps.ts";
 *
 * const { output } = poolingSteps([[1, 2, 3, 4], [8, 7, 6, 5]]);
 * assertEquals(output, [[8, 6]]);
 * ```
 */
export function poolingSteps(image: Grid | GreyImage, options: PoolingOptions = {}): WindowSteps {
  const map = checkGrid("an image", image);
  const known = ["size", "strides", "kind"];
  const { size = 2, strides = size, kind = "maxPool" } = checkKeys(
    "options of poolingSteps()",
    options,
    known,
  );
  const window = checkSize("size of a pooling", size);
  const isMax = checkChoice("kind of a pooling", kind, poolings) === "maxPool";
  const moves = { window, strides: checkSize("strides of a pooling", strides) };
  return slide(map, "a window", moves, (terms) => ({
    terms,
    value: isMax ? Math.max(...terms.flat()) : sum(terms) / (window[0] * window[1]),
  }));
}

function slide(
  map: Grid,
  what: string,
  { window, strides }: { readonly window: Size; readonly strides: Size },
  measure: (covered: Grid) => Pick<WindowStep, "terms" | "value">,
): WindowSteps {
  const size = [map.length, map[0].length] as const;
  const [rows, columns] = slideWindow(size, { window, strides, padding: "valid" });
  if (rows < 1 || columns < 1) {
    refuseRange(what, `no larger than the image of ${formatGridSize(map)}`, window.join(" x "));
  }
  const grid = Array.from(
    { length: rows },
    (_, row) =>
      Array.from({ length: columns }, (_, column): WindowStep => {
        const [top, left] = [row * strides[0], column * strides[1]];
        const covered = map.slice(top, top + window[0]).map((values) =>
          values.slice(left, left + window[1])
        );
        return { row, column, top, left, covered, ...measure(covered) };
      }),
  );
  return {
    map,
    steps: grid.flat(),
    output: grid.map((steps) => steps.map(({ value }) => value)),
  };
}

function sum(grid: Grid): number {
  return grid.flat().reduce((total, value) => total + value, 0);
}
