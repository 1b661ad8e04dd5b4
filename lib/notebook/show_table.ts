/**
 * Tables in a notebook.
 *
 * @module
 */
import { toHtml } from "../results/html.ts";
import { toMarkdown } from "../results/markdown.ts";
import { type Table, toTable } from "../results/table.ts";
import { toText } from "../results/text.ts";
import type { Trial } from "../trial/trial.ts";
import { createDisplayable, type Displayable } from "./displayable.ts";

/**
 * Shows the table of a study as the last expression of a cell, or as text on the console.
 *
 * @param options With `time: false` the table leaves out the times, which differ from run to run.
 *
 * @example
 * ```ts ignore
 * showTable(trials, { time: false });
 * ```
 */
export function showTable(
  trials: readonly Trial[],
  { time = true }: { readonly time?: boolean } = {},
): Displayable {
  const table = time ? toTable(trials) : withoutTime(toTable(trials));
  const text = toText(table);
  return createDisplayable(text, () => ({
    "text/plain": text,
    "text/markdown": toMarkdown(table),
    "text/html": toHtml(table),
  }));
}

function withoutTime(table: Table): Table {
  return { ...table, columns: table.columns.filter(({ key }) => key !== "time") };
}
