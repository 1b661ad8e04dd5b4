/**
 * Series of the type `scatter`: areas, lines, error bars and markers.
 *
 * @module
 */
import { INK } from "../../plots/figure.ts";
import { escapeHtml } from "../../results/escape_html.ts";
import type { Axis } from "./axis.ts";
import type { ErrorBars, LineStyle, MarkerStyle, ScatterTrace } from "./figure_parts.ts";
import { paint, plainLines, round } from "./labels.ts";
import { drawMarker } from "./markers.ts";

/** The axes of a series. */
export interface Panel {
  readonly x: Axis;
  readonly y: Axis;
}

const dashes: Readonly<Record<string, number>> = { dash: 4, dot: 1.5 };

/** A series in its panel. */
export function drawSeries(trace: ScatterTrace, { x, y }: Panel): string {
  const { mode = "markers", line = {}, marker = {} } = trace;
  const points = trace.x.map((value, i) => {
    const other = trace.y[i];
    const isThere = Number.isFinite(value) && Number.isFinite(other);
    return isThere ? [x.at(value!), y.at(other!)] as const : null;
  });
  const path = toPath(points, line.shape);
  return [
    trace.fill === "toself" && path !== ""
      ? `<path d="${path}Z" fill="${paint(trace.fillcolor ?? INK)}"/>`
      : "",
    mode.includes("lines") && path !== "" ? strokePath(path, line) : "",
    ...[trace.error_x, trace.error_y].map((bars, i) =>
      bars === undefined ? "" : drawBars(trace, bars, { x, y }, i === 0)
    ),
    ...mode.includes("markers")
      ? points.map((point, i) =>
        point === null
          ? ""
          : drawMarker({ x: point[0], y: point[1], ...lookOf(marker, i), title: titleOf(trace, i) })
      )
      : [],
  ].join("");
}

/** A line by its path. */
export function strokePath(path: string, { color = INK, width = 2, dash }: LineStyle): string {
  const pattern = dash === undefined ? undefined : dashes[dash];
  const dashed = pattern === undefined ? "" : ` stroke-dasharray="${pattern * width} ${2 * width}"`;
  return `<path d="${path}" fill="none" stroke="${paint(color)}" stroke-width="${width}" ` +
    `stroke-linejoin="round"${dashed}/>`;
}

/** How one of the markers of a series looks. */
export function lookOf({ color = INK, size = 6, symbol = "circle" }: MarkerStyle, place: number) {
  const one = <T>(value: T | readonly T[]): T => Array.isArray(value) ? value[place] : value as T;
  return { color: one(color), size: one(size), symbol: one(symbol) };
}

type Point = readonly [x: number, y: number] | null;

function toPath(points: readonly Point[], shape: string | undefined): string {
  let last: Point = null;
  return points.map((point) => {
    const before = last;
    last = point;
    if (point === null) return "";
    const [x, y] = point.map(round);
    if (before === null) return `M${x} ${y}`;
    return shape === "hv" ? `H${x}V${y}` : `L${x} ${y}`;
  }).join("");
}

function drawBars(
  trace: ScatterTrace,
  { array, arrayminus = array, thickness = 1 }: ErrorBars,
  { x, y }: Panel,
  isAcross: boolean,
): string {
  const path = array.map((above, i) => {
    const below = arrayminus[i];
    const [a, b] = [trace.x[i], trace.y[i]];
    if (!Number.isFinite(a) || !Number.isFinite(b) || !(above > 0 || below > 0)) return "";
    return isAcross
      ? `M${round(x.at(a! - below))} ${round(y.at(b!))}H${round(x.at(a! + above))}`
      : `M${round(x.at(a!))} ${round(y.at(b! - below))}V${round(y.at(b! + above))}`;
  }).join("");
  const { color } = lookOf(trace.marker ?? {}, 0);
  return path === "" ? "" : strokePath(path, { color, width: thickness });
}

/** What Plotly would show of a point where it is pointed at. */
function titleOf({ x, y, hoverinfo, hovertemplate, hovertext }: ScatterTrace, i: number): string {
  if (hoverinfo === "skip" || hovertemplate === undefined) return "";
  const own = typeof hovertext === "string" ? hovertext : hovertext?.[i] ?? "";
  const values: Readonly<Record<string, string | number | null>> = { x: x[i], y: y[i] };
  const label = hovertemplate.replaceAll("<extra></extra>", "").replaceAll(
    /%\{(\w+)(?::\.(\d)([f%]))?\}/g,
    (_, name: string, decimals?: string, kind?: string) => {
      if (name === "hovertext") return own;
      const value = values[name];
      if (typeof value !== "number" || kind === undefined) return String(value ?? "");
      return kind === "%"
        ? `${(100 * value).toFixed(Number(decimals))} %`
        : value.toFixed(Number(decimals));
    },
  );
  return plainLines(label).map(escapeHtml).join("\n");
}
