/**
 * Images that a net takes for another class, as pictures.
 *
 * @module
 */
import { checkArray, checkKeys, checkText, checkWhole, refuseType } from "../check/check.ts";
import { checkGrid } from "../models/grid.ts";
import { formatCount } from "../results/format.ts";
import type { Mistake } from "../trial/mistake.ts";
import { canvasFigure } from "./canvas.ts";
import type { Figure } from "./figure.ts";
import { drawTiles, type Tile } from "./tiles.ts";

/** Options of {@linkcode plotMistakes}. */
export interface MistakesPlotOptions {
  /**
   * At most so many are drawn, the surest of them, at least 1.
   *
   * @default {24}
   */
  readonly most?: number;
  /**
   * Whose they are, as the title says it.
   *
   * @default {"Mistakes"}
   */
  readonly title?: string;
}

/** How many are drawn unless told otherwise. */
const SHOWN = 24;

/**
 * Draws images that a net takes for another class than theirs, the surest first: above each its class,
 * the class that it is taken for with the probability that the net gives that, and its place in its
 * set.
 *
 * @param mistakes Such as `await model.findMistakes(mnist.test)` of a loaded model.
 * @throws {TypeError} If an argument or an option is not of its type, or an option is unknown.
 * @throws {RangeError} If `most` is fractional or below 1, or an image has another number of pixels
 * than its size says.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { plotMistakes } from "./mistakes.ts";
 *
 * const image = { index: 5, label: 1, pixels: Uint8Array.of(0, 255), height: 1, width: 2 };
 * const { description } = plotMistakes([{ ...image, taken: 7, probability: 0.98 }]);
 * assertEquals(description, "Mistakes, the only one: image 5 is 1, taken for 7 (98.0 %).");
 * ```
 */
export function plotMistakes(
  mistakes: readonly Mistake[],
  options: MistakesPlotOptions = {},
): Figure {
  checkArray("mistakes", mistakes, "an array such as await model.findMistakes(mnist.test)", check);
  const known = checkKeys("options of plotMistakes()", options, ["most", "title"]);
  const { most = SHOWN, title = "Mistakes" } = known;
  checkWhole("most", most, 1);
  checkText("the title of mistakes", title, 'a text such as "Mistakes of deeper"');
  const shown = mistakes
    .toSorted((a, b) => (b.probability ?? 0) - (a.probability ?? 0) || a.index - b.index)
    .slice(0, most);
  const heading = toHeading(title, shown, mistakes.length);
  const told = shown.map((mistake) => {
    const { index, label, taken, probability } = mistake;
    return `image ${index} is ${label}` +
      (taken === null ? "" : `, taken for ${taken} (${formatProbability(probability!)})`);
  });
  return canvasFigure([drawTiles(shown.map(toTile), 44)], {
    title: heading,
    description: `${heading}${told.length === 0 ? "" : `: ${told.join("; ")}`}.`,
  });
}

/** @param all How many there are, drawn or not. */
function toHeading(title: string, shown: readonly Mistake[], all: number): string {
  if (all === 0) return `${title}: none`;
  if (all === 1) return `${title}, the only one`;
  if (shown.length === all) return `${title}, all ${formatCount(all)}`;
  const which = shown.every(({ probability }) => probability === null) ? "first" : "surest";
  return `${title}, the ${which} ${formatCount(shown.length)} of ${formatCount(all)}`;
}

function toTile(mistake: Mistake): Tile {
  const { index, label, taken, probability } = mistake;
  const what = taken === null
    ? `<b>${label}</b>`
    : `<b>${label}</b> as <b>${taken}</b>, ${formatProbability(probability!)}`;
  const grid = checkGrid("an image", mistake);
  return { grid, colors: "ink", caption: `${what}<br>image ${index}` };
}

/** Of the surest, two digits behind the point would all be 100. */
function formatProbability(probability: number): string {
  return `${(100 * probability).toFixed(probability > 0.9995 ? 3 : 1)} %`;
}

function check(mistake: Mistake): void {
  const expected = "one such as (await model.findMistakes(mnist.test))[0]";
  if (!(mistake?.pixels instanceof Uint8Array)) refuseType("a mistake", expected, mistake);
  checkGrid("the image of a mistake", mistake);
  const { index, label, taken, probability } = mistake;
  checkWhole("the index of an image", index, 0);
  checkWhole("the class of an image", label, 0);
  if (taken !== null) checkWhole("the class that an image is taken for", taken, 0);
  if ((taken === null) !== (probability === null)) {
    refuseType("the probability of a mistake", "one where the class is known", probability);
  }
}
