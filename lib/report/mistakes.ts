/**
 * Pictures of what the best gets wrong.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { PNG } from "pngjs";
import { formatCount } from "../results/format.ts";
import type { Mistake } from "../trial/mistake.ts";
import type { Mistakes } from "./find_mistakes.ts";
import { toParagraphs } from "./html_parts.ts";

/** The pictures, or the sentence that says why there are none. */
export function toMistakes(mistakes: Mistakes | string): string {
  if (typeof mistakes === "string") return toParagraphs([mistakes]);
  const { shown, count, images } = mistakes;
  if (count === 0) return toParagraphs([`It gets none of the ${images} images wrong.`]);
  const isRanked = shown[0].taken !== null;
  const which = shown.length === count
    ? `All ${formatCount(count)}`
    : `${formatCount(shown.length)} of ${formatCount(count)}`;
  const told = count === 1
    ? `The only one of the ${images} images that its best run gets wrong.`
    : `${which} ${images} images that its best run gets wrong` +
      `${isRanked ? ", the surest first" : ""}.`;
  const how = isRanked
    ? "Below each: its label, what it was taken for, and how sure the net was of that."
    : "Below each: its label; what it was taken for is not known, for the weights were not kept.";
  return toParagraphs([`${told} ${how}`]) +
    `<ul class="digits">${shown.map(toItem).join("")}</ul>`;
}

function toItem(mistake: Mistake): string {
  const { label, index, taken, probability } = mistake;
  const wrong = taken === null ? "" : `<br><small>taken for</small> ` +
    `<b>${taken}</b><small>, ${Math.floor(100 * probability!)}\u00a0%</small>`;
  return `<li><img alt="Image ${index}, a ${label}" src="${toPng(mistake)}">` +
    `<span><b>${label}</b>${wrong}</span></li>`;
}

/** A grey image as a PNG inside a URL, dark ink on white. */
function toPng({ pixels, height, width }: Mistake): string {
  const grey = { colorType: 0, inputColorType: 0, inputHasAlpha: false } as const;
  const png = new PNG({ width, height, ...grey });
  png.data = Buffer.from(pixels.map((ink) => 255 - ink));
  return `data:image/png;base64,${PNG.sync.write(png, grey).toString("base64")}`;
}
