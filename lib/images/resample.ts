/**
 * Scaling with antialiasing.
 *
 * @module
 */
import type { Grey } from "./grey.ts";

/** A rectangle of a plane. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Scales a part of a plane to another size. Each new pixel is the weighted mean of those below it,
 * by a triangle as wide as two of the new pixels or two of the old, whichever is wider; so nothing is
 * left out, and the same size gives the same values.
 */
export function resample(grey: Grey, box: Box, width: number, height: number): Grey {
  const rows = weigh(box.top, box.height, height, grey.height);
  const columns = weigh(box.left, box.width, width, grey.width);
  const values = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (const [row, rowWeight] of rows[y]) {
        for (const [column, weight] of columns[x]) {
          sum += rowWeight * weight * grey.values[row * grey.width + column];
        }
      }
      values[y * width + x] = sum;
    }
  }
  return { width, height, values };
}

/** For each new pixel along one axis: the old ones and their weights, which sum to 1. */
function weigh(start: number, length: number, count: number, end: number): [number, number][][] {
  const step = length / count;
  const reach = Math.max(1, step);
  return Array.from({ length: count }, (_, i) => {
    const centre = start + (i + 0.5) * step - 0.5;
    const weights: [number, number][] = [];
    const from = Math.max(0, Math.ceil(centre - reach));
    for (let old = from; old <= Math.min(end - 1, centre + reach); old++) {
      const weight = 1 - Math.abs(old - centre) / reach;
      if (weight > 0) weights.push([old, weight]);
    }
    const sum = weights.reduce((sum, [, weight]) => sum + weight, 0);
    return weights.map(([old, weight]) => [old, weight / sum]);
  });
}
