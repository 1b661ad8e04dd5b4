/**
 * Figures as drawings that need no script.
 *
 * @module
 */
import { type Figure, GRID_COLOR, INK } from "../../plots/figure.ts";
import { escapeHtml } from "../../results/escape_html.ts";
import { type Axis, createAxis } from "./axis.ts";
import type {
  AnnotationLayout,
  AxisLayout,
  FigureLayout,
  Placed,
  ScatterTrace,
  ShapeLayout,
} from "./figure_parts.ts";
import { drawLabel, furtherLines, labelWidth, paint, round } from "./labels.ts";
import {
  drawColumn,
  drawRows,
  legendEntries,
  legendHeight,
  legendRows,
  legendWidth,
} from "./legend.ts";
import { drawSeries, type Panel, strokePath } from "./series.ts";

const TICK_SIZE = 11.5;
/** In pixels: from an axis to its ticks, the room of a title, the edge of the figure. */
const ROOM = { tick: 7, title: 24, edge: 6 };
const TITLE_SIZE = 12.5;
/** Pixels from tick to tick, at least. */
const DISTANCE = { x: 70, y: 48 };

/** The rectangle of all panels, in pixels. */
interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Draws a figure as SVG: the series of the type `scatter` on linear axes, with legend, shapes and
 * annotations, as Plotly would place them. The ink is the colour of the text around it. Its
 * description is its text alternative, and what Plotly shows of a point under the mouse is the
 * point's title.
 *
 * @throws {Error} If the figure has something that it cannot draw.
 *
 * @example
 * ```ts
 * import { assertStringIncludes } from "@std/assert";
 * import { plotHistory } from "../../plots/history.ts";
 * import { toSvg } from "./to_svg.ts";
 *
 * assertStringIncludes(toSvg(plotHistory([])), 'role="img"');
 * ```
 */
export function toSvg({ data, layout, description }: Figure): string {
  const traces = data as unknown as readonly ScatterTrace[];
  const wrong = traces.find(({ type }) => type !== "scatter");
  if (wrong !== undefined) throw new Error(`Cannot draw a series of type ${wrong.type} as SVG.`);
  const whole = layout as unknown as FigureLayout;
  const { width, height, legend = {}, shapes = [], annotations = [], title } = whole;
  const entries = whole.showlegend === false ? [] : legendEntries(traces);
  const isAcross = legend.orientation === "h";
  const rows = isAcross ? legendRows(entries, width - whole.margin.l) : [];
  const frame = toFrame(whole, traces, isAcross ? null : legendWidth(entries, legend), rows.length);
  const panelOf = createPanels(whole, traces, frame);
  const panels = [...new Set(traces.map(({ xaxis = "x", yaxis = "y" }) => `${xaxis} ${yaxis}`))]
    .map((name) => name.split(" ") as [string, string]);
  const parts = [
    ...panels.map(([x, y]) => drawAxes(whole, [x, y], panelOf(x, y))),
    ...shapes.map((shape) => drawShape(shape, placesOf(shape, panelOf))),
    ...panels.map(([x, y]) => {
      const own = traces.filter(({ xaxis = "x", yaxis = "y" }) => xaxis === x && yaxis === y);
      return drawPanel(own, panelOf(x, y));
    }),
    ...annotations.map((one) => drawAnnotation(one, placesOf(one, panelOf))),
    title?.text === undefined ? "" : drawLabel(title.text, { x: width / 2, y: 16, size: 14 }),
    isAcross
      ? drawRows(rows, frame.left, frame.top - legendHeight(rows.length) - ROOM.edge)
      : drawColumn(entries, legend, frame.left + frame.width * (legend.x ?? 1.02), frame.top),
  ];
  return `<svg viewBox="0 0 ${width} ${round(height)}" role="img" ` +
    `aria-label="${escapeHtml(description)}" font-family="inherit">${parts.join("")}</svg>`;
}

/** What is left for the panels beside legend, ticks and titles. */
function toFrame(
  layout: FigureLayout,
  traces: readonly ScatterTrace[],
  beside: number | null,
  rows: number,
): Frame {
  const { width, height, margin, legend = {}, title } = layout;
  const axis = axisOf(layout, "y");
  // As wide as may be: which ticks there are is known only when the panels are.
  const { ticks } = createAxis(axis, valuesOn(layout, traces, "y"), [height, 0], DISTANCE.y);
  const labels = Math.max(0, ...ticks.map(({ label }) => labelWidth(label, TICK_SIZE)));
  const named = axis.title?.text === undefined
    ? 0
    : ROOM.title + furtherLines(axis.title.text, TITLE_SIZE);
  const left = Math.max(margin.l, ROOM.edge + named + labels + ROOM.tick);
  const top = Math.max(margin.t, (title?.text ? 30 : 0) + legendHeight(rows) + 2 * ROOM.edge);
  const right = beside === null || beside === 0
    ? width - margin.r
    : left + (width - ROOM.edge - beside - left) / Math.max(1, legend.x ?? 1.02);
  return { left, top, width: right - left, height: height - margin.b - top };
}

/** Gives the axes of a panel by their names, such as `x2` and `y2`. */
function createPanels(layout: FigureLayout, traces: readonly ScatterTrace[], frame: Frame) {
  const axes = new Map<string, Axis>();
  const axis = (name: string): Axis => {
    const known = axes.get(name);
    if (known !== undefined) return known;
    const isAcross = name.startsWith("x");
    const own = axisOf(layout, name);
    const [from, to] = own.domain ?? [0, 1];
    const bottom = frame.top + frame.height;
    const pixels: [number, number] = isAcross
      ? [frame.left + from * frame.width, frame.left + to * frame.width]
      : [bottom - from * frame.height, bottom - to * frame.height];
    const distance = isAcross ? DISTANCE.x : DISTANCE.y;
    const made = createAxis(own, valuesOn(layout, traces, name), pixels, distance);
    axes.set(name, made);
    return made;
  };
  return (x: string, y: string): Panel => ({ x: axis(x), y: axis(y) });
}

