/**
 * Values that show themselves as the last expression of a notebook cell.
 *
 * @module
 */
import type { MimeBundle } from "./kernel.ts";

/** The method that the Deno kernel calls for a value's rich display. */
export const jupyterDisplay: unique symbol = Symbol.for("Jupyter.display") as never;

/** What `console.log` calls in Deno. */
export const customInspect: unique symbol = Symbol.for("Deno.customInspect") as never;

/** A value that shows itself in a notebook, and as text on the console. */
export interface Displayable {
  /** The notebook's display. */
  [jupyterDisplay](): Promise<MimeBundle>;
  /** The console's text. */
  [customInspect](): string;
}

/**
 * Makes a value that shows itself.
 *
 * @param text What the console shows.
 * @param bundle Makes the notebook's display, each time that it is shown.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { createDisplayable, jupyterDisplay } from "./displayable.ts";
 *
 * const value = createDisplayable("bold", () => ({ "text/html": "<b>bold</b>" }));
 * assertEquals(Deno.inspect(value), "bold");
 * assertEquals(await value[jupyterDisplay](), { "text/html": "<b>bold</b>" });
 * ```
 */
export function createDisplayable(
  text: string,
  bundle: () => MimeBundle | Promise<MimeBundle>,
): Displayable {
  return {
    [jupyterDisplay]: async () => await bundle(),
    [customInspect]: () => text,
  };
}
