/**
 * Grey planes: what a coloured image comes down to.
 *
 * @module
 */

/** A plane of numbers, row by row. */
export interface Grey {
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  /** Brightnesses from 0 (black) to 1 (white), `height` x `width`. */
  readonly values: Float32Array;
}

/** Pixels of the longer side, at most: enough for a digit that fills a twentieth of a photo. */
const LONGEST = 800;

/**
 * The luma of each pixel (ITU-R BT.601). Of an image with a side beyond 800 pixels, the mean of each
 * block of so many pixels that no side is.
 *
 * What is see-through shows a ground: white behind dark colours, black behind bright ones.
 */
export function toGrey(
  { width, height, rgba }: { width: number; height: number; rgba: Uint8Array },
): Grey {
  const block = Math.ceil(Math.max(width, height) / LONGEST);
  const columns = Math.ceil(width / block);
  const rows = Math.ceil(height / block);
  const light = new Float64Array(columns * rows);
  const cover = new Float64Array(columns * rows);
  let [lights, covers] = [0, 0];
  for (let y = 0, at = 0; y < height; y++) {
    const row = Math.floor(y / block) * columns;
    for (let x = 0; x < width; x++, at += 4) {
      const alpha = rgba[at + 3] / 255;
      const luma = (0.299 * rgba[at] + 0.587 * rgba[at + 1] + 0.114 * rgba[at + 2]) / 255;
      const to = row + Math.floor(x / block);
      light[to] += luma * alpha;
      cover[to] += alpha;
      lights += luma * alpha;
      covers += alpha;
    }
  }
  const ground = lights < 0.5 * covers ? 1 : 0;
  const values = new Float32Array(columns * rows);
  for (let row = 0, i = 0; row < rows; row++) {
    const blockHeight = Math.min(block, height - row * block);
    for (let column = 0; column < columns; column++, i++) {
      const area = blockHeight * Math.min(block, width - column * block);
      values[i] = (light[i] + ground * (area - cover[i])) / area;
    }
  }
  return { width: columns, height: rows, values };
}

/** Turns and mirrors a plane as Exif's orientation says, from 1 (as it is) to 8. */
export function orient(grey: Grey, orientation: number): Grey {
  if (orientation === 1) return grey;
  const isTurned = orientation > 4;
  const [width, height] = isTurned ? [grey.height, grey.width] : [grey.width, grey.height];
  const flipsX = [2, 3, 7, 8].includes(orientation);
  const flipsY = [3, 4, 6, 7].includes(orientation);
  const values = Float32Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    const [fromX, fromY] = isTurned ? [y, x] : [x, y];
    const column = flipsX ? grey.width - 1 - fromX : fromX;
    const row = flipsY ? grey.height - 1 - fromY : fromY;
    return grey.values[row * grey.width + column];
  });
  return { width, height, values };
}
