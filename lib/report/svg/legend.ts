/**
 * Legends: what the series of a figure are.
 *
 * @module
 */
import { escapeHtml } from "../../results/escape_html.ts";
import type { LegendLayout, ScatterTrace } from "./figure_parts.ts";
import { cutLabel, drawLabel, labelWidth, plainLines } from "./labels.ts";
import { drawMarker } from "./markers.ts";
import { lookOf, strokePath } from "./series.ts";

const SIZE = 12;
/** In pixels: of an entry, of its sample, from that to its text, to the next entry beside it. */
const ENTRY = { height: 20, sample: 34, gap: 6, between: 18 };
/** No name takes more, in pixels. */
const MOST = 190;

/** The entries of a figure: its series that are to be explained. */
export function legendEntries(traces: readonly ScatterTrace[]): ScatterTrace[] {
  return traces.filter(({ name, showlegend = true }) => showlegend && name !== undefined);
}

/** The width of a legend whose entries stand one below the other, in pixels. */
export function legendWidth(entries: readonly ScatterTrace[], { title }: LegendLayout): number {
  if (entries.length === 0) return 0;
  const texts = entries.map(({ name }) => Math.min(MOST, labelWidth(name!, SIZE)));
  return Math.max(
    ENTRY.sample + ENTRY.gap + Math.max(...texts),
    title?.text === undefined ? 0 : labelWidth(title.text, SIZE),
  );
}

/** The rows of a legend whose entries stand side by side. */
export function legendRows(entries: readonly ScatterTrace[], width: number): ScatterTrace[][] {
  const rows: ScatterTrace[][] = [];
  let used = Infinity;
  for (const entry of entries) {
    const wide = widthOf(entry);
    if (used + wide > width) {
      rows.push([]);
      used = 0;
    }
    rows.at(-1)!.push(entry);
    used += wide;
  }
  return rows;
}

/** The height of so many entries one below the other, in pixels. */
export function legendHeight(entries: number): number {
  return entries * ENTRY.height;
}

/** Entries one below the other, from a place on. */
export function drawColumn(
  entries: readonly ScatterTrace[],
  { title }: LegendLayout,
  left: number,
  top: number,
): string {
  const above = title?.text === undefined ? 0 : ENTRY.height;
  const place = (i: number) => top + above + (i + 0.5) * ENTRY.height;
  return [
    above === 0
      ? ""
      : drawLabel(title!.text!, { x: left, y: top + above / 2, size: SIZE, xanchor: "left" }),
    ...entries.map((entry, i) => drawEntry(entry, left, place(i))),
  ].join("");
}

/** Rows of entries side by side, from a place on. */
export function drawRows(
  rows: readonly (readonly ScatterTrace[])[],
  left: number,
  top: number,
): string {
  return rows.flatMap((row, i) => {
    let x = left;
    return row.map((entry) => {
      const drawn = drawEntry(entry, x, top + (i + 0.5) * ENTRY.height);
      x += widthOf(entry);
      return drawn;
    });
  }).join("");
}

function widthOf({ name }: ScatterTrace): number {
  return ENTRY.sample + ENTRY.gap + Math.min(MOST, labelWidth(name!, SIZE)) + ENTRY.between;
}

function drawEntry(entry: ScatterTrace, x: number, y: number): string {
  const { mode = "markers", line = {}, marker = {}, name } = entry;
  const text = cutLabel(name!, SIZE, MOST);
  const whole = plainLines(name!)[0];
  const label = drawLabel(escapeTags(text), {
    x: x + ENTRY.sample + ENTRY.gap,
    y,
    size: SIZE,
    xanchor: "left",
  });
  const { color, size, symbol } = lookOf(marker, 0);
  return [
    mode.includes("lines") ? strokePath(`M${x} ${y}h${ENTRY.sample}`, line) : "",
    mode.includes("markers")
      ? drawMarker({ x: x + ENTRY.sample / 2, y, size, symbol, color, title: "" })
      : "",
    text === whole ? label : `<g><title>${escapeHtml(whole)}</title>${label}</g>`,
  ].join("");
}

/** A plain text as a label. */
function escapeTags(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
