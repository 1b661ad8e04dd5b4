/**
 * A pooling, step by step.
 *
 * @module
 */
import { checkKeys } from "../check/check.ts";
import { formatGridSize, type GreyImage, type Grid } from "../models/grid.ts";
import {
  type PoolingOptions,
  poolingSteps,
  type WindowStep,
  type WindowSteps,
} from "../models/window_steps.ts";
import { formatCount } from "../results/format.ts";
import { canvasFigure, cellFrame, type Drawing, formatValue, FRAME, label } from "./canvas.ts";
import { type Figure, FIGURE_WIDTH, type Trace } from "./figure.ts";
import { placeInRow } from "./grid_row.ts";
import { translucent, trialColor } from "./palette.ts";

/** The largest map whose numbers are written, and the most steps that are all written out. */
const MOST_NUMBERS = 8;
const MOST_STEPS = 16;

/**
 * Draws how a window moves over one map and passes on the largest number that it covers, or the mean.
 * Of a small map each window has its colour, its number in the output the same, and a line says what
 * it is made of; of a large one the window of the largest value is framed and written out.
 *
 * @param image The map: rows of numbers, or an image, whose brightnesses are divided by 255.
 * @throws {TypeError} If an argument or an option is not of its type, or an option is unknown.
 * @throws {RangeError} If rows differ in length, a number is below 1, or the window does not fit.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { plotPooling } from "./pooling.ts";
 *
 * const { description } = plotPooling([[1, 2, 3, 4], [8, 7, 6, 5]]);
 * const numbers = "The output, row by row: 8, 6.";
 * assertEquals(description, `Max pooling of 2 x 4 by windows of 2 x 2 in 2 steps. ${numbers}`);
 * ```
 */
export function plotPooling(image: Grid | GreyImage, options: PoolingOptions = {}): Figure {
  checkKeys("options of plotPooling()", options, ["size", "strides", "kind"]);
  const way = poolingSteps(image, options);
  const { map, steps, output } = way;
  const isMax = options.kind !== "avgPool";
  const isSmall = Math.max(map.length, map[0].length) <= MOST_NUMBERS &&
    steps.length <= MOST_STEPS;
  const name = `${isMax ? "Max" : "Mean"} pooling of ${formatGridSize(map)} by windows of ` +
    formatGridSize(steps[0].covered);
  const largest = steps.reduce((a, b) => b.value > a.value ? b : a);
  const drawings = isSmall ? drawSmall(way, isMax) : drawLarge(way, largest, isMax);
  return canvasFigure(drawings, {
    title: name,
    description: `${name} in ${formatCount(steps.length)} steps. ` +
      (isSmall
        ? `The output, row by row: ${output.map(toRow).join("; ")}.`
        : `The output is ${formatGridSize(output)}; the largest of it, ${
          formatValue(largest.value)
        }, is in ` +
          `row ${largest.row} and column ${largest.column}.`),
  });
}

/** All windows, each in its colour, and their steps where their values stand in the output. */
function drawSmall({ map, steps, output }: WindowSteps, isMax: boolean): Drawing[] {
  const cell = Math.floor(260 / Math.max(map.length, map[0].length, 4));
  const row = placeInRow(
    [
      { name: "Image", grid: map, cell, colors: "white", numbers: true },
      { name: "Output", grid: output, cell, colors: "white", numbers: true },
    ],
    ["→"],
    { y: 70 },
  );
  const [image, out] = row.places;
  const pitch = Math.min(220, FIGURE_WIDTH / output[0].length);
  const start = (FIGURE_WIDTH - output[0].length * pitch) / 2;
  const windows = (step: WindowStep, i: number): Trace[] => {
    const { top, left, covered } = step;
    const look = { color: trialColor(i), fill: translucent(trialColor(i), 0.28), width: 2 };
    return [
      cellFrame(image, [top, left, covered.length, covered[0].length], look),
      cellFrame(out, [step.row, step.column, 1, 1], look),
    ];
  };
  const largest = ({ top, left, terms, value }: WindowStep, i: number): Trace => {
    const at = terms.flat().indexOf(value);
    const [y, x] = [Math.floor(at / terms[0].length), at % terms[0].length];
    return cellFrame(image, [top + y, left + x, 1, 1], { color: trialColor(i), width: 4 });
  };
  const sentence = ({ terms, value, row: y, column }: WindowStep) =>
    label(start + (column + 0.5) * pitch, row.bottom + 32 + 24 * y, inWords(terms, value, isMax));
  return [{
    ...row,
    annotations: [...row.annotations, ...steps.map(sentence)],
    shapes: [...row.shapes, ...steps.flatMap(windows), ...isMax ? steps.map(largest) : []],
    bottom: row.bottom + 24 + 24 * output.length,
  }];
}

/** A large map before and after, and the step of its largest value. */
function drawLarge({ map, output }: WindowSteps, largest: WindowStep, isMax: boolean): Drawing[] {
  const fit = (grid: Grid) => Math.max(2, 280 / Math.max(grid.length, grid[0].length));
  const colors = map.flat().some((value) => value < 0) ? "signed" : "ink";
  const row = placeInRow(
    [
      { name: "Image", grid: map, cell: fit(map), colors, numbers: false },
      { name: "Output", grid: output, cell: fit(output), colors, numbers: false },
    ],
    ["→"],
    { y: 70 },
  );
  const { top, left, covered, terms, value } = largest;
  const cell = Math.min(44, Math.floor(220 / Math.max(covered.length, covered[0].length)));
  const step = placeInRow(
    [{ name: "Framed above", grid: covered, cell, colors: "pale", numbers: true }],
    [],
    { y: row.bottom + 44, end: inWords(terms, value, isMax) },
  );
  const [image, out] = row.places;
  const frames = [
    cellFrame(image, [top, left, covered.length, covered[0].length], { color: FRAME }),
    cellFrame(out, [largest.row, largest.column, 1, 1], { color: FRAME }),
  ];
  return [{ ...row, shapes: [...row.shapes, ...frames] }, step];
}

/** `max(5, 1, 2, 9) = 9`, the value in bold. */
function inWords(terms: Grid, value: number, isMax: boolean): string {
  const name = isMax ? "max" : "mean";
  const all = terms.flat().map(formatValue);
  const shown = all.length > 9 ? [...all.slice(0, 8), "…"] : all;
  return `${name}(${shown.join(", ")}) = <b>${formatValue(value)}</b>`;
}

function toRow(values: readonly number[]): string {
  return values.map(formatValue).join(", ");
}
