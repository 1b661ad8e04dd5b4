/**
 * Which pixels of an image are strokes of a pen.
 *
 * @module
 */
import type { Grey } from "./grey.ts";
import { fitPaper, noiseOf } from "./paper.ts";

/** The strokes of an image: how much darker or brighter than the paper each pixel is. */
export interface Strokes extends Grey {
  /** Pixels of strokes. */
  readonly mask: Uint8Array;
}

/** Less contrast than this, of black to white, is no stroke. */
const LEAST = 0.06;
/** Strokes stand out from the noise of the paper by so many of its deviations. */
const CLEAR = 3.5;
/** Anything that stands out is this clear somewhere. */
const CERTAIN = 6;
/** Paler parts of the darkest stroke than this share are its edge. */
const EDGE = 0.2;
/** What weighs less than this share of the heaviest stroke is dust. */
const DUST = 0.03;
/** Images from this length on are smoothed before strokes are looked for. */
const SMOOTHED = 84;

/**
 * Finds strokes, be they dark on light or light on dark: the border is paper, and what stands out
 * from it most is ink. Null where nothing does.
 */
export function findStrokes(grey: Grey): Strokes | null {
  const { width, height } = grey;
  const paper = fitPaper(grey);
  const off = grey.values.map((value, i) => value - paper[i]);
  // Cubes: a few pixels that differ much outweigh many that differ little.
  const sign = Math.sign(off.reduce((sum, value) => sum + value ** 3, 0)) || 1;
  const values = off.map((value) => sign * value);
  const smooth = Math.max(width, height) >= SMOOTHED ? blur({ width, height, values }) : values;
  const noise = noiseOf(smooth.map(Math.abs));
  const peak = smooth.reduce((a, b) => Math.max(a, b), 0);
  if (peak < Math.max(LEAST, CERTAIN * noise)) return null;
  const least = Math.max(EDGE * peak, CLEAR * noise);
  const mask = Uint8Array.from(smooth, (value) => value >= least ? 1 : 0);
  removeDust(mask, values, width);
  return { width, height, values, mask };
}

/** The mean of each pixel and its neighbours, along both axes in turn. */
function blur({ width, height, values }: Grey): Float32Array {
  const along = (from: Float32Array, step: number, place: (i: number) => number, end: number) =>
    from.map((value, i) => {
      const before = place(i) > 0 ? from[i - step] : value;
      const after = place(i) < end - 1 ? from[i + step] : value;
      return (before + value + after) / 3;
    });
  const rows = along(values, 1, (i) => i % width, width);
  return along(rows, width, (i) => Math.floor(i / width), height);
}

/** Takes out of a mask what hangs together and weighs little beside the heaviest such part. */
function removeDust(mask: Uint8Array, values: Float32Array, width: number): void {
  const parts: { pixels: number[]; weight: number }[] = [];
  const seen = new Uint8Array(mask.length);
  mask.forEach((isStroke, start) => {
    if (!isStroke || seen[start]) return;
    seen[start] = 1;
    const pixels = [start];
    let weight = 0;
    for (const pixel of pixels) {
      weight += values[pixel];
      for (const next of neighbours(pixel, width, mask.length)) {
        if (!mask[next] || seen[next]) continue;
        seen[next] = 1;
        pixels.push(next);
      }
    }
    parts.push({ pixels, weight });
  });
  const heaviest = Math.max(...parts.map(({ weight }) => weight));
  for (const { pixels, weight } of parts) {
    if (weight < DUST * heaviest) { for (const pixel of pixels) mask[pixel] = 0; }
  }
}

/** The pixels around one, those at its corners included. */
export function neighbours(pixel: number, width: number, count: number): number[] {
  const column = pixel % width;
  const found: number[] = [];
  for (let x = Math.max(0, column - 1); x <= Math.min(width - 1, column + 1); x++) {
    for (const row of [-1, 0, 1]) {
      const next = pixel + row * width + x - column;
      if (next !== pixel && next >= 0 && next < count) found.push(next);
    }
  }
  return found;
}
