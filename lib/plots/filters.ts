/**
 * The filters of a convolution, as pictures.
 *
 * @module
 */
import { checkArray, checkKeys, checkText, refuseRange } from "../check/check.ts";
import { checkGrid, type Grid } from "../models/grid.ts";
import { canvasFigure } from "./canvas.ts";
import type { Figure } from "./figure.ts";
import { drawSigned } from "./tiles.ts";

/** Options of {@linkcode plotFilters}. */
export interface FiltersOptions {
  /**
   * What the filters are, as the title says it.
   *
   * @default {"Filters of the first convolution"}
   */
  readonly title?: string;
}

/**
 * Draws filters beside each other, 64 at most: weights above 0 blue, below 0 orange, 0 white, all on
 * one scale. A filter answers where the image has ink under the blue and none under the orange.
 *
 * @param filters Rows of weights each, such as `model.filters()` of a loaded model.
 * @throws {TypeError} If an argument or an option is not of its type, or an option is unknown.
 * @throws {RangeError} If there is no filter, or the rows of one differ in length.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { plotFilters } from "./filters.ts";
 *
 * const { description } = plotFilters([[[1, -1]], [[0.5, 0]]]);
 * const weights = "2 of 1 x 2, weights from −1 to 1, blue above 0 and orange below.";
 * assertEquals(description, `Filters of the first convolution: ${weights}`);
 * ```
 */
export function plotFilters(filters: readonly Grid[], options: FiltersOptions = {}): Figure {
  const expected = "an array such as model.filters()";
  checkArray("filters", filters, expected, (filter) => checkGrid("a filter", filter));
  if (filters.length === 0) refuseRange("filters", "at least one", filters);
  const known = checkKeys("options of plotFilters()", options, ["title"]);
  const { title = "Filters of the first convolution" } = known;
  checkText("the title of filters", title, 'a text such as "Filters of deeper"');
  const { drawings, count, range } = drawSigned(filters, "weight", []);
  return canvasFigure(drawings, {
    title: `${title}: ${count}`,
    description: `${title}: ${count}, weights ${range}, blue above 0 and orange below.`,
  });
}
