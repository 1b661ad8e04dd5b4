/**
 * Figures in a notebook.
 *
 * @module
 */
import { refuseType } from "../check/check.ts";
import type { Figure } from "../plots/figure.ts";
import { createDisplayable, type Displayable } from "./displayable.ts";
import type { MimeBundle } from "./kernel.ts";
import { figureHtml, plotlyConfig, plotlyHtml } from "./plotly.ts";

/** Whether this kernel has sent the library to its notebook. */
let inlined = false;

/**
 * Shows a figure as the last expression of a cell. The first figure of a notebook brings the
 * plotting library with it, unless {@linkcode inlinePlotly} did.
 *
 * @throws {TypeError} If it is no figure.
 *
 * @example
 * ```ts ignore
 * showFigure(plotLearningCurves(trials));
 * ```
 */
export function showFigure(figure: Figure): Displayable {
  const isFigure = Array.isArray(figure?.data) && typeof figure.description === "string";
  if (!isFigure) refuseType("a figure", "one such as plotLearningCurves(study.trials)", figure);
  return createDisplayable(figure.description, async () => {
    const library = inlined ? "" : await takePlotly();
    const bundle = figureBundle(figure);
    return { ...bundle, "text/html": library + bundle["text/html"] };
  });
}

/**
 * Puts the plotting library into this cell's output, for the figures of all cells. Best as the
 * last expression of the cell with the imports: a figure's own cell loses the library when it is
 * run again, and a notebook saved then shows no figure when it is opened again.
 *
 * @example
 * ```ts
 * inlinePlotly();
 * ```
 */
export function inlinePlotly(): Displayable {
  return createDisplayable("plotly.js", async () => {
    const library = await takePlotly();
    return { "text/plain": "Figures are drawn by plotly.js.", "text/html": library };
  });
}

/** The library as HTML where the notebook has not got it yet; null where it has. */
export async function missingPlotly(): Promise<string | null> {
  return inlined ? null : await takePlotly();
}

/** A figure in all MIME types, the library apart. */
export function figureBundle(figure: Figure): MimeBundle & { readonly "text/html": string } {
  return {
    "text/plain": figure.description,
    "text/html": figureHtml(figure),
    "application/vnd.plotly.v1+json": {
      data: figure.data,
      layout: figure.layout,
      config: plotlyConfig,
    },
  };
}

function takePlotly(): Promise<string> {
  inlined = true;
  return plotlyHtml();
}
