/**
 * A convolution, step by step.
 *
 * @module
 */
import { checkKeys } from "../check/check.ts";
import { formatGridSize, type GreyImage, type Grid } from "../models/grid.ts";
import {
  type ConvolutionOptions,
  convolutionSteps,
  type WindowStep,
  type WindowSteps,
} from "../models/window_steps.ts";
import { formatCount } from "../results/format.ts";
import {
  canvasFigure,
  cellFrame,
  type Drawing,
  FAINT_ON_GRID,
  formatValue,
  FRAME,
  gridLines,
  gridNumbers,
  type GridPlace,
  gridTrace,
  label,
  textLength,
} from "./canvas.ts";
import { type Figure, FIGURE_WIDTH } from "./figure.ts";
import { placeInRow } from "./grid_row.ts";

/** The largest grid whose numbers are written, and the most steps that are all drawn. */
const MOST_NUMBERS = 8;
const MOST_STEPS = 16;

/**
 * Draws how a filter moves over one map: the map, the filter and the output, and below them the
 * steps. Of a small map all steps are drawn, each where its value stands in the output; of a large
 * one the step of the strongest answer, which is framed in the map and in the output. Negative
 * numbers are orange, positive ones blue.
 *
 * @param image The map: rows of numbers, or an image, whose brightnesses are divided by 255.
 * @param filter Rows of weights.
 * @throws {TypeError} If an argument or an option is not of its type, or an option is unknown.
 * @throws {RangeError} If rows differ in length, strides are below 1, or the filter does not fit.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { plotConvolution } from "./convolution.ts";
 *
 * const { description } = plotConvolution([[1, 2, 3], [4, 5, 6]], [[1, 0], [0, 1]]);
 * const numbers = "The output, row by row: 6, 8.";
 * assertEquals(description, `Convolution of 2 x 3 by a filter of 2 x 2 in 2 steps. ${numbers}`);
 * ```
 */
export function plotConvolution(
  image: Grid | GreyImage,
  filter: Grid,
  options: ConvolutionOptions = {},
): Figure {
  checkKeys("options of plotConvolution()", options, ["strides"]);
  const way = convolutionSteps(image, filter, options);
  const { map, steps, output } = way;
  const isSmall = Math.max(map.length, map[0].length) <= MOST_NUMBERS;
  const strongest = steps.reduce((a, b) => Math.abs(b.value) > Math.abs(a.value) ? b : a);
  const top = drawOverview(way, filter, isSmall ? null : strongest);
  const below = isSmall && steps.length <= MOST_STEPS
    ? drawSteps(way, filter, top.bottom)
    : drawStep(strongest, filter, top.bottom);
  const title = `Convolution of ${formatGridSize(map)} by a filter of ${formatGridSize(filter)}`;
  return canvasFigure([top, below], {
    title,
    description: `${title} in ${formatCount(steps.length)} steps. ` +
      (isSmall
        ? `The output, row by row: ${output.map(toRow).join("; ")}.`
        : `The output is ${formatGridSize(output)}, from ${formatValue(lowest(output))} to ` +
          `${formatValue(highest(output))}; the strongest answer, ${
            formatValue(strongest.value)
          }, ` +
          `is in row ${strongest.row} and column ${strongest.column}.`),
  });
}

/** The map, the filter and the output in a row. */
function drawOverview(
  { map, output }: WindowSteps,
  filter: Grid,
  framed: WindowStep | null,
): Drawing {
  const longest = Math.max(map.length, map[0].length, filter.length, filter[0].length);
  const cell = Math.max(2, Math.min(34, Math.floor(280 / longest)));
  const small = Math.min(34, Math.floor(140 / Math.max(filter.length, filter[0].length)));
  const isSmall = framed === null;
  const ink = map.flat().some((value) => value < 0) ? "signed" : "ink";
  const row = placeInRow(
    [
      { name: "Image", grid: map, cell, colors: isSmall ? "pale" : ink, numbers: isSmall },
      { name: "Filter", grid: filter, cell: small, colors: "pale", numbers: true },
      { name: "Output", grid: output, cell, colors: isSmall ? "pale" : "signed", numbers: isSmall },
    ],
    ["∗", "="],
    { y: 70 },
  );
  if (framed === null) return row;
  const [image, , out] = row.places;
  const { top, left, row: y, column: x } = framed;
  const frames = [
    cellFrame(image, [top, left, filter.length, filter[0].length], { color: FRAME }),
    cellFrame(out, [y, x, 1, 1], { color: FRAME }),
  ];
  return { ...row, shapes: [...row.shapes, ...frames] };
}

