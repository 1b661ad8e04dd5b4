/**
 * Drawings whose coordinates are pixels from the upper left corner: grids of numbers, texts, frames.
 *
 * @module
 */
import type { Grid } from "../models/grid.ts";
import {
  baseLayout,
  cutName,
  escapeLabel,
  type Figure,
  FIGURE_WIDTH,
  INK,
  type Trace,
} from "./figure.ts";
import { trialColor } from "./palette.ts";

/** What a drawing consists of. */
export interface Drawing {
  /** Coloured cells. */
  readonly data: readonly Trace[];
  /** Texts. */
  readonly annotations: readonly Trace[];
  /** Lines and frames. */
  readonly shapes: readonly Trace[];
  /** Where it ends. */
  readonly bottom: number;
}

/** Where a grid lies. */
export interface GridPlace {
  /** Of its upper left corner. */
  readonly x: number;
  /** Of its upper left corner. */
  readonly y: number;
  /** Height and width of a cell. */
  readonly cell: number;
}

/** How a grid is coloured. */
export type GridColors = "ink" | "signed" | "pale" | "white";

// Zero is white. Of both signs a colour of the palette, or one light enough for numbers on it.
const scales: Readonly<Record<GridColors, readonly (readonly [number, string])[]>> = {
  ink: [[0, "#ffffff"], [1, "#000000"]],
  signed: [[0, "#D55E00"], [0.5, "#ffffff"], [1, "#0072B2"]],
  white: [[0, "#ffffff"], [1, "#ffffff"]],
  pale: [[0, "#f5bd92"], [0.5, "#ffffff"], [1, "#9fcdec"]],
};

/** More letters than these would be too small to read. */
const LONGEST_TITLE = 150;

/** The colour of the frame around a window, unlike those of both signs. */
export const FRAME = trialColor(2);
/** The colour of numbers on a grid, whose cells are light. */
const ON_GRID = "#1c2126";
/** The colour of what a grid shows beside the matter in hand. */
export const FAINT_ON_GRID = "#7d858d";

/** A figure of drawings that lie on one canvas, below a title. */
export function canvasFigure(
  drawings: readonly Drawing[],
  { title, description }: { readonly title: string; readonly description: string },
): Figure {
  const width = FIGURE_WIDTH;
  const height = Math.ceil(Math.max(...drawings.map(({ bottom }) => bottom))) + 16;
  const shown = cutName(title, LONGEST_TITLE);
  const titleSize = Math.min(14, 1.65 * width / shown.length);
  const all = (part: "data" | "annotations" | "shapes") => drawings.flatMap((each) => each[part]);
  const hidden = { visible: false, fixedrange: true };
  return {
    data: all("data"),
    layout: {
      ...baseLayout,
      width,
      height,
      margin: { l: 0, r: 0, t: 0, b: 0 },
      xaxis: { ...hidden, range: [0, width] },
      yaxis: { ...hidden, range: [height, 0] },
      // Texts would run into each other on a page with less room.
      meta: { fixedWidth: true },
      showlegend: false,
      hovermode: "closest",
      shapes: all("shapes"),
      annotations: [
        label(width / 2, 20, `<b>${escapeLabel(shown)}</b>`, { size: titleSize }),
        ...all("annotations"),
      ],
    },
    description,
  };
}

/** A text about a point; the text is Plotly's, so escape what is a user's. */
export function label(
  x: number,
  y: number,
  text: string,
  { size = 12, color = INK, align = "center" }: {
    readonly size?: number;
    readonly color?: string;
    readonly align?: "left" | "center" | "right";
  } = {},
): Trace {
  const font = { size, color };
  return { x, y, text, font, align, xanchor: align, yanchor: "middle", showarrow: false };
}

/**
 * A grid as coloured cells.
 *
 * @param most The size of number that has the full colour; by default the grid's largest.
 */
export function gridTrace(
  grid: Grid,
  { x, y, cell }: GridPlace,
  colors: GridColors,
  most: number = largestOf(grid),
): Trace {
  const values = Float32Array.from(grid.flat());
  return {
    type: "heatmap",
    // Packed as Plotly takes it: a list of lists has a number a line in a saved notebook.
    z: {
      dtype: "f4",
      bdata: new Uint8Array(values.buffer).toBase64(),
      shape: `${grid.length}, ${grid[0].length}`,
    },
    // Plotly places cells by their centres.
    x0: x + cell / 2,
    dx: cell,
    y0: y + cell / 2,
    dy: cell,
    zmin: colors === "ink" ? 0 : -most,
    zmax: most,
    colorscale: scales[colors],
    showscale: false,
    hovertemplate: "%{z:.3~f}<extra></extra>",
  };
}

/** The largest of a grid's numbers without their signs; 1 where all are 0. */
function largestOf(grid: Grid): number {
  return grid.flat().reduce((largest, value) => Math.max(largest, Math.abs(value)), 0) || 1;
}

/** The numbers of a grid in their cells. */
export function gridNumbers(
  grid: Grid,
  { x, y, cell }: GridPlace,
  toText: (value: number, row: number, column: number) => string = formatValue,
): Trace[] {
  return grid.flatMap((values, row) =>
    values.map((value, column) => {
      const text = toText(value, row, column);
      const size = Math.min(14, cell * 0.42, 1.4 * cell / textLength(text));
      const [across, down] = [x + (column + 0.5) * cell, y + (row + 0.5) * cell];
      return label(across, down, text, { size, color: ON_GRID });
    })
  );
}

/** The thin lines around and between the cells of a grid. */
export function gridLines(grid: Grid, { x, y, cell }: GridPlace): Trace[] {
  const [right, bottom] = [x + grid[0].length * cell, y + grid.length * cell];
  const line = { color: FAINT_ON_GRID, width: 1 };
  const at = (length: number) => Array.from({ length: length + 1 }, (_, i) => i * cell);
  return [
    ...at(grid.length).map((d) => ({ type: "line", x0: x, x1: right, y0: y + d, y1: y + d, line })),
    ...at(grid[0].length).map((d) => (
      { type: "line", x0: x + d, x1: x + d, y0: y, y1: bottom, line }
    )),
  ];
}

/** A frame around some cells of a grid, filled where there is a fill. */
export function cellFrame(
  { x, y, cell }: GridPlace,
  [top, left, rows, columns]: readonly [number, number, number, number],
  { color, fill, width = 3 }: {
    readonly color: string;
    readonly fill?: string;
    readonly width?: number;
  },
): Trace {
  return {
    type: "rect",
    x0: x + left * cell,
    x1: x + (left + columns) * cell,
    y0: y + top * cell,
    y1: y + (top + rows) * cell,
    line: { color, width },
    ...fill === undefined ? {} : { fillcolor: fill },
  };
}

/** How many characters of a label are seen. */
export function textLength(text: string): number {
  return text.replaceAll(/<[^>]*>/g, "").length;
}

/** A number as short as two decimals allow: `3`, `0.5`, `−0.25`. */
export function formatValue(value: number): string {
  return String(Number(value.toFixed(2))).replace("-", "\u2212");
}
