/**
 * The plotting library inside a notebook: inlined once, found by every figure after.
 *
 * Nothing is fetched from the network, so figures live in closed networks, in saved notebooks and
 * in pages made from them.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { Figure } from "../plots/figure.ts";
import { escapeHtml } from "../results/escape_html.ts";

/** What the page's scripts call out once the library is there. */
const loadedEvent = "sweepbook-plotly-loaded";

/** How figures behave. Plotly's button that sends a chart to a server is left out. */
export const plotlyConfig = {
  displaylogo: false,
  showSendToCloud: false,
  modeBarButtonsToRemove: ["lasso2d", "select2d"],
};

/**
 * The library as HTML: a script that defines `window.Plotly`, once per page, some time after it has
 * run.
 *
 * It is compressed, a third of its size, and one line: notebooks keep a text line by line. Imported
 * as text, so that Deno resolves the package as it resolves any import (its global cache included)
 * and never runs it.
 */
export async function plotlyHtml(): Promise<string> {
  const { default: source } = await import(
    "plotly.js/dist/plotly-cartesian.min.js",
    { with: { type: "text" } }
  );
  const packed = gzipSync(source as unknown as string, { level: 9 }).toString("base64");
  const script = `(async () => {
    if (window.Plotly || window.sweepbookPlotly) return;
    window.sweepbookPlotly = "loading";
    const bytes = Uint8Array.from(atob("${packed}"), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    const script = document.createElement("script");
    script.textContent = await new Response(stream).text();
    document.head.append(script);
    document.dispatchEvent(new Event("${loadedEvent}"));
  })();`;
  return `<script>${script.replaceAll(/\n\s*/g, " ")}</script>`;
}

/**
 * A figure as HTML that draws itself once the page has the library of {@linkcode plotlyHtml}, be
 * it before or after. Until then, and where scripts are not run, its description stands there.
 * The line `const figure = ...;` holds the figure as JSON.
 *
 * @example
 * ```ts
 * import { assertStringIncludes } from "@std/assert";
 * import { plotLearningCurves } from "../plots/learning_curves.ts";
 * import { figureHtml, plotlyHtml } from "./plotly.ts";
 *
 * const page = await plotlyHtml() + figureHtml(plotLearningCurves([]));
 * assertStringIncludes(page, 'role="img"');
 * ```
 */
export function figureHtml({ data, layout, description }: Figure): string {
  // Escaped as JSON knows it, so that no text of the figure ends or hides its script.
  const figure = JSON.stringify({ data, layout, config: plotlyConfig }).replaceAll("<", "\\u003c");
  // Named by content: equal in every run, and two divs of one name show the same figure.
  const name = createHash("sha256").update(figure).digest("hex").slice(0, 16);
  const text = escapeHtml(description);
  const { width, height } = layout;
  // A drawing whose texts would run into each other keeps its width, and scrolls.
  const isFixed = (layout.meta as { fixedWidth?: boolean } | undefined)?.fixedWidth === true;
  const scroll = isFixed ? ";overflow-x:auto;overflow-y:hidden" : "";
  return `<div data-figure="${name}" role="img" aria-label="${text}" ` +
    `style="width:${width}px;max-width:100%;height:${height}px;color:#808890${scroll}">${text}</div>
<script>(() => {
  const figure = ${figure};
  const draw = () => {
    for (const div of document.querySelectorAll('[data-figure="${name}"]')) {
      if (!div.classList.contains("js-plotly-plot")) div.replaceChildren();
      // As wide as there is room; a page that is not shown yet has no width.
      const room = ${isFixed ? "0" : "div.clientWidth"} || figure.layout.width;
      const width = Math.min(figure.layout.width, room);
      Plotly.react(div, figure.data, { ...figure.layout, width }, figure.config);
    }
  };
  if (window.Plotly) draw();
  else document.addEventListener("${loadedEvent}", draw, { once: true });
})();</script>`;
}
