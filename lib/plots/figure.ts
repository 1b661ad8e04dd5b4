/**
 * A figure as data for Plotly, and the style that all figures share.
 *
 * @module
 */
import { formatCount } from "../results/format.ts";
import { toVisible } from "../results/visible.ts";
import type { Trial } from "../trial/record.ts";

/** One series of a figure, in Plotly's terms. */
export type Trace = Readonly<Record<string, unknown>>;

/** A figure for Plotly: plain data, drawn by whoever shows it. */
export interface Figure {
  /** The series. */
  readonly data: readonly Trace[];
  /** Axes, size, annotations. */
  readonly layout: Readonly<Record<string, unknown>>;
  /** What the figure shows, in one sentence, for readers who cannot see it. */
  readonly description: string;
}

// Mid-grey and half-transparent colours are legible on light and on dark pages alike.
/** The colour of texts and of the keys that explain line styles. */
export const INK = "#808890";
/** The colour of grid lines. */
export const GRID_COLOR = "rgba(128,128,128,0.22)";
/** The colour of the line of a reference. */
export const REFERENCE_COLOR = "#808890";

/** The width of every figure that does not follow from its data, in pixels. */
export const FIGURE_WIDTH = 900;
/** The height of every figure that does not follow from its data, in pixels. */
export const FIGURE_HEIGHT = 380;

/** The layout that all figures start from: size, transparent background, font, hover labels. */
export const baseLayout: Readonly<Record<string, unknown>> = {
  width: FIGURE_WIDTH,
  height: FIGURE_HEIGHT,
  paper_bgcolor: "rgba(0,0,0,0)",
  plot_bgcolor: "rgba(0,0,0,0)",
  font: { family: "system-ui, sans-serif", size: 13, color: INK },
  margin: { l: 60, r: 20, t: 40, b: 50 },
  modebar: { bgcolor: "rgba(0,0,0,0)", color: "rgba(128,136,144,0.6)", activecolor: INK },
  hoverlabel: { align: "left", font: { family: "system-ui, sans-serif", size: 12 } },
};

/** The look of an axis that carries numbers. */
export const baseAxis: Readonly<Record<string, unknown>> = {
  gridcolor: GRID_COLOR,
  zeroline: false,
  linecolor: GRID_COLOR,
  automargin: true,
};

/**
 * Escapes a text for Plotly's labels, which read some HTML tags, `%{x}` where they are templates,
 * and formulas between dollars where MathJax is there. Control characters and the like stand as
 * codes, see `toVisible`.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { escapeLabel } from "./figure.ts";
 *
 * assertEquals(escapeLabel("a < b"), "a &lt; b");
 * ```
 */
export function escapeLabel(text: string): string {
  return toVisible(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
    .replaceAll("{", "&#123;").replaceAll("$", "&#36;");
}

/** The name of a trial for Plotly's labels, and that it was pruned where it was. */
export function trialLabel({ name, state }: Pick<Trial, "name" | "state">): string {
  return escapeLabel(state === "pruned" ? `${name} (pruned)` : name);
}

/** How many trials are drawn, and of how many where those are more: `24 of 1,000 trials`. */
export function countTrials(shown: number, all: number): string {
  const of = shown === all ? "" : `${formatCount(shown)} of `;
  return `${of}${formatCount(all)} ${all === 1 ? "trial" : "trials"}`;
}
