/**
 * Grids of numbers in a row, with signs between them.
 *
 * @module
 */
import { formatGridSize, type Grid } from "../models/grid.ts";
import {
  cellFrame,
  type Drawing,
  FAINT_ON_GRID,
  type GridColors,
  gridLines,
  gridNumbers,
  type GridPlace,
  gridTrace,
  label,
} from "./canvas.ts";
import { FIGURE_WIDTH } from "./figure.ts";

/** A grid in a row of grids. */
export interface RowPart {
  readonly name: string;
  readonly grid: Grid;
  readonly cell: number;
  readonly colors: GridColors;
  /** Whether its numbers are written. */
  readonly numbers: boolean;
}

/**
 * Grids in a row, centred, with signs between them.
 *
 * @param end A text behind the last.
 */
export function placeInRow(
  parts: readonly RowPart[],
  signs: readonly string[],
  { y, end }: { readonly y: number; readonly end?: string },
): Drawing & { readonly places: readonly GridPlace[] } {
  const gap = 60;
  const widths = parts.map(({ grid, cell }) => grid[0].length * cell);
  const heights = parts.map(({ grid, cell }) => grid.length * cell);
  const height = Math.max(...heights);
  const endWidth = end === undefined ? 0 : 190;
  const all = widths.reduce((sum, width) => sum + width, gap * (parts.length - 1) + endWidth);
  let x = (FIGURE_WIDTH - all) / 2;
  const places = parts.map(({ cell }, i): GridPlace => {
    const place = { x, y: y + (height - heights[i]) / 2, cell };
    x += widths[i] + gap;
    return place;
  });
  const centre = y + height / 2;
  return {
    places,
    bottom: y + height,
    data: parts.map(({ grid, colors }, i) => gridTrace(grid, places[i], colors)),
    annotations: [
      ...parts.map(({ name, grid }, i) =>
        label(places[i].x + widths[i] / 2, places[i].y - 14, `${name}, ${formatGridSize(grid)}`)
      ),
      ...parts.flatMap((part, i) => part.numbers ? gridNumbers(part.grid, places[i]) : []),
      ...signs.map((sign, i) => label(places[i + 1].x - gap / 2, centre, sign, { size: 24 })),
      ...end === undefined ? [] : [label(x - gap + 20, centre, end, { size: 13, align: "left" })],
    ],
    shapes: parts.flatMap((part, i) =>
      part.numbers ? gridLines(part.grid, places[i]) : [
        cellFrame(places[i], [0, 0, part.grid.length, part.grid[0].length], {
          color: FAINT_ON_GRID,
          width: 1,
        }),
      ]
    ),
  };
}
