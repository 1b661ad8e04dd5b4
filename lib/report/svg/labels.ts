/**
 * Labels of figures, which hold a few of Plotly's tags, as SVG.
 *
 * @module
 */
import { INK } from "../../plots/figure.ts";
import { escapeHtml } from "../../results/escape_html.ts";
import { displayWidth } from "../../results/width.ts";

const entities: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&amp;": "&",
  "&#123;": "{",
  "&#36;": "$",
};

/** Of a line of text, in the size of its letters. */
const EM = { line: 1.25, character: 0.55 };

/** The lines of a label as plain text: what `escapeLabel` made of names is undone. */
export function plainLines(label: string): string[] {
  return label.split("<br>").map((line) =>
    line.replaceAll(/<[^>]*>/g, "").replaceAll(/&(lt|gt|amp|#123|#36);/g, (one) => entities[one])
  );
}

/** The width of a label in pixels, about. */
export function labelWidth(label: string, size: number): number {
  return Math.max(...plainLines(label).map(displayWidth)) * EM.character * size;
}

/** The height of all lines of a label but the first, in pixels. */
export function furtherLines(label: string, size: number): number {
  return (plainLines(label).length - 1) * EM.line * size;
}

/** A text cut to about a width in pixels, with an ellipsis where something is missing. */
export function cutLabel(label: string, size: number, width: number): string {
  const [line] = plainLines(label);
  if (labelWidth(label, size) <= width) return line;
  const most = Math.max(1, Math.floor(width / (EM.character * size)) - 1);
  const kept: string[] = [];
  let columns = 0;
  for (const { segment } of new Intl.Segmenter("en").segment(line)) {
    columns += displayWidth(segment);
    if (columns > most) break;
    kept.push(segment);
  }
  return `${kept.join("")}…`;
}

/** Where a label stands and how it looks. */
export interface LabelOptions {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  /** Which part of it stands at x: `left`, `center` or `right`. */
  readonly xanchor?: string;
  /** Which part of it stands at y: `top`, `middle` or `bottom`. */
  readonly yanchor?: string;
  readonly color?: string;
  /** Degrees clockwise. */
  readonly turn?: number;
}

const anchors: Readonly<Record<string, string>> = { left: "start", center: "middle", right: "end" };

/** A label of one line or several. */
export function drawLabel(label: string, options: LabelOptions): string {
  const { x, y, size, xanchor = "center", yanchor = "middle", color = INK, turn = 0 } = options;
  const lines = plainLines(label);
  const height = EM.line * size;
  const above = (lines.length - 1) * height;
  const first = yanchor === "top"
    ? y + 0.85 * size
    : yanchor === "bottom"
    ? y - above - 0.25 * size
    : y - above / 2 + 0.35 * size;
  const bold = label.startsWith("<b>") ? ` font-weight="600"` : "";
  const turned = turn === 0 ? "" : ` transform="rotate(${turn} ${round(x)} ${round(y)})"`;
  const spans = lines.map((line, i) =>
    `<tspan x="${round(x)}" y="${round(first + i * height)}">${escapeHtml(line)}</tspan>`
  );
  return `<text text-anchor="${anchors[xanchor] ?? "middle"}" font-size="${size}" ` +
    `fill="${paint(color)}"${bold}${turned}>${spans.join("")}</text>`;
}

/** A colour of a figure; its ink is that of the page, light or dark. */
export function paint(color: string): string {
  return color === INK ? "currentColor" : color;
}

/** A length in pixels, to a hundredth. */
export function round(length: number): number {
  return Math.round(100 * length) / 100;
}