function axisOf(layout: FigureLayout, name: string): AxisLayout {
  const key = `${name[0]}axis${name.slice(1)}`;
  return (layout as unknown as Record<string, AxisLayout | undefined>)[key] ?? {};
}

/** All values on an axis: of series with their error bars, and of shapes. */
function valuesOn(layout: FigureLayout, traces: readonly ScatterTrace[], name: string): number[] {
  const shapes = layout.shapes ?? [];
  const placed = shapes.flatMap(({ xref = "x", yref = "y", x0, x1, y0, y1 }) =>
    xref === name ? [x0, x1] : yref === name ? [y0, y1] : []
  );
  return [
    ...placed,
    ...traces.flatMap((trace) => {
      const isAcross = name.startsWith("x");
      const own = isAcross ? trace.xaxis ?? "x" : trace.yaxis ?? "y";
      if (own !== name) return [];
      const bars = isAcross ? trace.error_x : trace.error_y;
      return (isAcross ? trace.x : trace.y).flatMap((value, i) =>
        value === null || !Number.isFinite(value) ? [] : [
          value + (bars?.array[i] ?? 0),
          value - (bars?.arrayminus?.[i] ?? bars?.array[i] ?? 0),
        ]
      );
    }),
  ];
}

/** Grid lines, ticks and titles of a panel. */
function drawAxes(layout: FigureLayout, [x, y]: [string, string], panel: Panel): string {
  const [across, up] = [axisOf(layout, x), axisOf(layout, y)];
  const [left, right] = panel.x.pixels;
  const [bottom, top] = panel.y.pixels;
  const grid = [
    ...across.showgrid === false
      ? []
      : panel.x.ticks.map(({ value }) => `M${round(panel.x.at(value))} ${round(bottom)}V${top}`),
    ...up.showgrid === false
      ? []
      : panel.y.ticks.map(({ value }) => `M${round(left)} ${round(panel.y.at(value))}H${right}`),
  ];
  const label = { size: TICK_SIZE };
  return [
    grid.length === 0 ? "" : strokePath(grid.join(""), { color: GRID_COLOR, width: 1 }),
    ...panel.x.ticks.map(({ value, label: text }) =>
      drawLabel(text, { ...label, x: panel.x.at(value), y: bottom + ROOM.tick, yanchor: "top" })
    ),
    ...panel.y.ticks.map(({ value, label: text }) =>
      drawLabel(text, { ...label, x: left - ROOM.tick, y: panel.y.at(value), xanchor: "right" })
    ),
    across.title?.text === undefined
      ? ""
      : drawLabel(across.title.text, { x: (left + right) / 2, y: bottom + 34, size: TITLE_SIZE }),
    up.title?.text === undefined ? "" : drawLabel(up.title.text, {
      x: ROOM.edge + 8 + furtherLines(up.title.text, TITLE_SIZE) / 2,
      y: (top + bottom) / 2,
      size: TITLE_SIZE,
      turn: -90,
    }),
  ].join("");
}

/** The series of a panel, cut off at its edges. */
function drawPanel(traces: readonly ScatterTrace[], panel: Panel): string {
  const [left, right] = panel.x.pixels.map(round);
  const [bottom, top] = panel.y.pixels.map(round);
  const place = [left, top, round(right - left), round(bottom - top)];
  const [x, y, width, height] = place;
  return `<svg x="${x}" y="${y}" width="${width}" height="${height}" viewBox="${
    place.join(" ")
  }">` +
    `${traces.map((trace) => drawSeries(trace, panel)).join("")}</svg>`;
}

/** From the values of a shape or an annotation to pixels. */
interface Places {
  x(value: number): number;
  y(value: number): number;
}

/** By the references of a shape or an annotation: an axis, or the share of its length. */
function placesOf(
  { xref = "x", yref = "y" }: Placed,
  panelOf: (x: string, y: string) => Panel,
): Places {
  const name = (ref: string) => ref.split(" ")[0];
  const { x, y } = panelOf(name(xref), name(yref));
  const place = (axis: Axis, ref: string) => (value: number) =>
    ref.endsWith(" domain")
      ? axis.pixels[0] + value * (axis.pixels[1] - axis.pixels[0])
      : axis.at(value);
  return { x: place(x, xref), y: place(y, yref) };
}

function drawShape({ type, x0, x1, y0, y1, line, fillcolor }: ShapeLayout, at: Places): string {
  const [left, right, top, bottom] = [at.x(x0), at.x(x1), at.y(y0), at.y(y1)].map(round);
  if (type === "line") return strokePath(`M${left} ${top}L${right} ${bottom}`, line ?? {});
  if (type !== "rect") throw new Error(`Cannot draw a shape of type ${type} as SVG.`);
  return `<path d="M${left} ${top}H${right}V${bottom}H${left}Z" ` +
    `fill="${paint(fillcolor ?? INK)}"/>`;
}

function drawAnnotation(one: AnnotationLayout, at: Places): string {
  const { text = "", x, y, xanchor, yanchor, font, xshift = 0, yshift = 0 } = one;
  return drawLabel(text, {
    x: at.x(x) + xshift,
    y: at.y(y) - yshift,
    size: font?.size ?? 12,
    xanchor,
    yanchor,
    color: font?.color,
  });
}
