/**
 * Images with their labels.
 *
 * @module
 */
import { checkArguments, checkArray, checkWhole } from "../check/check.ts";
import { checkImage } from "../models/grid.ts";
import { formatCount } from "../results/format.ts";
import {
  baseLayout,
  cutName,
  escapeLabel,
  type Figure,
  FIGURE_WIDTH,
  figureTitle,
  shortLabel,
} from "./figure.ts";

/** A grey image, its class and what stands above it. */
export interface TitledImage {
  /** Its class. */
  readonly label: number;
  /** `height x width` bytes, row by row: 0 is background, 255 is ink. */
  readonly pixels: Uint8Array;
  /** In pixels. */
  readonly height: number;
  /** In pixels. */
  readonly width: number;
  /**
   * What stands above the image.
   *
   * @default {label}
   */
  readonly title?: string;
}

/** The widest that one image is drawn, in pixels. */
const largestTile = 240;
/** What stands above an image takes this, and the title above all of them, in pixels. */
const titleHeight = 26;
const HEAD = 34;
/** Beside the title, for the button that saves the figure, in pixels. */
const BESIDE = 34;
/** The width of a letter, in pixels. */
const LETTER = 7.2;

/**
 * Draws images in a grid about twice as wide as high, dark ink on white, in order, row by row.
 * All images have one size.
 *
 * @throws {TypeError} If they are no array, or one of them is no image.
 * @throws {RangeError} If there is no image, or an image's size differs from the first's or
 * from the number of its pixels.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { plotImages } from "./images.ts";
 *
 * const pixels = new Uint8Array(28 * 28).fill(255);
 * const image = { label: 8, pixels, height: 28, width: 28 };
 * const { description } = plotImages([image, { ...image, title: "Image 7777: 8" }]);
 * assertEquals(description, "2 images: 8, Image 7777: 8.");
 * ```
 */
export function plotImages(images: readonly TitledImage[]): Figure {
  checkArguments("plotImages()", arguments, 1);
  checkArray(
    "images",
    images,
    "an array of images such as [imageAt(mnist.train, 7777)]",
    (image) => {
      checkImage("an image", image);
      checkWhole("label of an image", image.label, 0);
    },
  );
  if (images.length === 0) throw new RangeError("Expected at least one image to plot, got none.");
  images.forEach((image, i) => checkSizes(image, images[0], i));
  const columns = Math.min(images.length, Math.ceil(Math.sqrt(2 * images.length)));
  const rows = Math.ceil(images.length / columns);
  const tile = Math.min(largestTile, Math.floor(FIGURE_WIDTH / columns));
  const pixel = tile / (images[0].width * 1.12);
  const stepX = tile / pixel;
  const stepY = images[0].height + titleHeight / pixel + 0.5;
  const places = images.map((_, i) => ({
    x: (i % columns) * stepX + (stepX - images[0].width) / 2,
    y: Math.floor(i / columns) * stepY + titleHeight / pixel,
  }));
  const width = Math.ceil(columns * tile);
  const letters = Math.floor((width - 2 * BESIDE) / LETTER);
  const hidden = { visible: false, fixedrange: true };
  return {
    data: images.map((image, i) => toTrace(image, places[i])),
    layout: {
      ...baseLayout,
      width,
      height: HEAD + Math.ceil(rows * stepY * pixel),
      title: figureTitle(cutName(nameOf(images), letters), { centred: true }),
      margin: { l: 0, r: 0, t: HEAD, b: 0 },
      xaxis: { ...hidden, range: [0, columns * stepX] },
      yaxis: { ...hidden, range: [rows * stepY, 0], scaleanchor: "x" },
      annotations: images.map((image, i) => ({
        text: shortLabel(titleOf(image), Math.max(1, Math.floor(tile / LETTER))),
        x: places[i].x + image.width / 2,
        y: places[i].y,
        xanchor: "center",
        yanchor: "bottom",
        showarrow: false,
      })),
    },
    description: images.length === 1
      ? describe(images[0])
      : `${images.length} images: ${images.map(titleOf).join(", ")}.`,
  };
}

function toTrace(image: TitledImage, { x, y }: { readonly x: number; readonly y: number }) {
  return {
    type: "heatmap",
    // Packed as Plotly takes it: a list of lists has a number a line in a saved notebook.
    z: {
      dtype: "u1",
      bdata: image.pixels.toBase64(),
      shape: `${image.height}, ${image.width}`,
    },
    // Plotly places cells by their centres.
    x0: x + 0.5,
    dx: 1,
    y0: y + 0.5,
    dy: 1,
    zmin: 0,
    zmax: 255,
    colorscale: [[0, "#ffffff"], [1, "#000000"]],
    showscale: false,
    hovertemplate: `${escapeLabel(titleOf(image))}<br>grey %{z}<extra></extra>`,
  };
}

/** The title of all. */
function nameOf(images: readonly TitledImage[]): string {
  if (images.length === 1) return `An image of class ${images[0].label}`;
  const isLabelled = images.every(({ title }) => title === undefined);
  return `${formatCount(images.length)} images${isLabelled ? " with their labels" : ""}`;
}

function describe({ title, label }: TitledImage): string {
  return title === undefined
    ? `An image of class ${label}.`
    : `${title}, an image of class ${label}.`;
}

function titleOf(image: TitledImage): string {
  return image.title ?? String(image.label);
}

function checkSizes(image: TitledImage, first: TitledImage, index: number): void {
  const { height, width, pixels } = image;
  if (height !== first.height || width !== first.width || pixels.length !== height * width) {
    throw new RangeError(
      `Cannot plot image ${index}: expected ${first.height}x${first.width} pixels as in the ` +
        `first image, got ${height}x${width} with ${pixels.length} bytes.`,
    );
  }
}