/** All steps of a small map, each where its value stands in the output. */
function drawSteps({ map, steps, output }: WindowSteps, filter: Grid, y: number): Drawing {
  const columns = output[0].length;
  const pitch = FIGURE_WIDTH / columns;
  const cell = Math.min(30, Math.floor((pitch - 24) / map[0].length));
  const height = map.length * cell + 44;
  const placeOf = ({ row, column }: WindowStep): GridPlace => ({
    x: (column + 0.5) * pitch - map[0].length * cell / 2,
    y: y + 44 + row * height,
    cell,
  });
  const sumOf = ({ terms, value }: WindowStep) => {
    const sum = `${terms.flat().map(formatValue).join(" + ")} = <b>${formatValue(value)}</b>`;
    return textLength(sum) * 6.5 < pitch ? sum : `their sum: <b>${formatValue(value)}</b>`;
  };
  const textsOf = productTexts(steps, filter);
  const heading = "The steps: each covered number times its weight, and the sum of the products";
  return {
    data: steps.map((step) => gridTrace(map, placeOf(step), "pale")),
    annotations: [
      label(FIGURE_WIDTH / 2, y + 22, heading),
      ...steps.flatMap((step) => gridNumbers(map, placeOf(step), textsOf(step))),
      ...steps.map((step) => {
        const below = placeOf(step).y + map.length * cell + 16;
        return label((step.column + 0.5) * pitch, below, sumOf(step), { size: 12 });
      }),
    ],
    shapes: steps.flatMap((step) => [
      ...gridLines(map, placeOf(step)),
      cellFrame(placeOf(step), [step.top, step.left, filter.length, filter[0].length], {
        color: FRAME,
      }),
    ]),
    bottom: y + 44 + output.length * height,
  };
}

/**
 * What stands in the cells of a step: within the window `number · weight`, or where such texts would
 * be too long the products alone; around it the faint number.
 */
function productTexts(steps: readonly WindowStep[], filter: Grid) {
  const pair = (value: number, weight: number) => `${formatValue(value)}·${formatValue(weight)}`;
  const areShort = steps.every(({ covered }) =>
    covered.every((row, y) => row.every((value, x) => pair(value, filter[y][x]).length <= 5))
  );
  return ({ top, left }: WindowStep) => (value: number, row: number, column: number) => {
    const weight = filter[row - top]?.[column - left];
    if (weight === undefined) {
      return `<span style="color:${FAINT_ON_GRID}">${formatValue(value)}</span>`;
    }
    return areShort ? pair(value, weight) : formatValue(value * weight);
  };
}

/** One step of a large map: what is covered, the filter, the products. */
function drawStep(step: WindowStep, filter: Grid, y: number): Drawing {
  const cell = Math.min(44, Math.floor(180 / Math.max(filter.length, filter[0].length)));
  const { row, column } = step;
  return placeInRow(
    [
      { name: "Framed above", grid: step.covered, cell, colors: "pale", numbers: true },
      { name: "Filter", grid: filter, cell, colors: "pale", numbers: true },
      { name: "Products", grid: step.terms, cell, colors: "pale", numbers: true },
    ],
    ["×", "="],
    {
      y: y + 44,
      end: `their sum is <b>${formatValue(step.value)}</b>,<br>row ${row}, column ${column}<br>` +
        "of the output",
    },
  );
}

function toRow(values: readonly number[]): string {
  return values.map(formatValue).join(", ");
}

function lowest(grid: Grid): number {
  return Math.min(...grid.map((row) => Math.min(...row)));
}

function highest(grid: Grid): number {
  return Math.max(...grid.map((row) => Math.max(...row)));
}
