/**
 * Many small grids, row by row.
 *
 * @module
 */
import { formatGridSize, type Grid } from "../models/grid.ts";
import {
  cellFrame,
  type Drawing,
  FAINT_ON_GRID,
  formatValue,
  type GridColors,
  gridTrace,
  label,
} from "./canvas.ts";
import { FIGURE_WIDTH } from "./figure.ts";

/** A grid with words above it; the words are Plotly's, so escape what is a user's. */
export interface Tile {
  readonly grid: Grid;
  readonly colors: GridColors;
  readonly caption: string;
  /** The size of number that has the full colour; by default the grid's largest. */
  readonly most?: number;
}

/** The widest that one tile is drawn, in pixels. */
const WIDEST = 150;
const LINE = 15;

/** Draws grids in rows of equal length, about twice as wide as high, from `y` downwards. */
export function drawTiles(tiles: readonly Tile[], y: number): Drawing {
  if (tiles.length === 0) return { data: [], annotations: [], shapes: [], bottom: y };
  const across = Math.ceil(Math.sqrt(2 * tiles.length));
  const columns = Math.ceil(tiles.length / Math.ceil(tiles.length / across));
  const pitch = Math.min(WIDEST * 1.15, (FIGURE_WIDTH - 20) / columns);
  const side = (part: (grid: Grid) => number) => Math.max(...tiles.map(({ grid }) => part(grid)));
  const [high, wide] = [side((grid) => grid.length), side((grid) => grid[0].length)];
  const lines = Math.max(...tiles.map(({ caption }) => caption.split("<br>").length));
  const cellOf = (grid: Grid) => pitch * 0.86 / Math.max(grid[0].length, grid.length);
  const words = LINE * lines + 6;
  const down = pitch * 0.86 * Math.min(1, high / wide) + words + 8;
  const placed = tiles.map((tile, i) => {
    const [column, row] = [i % columns, Math.floor(i / columns)];
    const middle = FIGURE_WIDTH / 2 + (column - (columns - 1) / 2) * pitch;
    const cell = cellOf(tile.grid);
    const place = { x: middle - tile.grid[0].length * cell / 2, y: y + row * down + words, cell };
    return { ...tile, middle, place };
  });
  return {
    data: placed.map(({ grid, place, colors, most }) => gridTrace(grid, place, colors, most)),
    annotations: placed.map(({ caption, middle, place }) =>
      label(middle, place.y - words / 2, caption)
    ),
    shapes: placed.map(({ grid, place }) =>
      cellFrame(place, [0, 0, grid.length, grid[0].length], { color: FAINT_ON_GRID, width: 1 })
    ),
    bottom: y + Math.ceil(tiles.length / columns) * down,
  };
}

/** The most signed grids that are drawn, so that each is still to be seen. */
const MOST_SIGNED = 64;

/**
 * Draws signed grids on one scale, numbered from 1, below what is given, and the scale below them.
 *
 * @param what Each number is, such as `weight`.
 * @returns The drawings, and what there is to say of them.
 */
export function drawSigned(grids: readonly Grid[], what: string, before: readonly Tile[]) {
  const numbers = grids.flat(2);
  const least = numbers.reduce((a, b) => Math.min(a, b), 0);
  const most = numbers.reduce((a, b) => Math.max(a, b), 0);
  const shown = grids.slice(0, MOST_SIGNED);
  const largest = Math.max(most, -least) || 1;
  const toTile = (grid: Grid, i: number): Tile => (
    { grid, colors: "signed", caption: String(i + 1), most: largest }
  );
  const tiles = drawTiles([...before, ...shown.map(toTile)], 44);
  return {
    drawings: [tiles, drawScale(what, [least, most], tiles.bottom + 14)],
    /** `32 of 3 x 3`, and how many are drawn where not all are. */
    count: `${grids.length} of ${formatGridSize(grids[0])}` +
      (shown.length < grids.length ? `, the first ${shown.length} drawn` : ""),
    /** `from −0.4 to 0.5`. */
    range: `from ${formatValue(least)} to ${formatValue(most)}`,
  };
}

/** What the colours of signed grids mean: a strip from the least to the largest number. */
function drawScale(
  what: string,
  [least, most]: readonly [number, number],
  y: number,
): Drawing {
  const [cells, cell] = [61, 4];
  const strip: number[] = Array.from(
    { length: cells },
    (_, i) => least + (most - least) * i / (cells - 1),
  );
  const place = { x: (FIGURE_WIDTH - cells * cell) / 2, y, cell };
  const grid = [strip, strip, strip];
  const end = place.x + cells * cell;
  return {
    data: [gridTrace(grid, place, "signed", Math.max(most, -least))],
    annotations: [
      label(place.x - 8, y + 1.5 * cell, `${what} ${formatValue(least)}`, { align: "right" }),
      label(end + 8, y + 1.5 * cell, formatValue(most), { align: "left" }),
    ],
    shapes: [cellFrame(place, [0, 0, 3, cells], { color: FAINT_ON_GRID, width: 1 })],
    bottom: y + 3 * cell,
  };
}
