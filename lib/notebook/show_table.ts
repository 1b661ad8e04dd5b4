/**
 * Tables in a notebook.
 *
 * @module
 */
import { checkBoolean, checkKeys } from "../check/check.ts";
import { toHtml } from "../results/html.ts";
import { toMarkdown } from "../results/markdown.ts";
import { type Table, toTable } from "../results/table.ts";
import { toText } from "../results/text.ts";
import type { Trial } from "../trial/record.ts";
import type { Reference } from "../trial/reference.ts";
import { createDisplayable, type Displayable } from "./displayable.ts";

/** What {@linkcode showTable} shows beside the trials. */
export interface ShowTableOptions {
  /**
   * Whether the times stand in it, which differ from run to run.
   *
   * @default true
   */
  readonly time?: boolean;
  /**
   * What the best trial is set beside.
   *
   * @default null: nothing
   */
  readonly reference?: Reference | null;
}

/**
 * Shows the table of trials, be they of one study or of several, as the last expression of a cell,
 * or as text on the console.
 *
 * @throws {TypeError} If an option is unknown, or is not of its type.
 *
 * @example
 * ```ts ignore
 * showTable([...rates.trials, ...filters.trials], { time: false });
 * ```
 */
export function showTable(
  trials: readonly Trial[],
  options: ShowTableOptions = {},
): Displayable {
  const { time = true, reference } = checkKeys("options of showTable()", options, [
    "time",
    "reference",
  ]);
  const whole = toTable(trials, { reference });
  const table = checkBoolean("time", time) ? whole : withoutTime(whole);
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
