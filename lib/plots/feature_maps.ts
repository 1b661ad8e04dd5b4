/**
 * What a convolution makes of an image, as pictures.
 *
 * @module
 */
import { checkArray, checkKeys, checkText, refuseRange } from "../check/check.ts";
import { checkGrid, type GreyImage, type Grid } from "../models/grid.ts";
import { canvasFigure } from "./canvas.ts";
import type { Figure } from "./figure.ts";
import { drawSigned, type Tile } from "./tiles.ts";

/** Options of {@linkcode plotFeatureMaps}. */
export interface MapsOptions {
  /**
   * What the maps are, as the title says it.
   *
   * @default {"Feature maps"}
   */
  readonly title?: string;
  /**
   * The image that they were made of, which is drawn before them.
   *
   * @default {undefined}
   */
  readonly image?: GreyImage;
}

/**
 * Draws the feature maps of an image beside each other, 64 at most: numbers above 0 blue, below 0
 * orange, 0 white, all on one scale. A map is white where its filter found nothing.
 *
 * @param maps Rows of numbers each, such as `await model.featureMaps(image)` of a loaded model.
 * @throws {TypeError} If an argument or an option is not of its type, or an option is unknown.
 * @throws {RangeError} If there is no map, or the rows of one differ in length.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { plotFeatureMaps } from "./feature_maps.ts";
 *
 * const { description } = plotFeatureMaps([[[0, 2], [1, 0]], [[0, 0], [0, 0]]]);
 * const told = "2 of 2 x 2, answers from 0 to 2; the largest is in map 1, and 1 is 0 throughout.";
 * assertEquals(description, `Feature maps: ${told}`);
 * ```
 */
export function plotFeatureMaps(maps: readonly Grid[], options: MapsOptions = {}): Figure {
  const expected = "an array such as await model.featureMaps(image)";
  checkArray("feature maps", maps, expected, (map) => checkGrid("a feature map", map));
  if (maps.length === 0) refuseRange("feature maps", "at least one", maps);
  const known = checkKeys("options of plotFeatureMaps()", options, ["title", "image"]);
  const { title = "Feature maps", image } = known;
  checkText("the title of feature maps", title, 'a text such as "Image 7777"');
  const before: Tile[] = image === undefined
    ? []
    : [{ grid: checkGrid("an image", image), colors: "ink", caption: "image" }];
  const { drawings, count, range } = drawSigned(maps, "answer", before);
  return canvasFigure(drawings, {
    title: `${title}: ${count}`,
    description: `${title}: ${count}, answers ${range}; ${describe(maps)}.`,
  });
}

/** Where the largest number is, and how many maps have none but 0. */
function describe(maps: readonly Grid[]): string {
  const largest = maps.map((map) => map.flat().reduce((a, b) => Math.max(a, b), -Infinity));
  const silent = maps.filter((map) => map.flat().every((value) => value === 0)).length;
  const strongest = largest.indexOf(Math.max(...largest)) + 1;
  return `the largest is in map ${strongest}, and ` +
    `${silent === 0 ? "none is" : silent === 1 ? "1 is" : `${silent} are`} 0 throughout`;
}
