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

/** The width of every figure that does not follow from its data, in pixels. */
export const FIGURE_WIDTH = 900;
/** Of names on axes and in legends, in letters. */
const LONGEST_LABEL = 28;
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
  // Titles of axes are no larger than the figure's, and keep off the numbers.
  template: {
    layout: {
      xaxis: { title: { font: { size: 13 }, standoff: 10 } },
      yaxis: { title: { font: { size: 13 }, standoff: 10 } },
    },
  },
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
export function trialLabel(
  { name, state }: Pick<Trial, "name" | "state">,
  longest = Infinity,
): string {
  return `${shortLabel(name, longest)}${state === "pruned" ? " (pruned)" : ""}`;
}

/**
 * A text shortened where it is longer than so many letters, at least 1. What is left out is in its middle, for
 * names of a study often differ at their ends alone.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { cutName } from "./figure.ts";
 *
 * assertEquals(cutName("convolutions with dropout 1", 12), "convolu…ut 1");
 * ```
 */
export function cutName(text: string, longest: number): string {
  const letters = [...text];
  if (letters.length <= longest) return text;
  const end = Math.floor(longest / 3);
  const begin = longest - 1 - end;
  return `${letters.slice(0, begin).join("")}…${letters.slice(letters.length - end).join("")}`;
}

/** A text for Plotly's labels, cut where it is longer than so many letters. */
export function shortLabel(text: string, longest = LONGEST_LABEL): string {
  return escapeLabel(cutName(text, longest));
}

/** The title of a figure, any text, and whether it stands in the middle. */
export function figureTitle(text: string, { centred = false } = {}): Trace {
  return {
    text: escapeLabel(text),
    font: { size: 14 },
    ...centred ? { x: 0.5, xanchor: "center" } : { x: 0.01, xanchor: "left" },
    // At the top, so that a legend of two rows has room below it.
    yref: "container",
    y: 1,
    yanchor: "top",
    pad: { t: 12 },
  };
}

/** How many trials are drawn, and of how many where those are more: `24 of 1,000 trials`. */
export function countTrials(shown: number, all: number): string {
  const of = shown === all ? "" : `${formatCount(shown)} of `;
  return `${of}${formatCount(all)} ${all === 1 ? "trial" : "trials"}`;
}
