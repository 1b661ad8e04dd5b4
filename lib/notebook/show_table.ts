/**
 * Tables in a notebook.
 *
 * @module
 */
import { toHtml } from "../results/html.ts";
import { toMarkdown } from "../results/markdown.ts";
import { toTable } from "../results/table.ts";
import { toText } from "../results/text.ts";
import type { Trial } from "../trial/trial.ts";
import { createDisplayable, type Displayable } from "./displayable.ts";

/**
 * Shows the table of a study as the last expression of a cell, or as text on the console.
 *
 * @example
 * ```ts ignore
 * showTable(trials);
 * ```
 */
export function showTable(trials: readonly Trial[]): Displayable {
  const table = toTable(trials);
  const text = toText(table);
  return createDisplayable(text, () => ({
    "text/plain": text,
    "text/markdown": toMarkdown(table),
    "text/html": toHtml(table),
  }));
}
