/**
 * A picture of a digit as MNIST's images are made: "the original black and white (bilevel) images
 * were size normalized to fit in a 20x20 pixel box while preserving their aspect ratio", and "the
 * images were centered in a 28x28 image by computing the center of mass of the pixels" (LeCun et
 * al. 1998, and MNIST's page).
 *
 * @module
 */
import type { Grey } from "./grey.ts";
import type { Picture } from "./picture.ts";
import { type Box, resample } from "./resample.ts";
import { findStrokes, neighbours, type Strokes } from "./strokes.ts";

/** Which part of an image a digit fills, from edge to edge. */
const FILLED = 20 / 28;

/**
 * Makes a picture of a digit an image of the given size. Null where there is nothing on it.
 */
export function toDigit(grey: Grey, height: number, width: number): Picture | null {
  const strokes = findStrokes(grey);
  if (strokes === null) return null;
  const box = boundsOf(strokes);
  const scale = FILLED * Math.min(height / box.height, width / box.width);
  const size = (length: number) => Math.max(1, Math.round(scale * length));
  const digit = resample(toInk(strokes), box, size(box.width), size(box.height));
  return centre(digit, height, width);
}

/** The strokes alone, their fullest parts at 1; what lies beyond their edges is 0. */
function toInk({ width, height, values, mask }: Strokes): Grey {
  const dark = values.filter((_, i) => mask[i]).sort();
  const full = dark[Math.floor(0.9 * (dark.length - 1))];
  const ink = new Float32Array(values.length);
  mask.forEach((isStroke, i) => {
    if (!isStroke) return;
    for (const near of [i, ...neighbours(i, width, mask.length)]) {
      ink[near] = Math.min(1, Math.max(0, values[near] / full));
    }
  });
  return { width, height, values: ink };
}

/** The smallest box around all strokes. */
function boundsOf({ width, height, mask }: Strokes): Box {
  let [left, top, right, bottom] = [width, height, 0, 0];
  mask.forEach((isStroke, i) => {
    if (!isStroke) return;
    const [x, y] = [i % width, Math.floor(i / width)];
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  });
  return { left, top, width: right - left + 1, height: bottom - top + 1 };
}

/** Puts the centre of mass into the middle, or as near as the whole digit stays within. */
function centre(digit: Grey, height: number, width: number): Picture {
  const fullest = digit.values.reduce((a, b) => Math.max(a, b));
  let [mass, x, y] = [0, 0, 0];
  digit.values.forEach((value, i) => {
    mass += value;
    x += value * (i % digit.width);
    y += value * Math.floor(i / digit.width);
  });
  const place = (middle: number, mean: number, room: number) =>
    Math.min(room, Math.max(0, Math.round(middle - mean)));
  const left = place(width / 2, x / mass, width - digit.width);
  const top = place(height / 2, y / mass, height - digit.height);
  const pixels = new Uint8Array(height * width);
  digit.values.forEach((value, i) => {
    const [column, row] = [left + i % digit.width, top + Math.floor(i / digit.width)];
    pixels[row * width + column] = Math.round(255 * value / fullest);
  });
  return { height, width, pixels };
}
