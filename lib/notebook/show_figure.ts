/**
 * Figures in a notebook.
 *
 * @module
 */
import { checkArguments, checkBoolean, checkKeys, refuseType } from "../check/check.ts";
import type { Figure } from "../plots/figure.ts";
import { createDisplayable, type Displayable } from "./displayable.ts";
import type { MimeBundle } from "./kernel.ts";
import { figureHtml, plotlyConfig, plotlyHtml } from "./plotly.ts";

/** Whether this kernel has sent the library to its notebook. */
let inlined = false;

/** How a figure is shown. */
export interface ShowFigureOptions {
  /**
   * The figure is shown as Plotly's own type, `application/vnd.plotly.v1+json`, in place of HTML
   * where it is true: for editors that draw it themselves.
   *
   * @default {false}
   */
  readonly native?: boolean;
}

/**
 * Shows a figure as the last expression of a cell. The first figure of a notebook brings the
 * plotting library with it, unless {@linkcode inlinePlotly} did.
 *
 * @throws {TypeError} If it is no figure, or an option is unknown or not of its type.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { plotLearningCurves } from "../plots/learning_curves.ts";
 * import { showFigure } from "./show_figure.ts";
 *
 * const figure = plotLearningCurves([]);
 * assertEquals(Deno.inspect(showFigure(figure)), figure.description);
 * ```
 */
export function showFigure(figure: Figure, options: ShowFigureOptions = {}): Displayable {
  const isFigure = Array.isArray(figure?.data) && typeof figure.description === "string";
  if (!isFigure) refuseType("a figure", "one such as plotLearningCurves(study.trials)", figure);
  const { native = false } = checkKeys("options of showFigure()", options, ["native"]);
  checkBoolean("native", native);
  const { data, layout, description } = figure;
  return createDisplayable(description, async () => {
    if (native) {
      return {
        "text/plain": description,
        "application/vnd.plotly.v1+json": { data, layout, config: plotlyConfig },
      };
    }
    const library = inlined ? "" : await takePlotly();
    return { "text/plain": description, "text/html": library + figureHtml(figure) };
  });
}

/**
 * Puts the plotting library into this cell's output, for the figures of all cells. Best as the
 * last expression of the cell with the imports: a figure's own cell loses the library when it is
 * run again, and a notebook saved then shows no figure when it is opened again.
 *
 * @throws {TypeError} If it is given an argument.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { inlinePlotly } from "./show_figure.ts";
 *
 * assertEquals(Deno.inspect(inlinePlotly()), "plotly.js");
 * ```
 */
export function inlinePlotly(): Displayable {
  checkArguments("inlinePlotly()", arguments, 0);
  return createDisplayable("plotly.js", async () => {
    const library = await takePlotly();
    return { "text/plain": "Figures are drawn by plotly.js.", "text/html": library };
  });
}

/** The library as HTML where the notebook has not got it yet; null where it has. */
export async function missingPlotly(): Promise<string | null> {
  return inlined ? null : await takePlotly();
}

/** A figure as a notebook keeps it, once: HTML, the library apart, and a sentence. */
export function figureBundle(figure: Figure): MimeBundle {
  return { "text/plain": figure.description, "text/html": figureHtml(figure) };
}

function takePlotly(): Promise<string> {
  inlined = true;
  return plotlyHtml();
}
