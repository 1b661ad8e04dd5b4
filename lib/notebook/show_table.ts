/**
 * Tables in a notebook.
 *
 * @module
 */
import { checkBoolean, checkKeys } from "../check/check.ts";
import { toHtml } from "../results/html.ts";
import { toMarkdown } from "../results/markdown.ts";
import type { Table } from "../results/table.ts";
import { toTable } from "../results/to_table.ts";
import { toText } from "../results/text.ts";
import type { Trial } from "../trial/record.ts";
import type { Reference } from "../trial/reference.ts";
import { createDisplayable, type Displayable } from "./displayable.ts";

/** What {@linkcode showTable} shows beside the trials. */
export interface ShowTableOptions {
  /**
   * The times stand in it, which differ from run to run, unless it is false.
   *
   * @default {true}
   */
  readonly time?: boolean;
  /**
   * The best trial is set beside this accuracy, reached elsewhere; null: beside none.
   *
   * @default {null}
   */
  readonly reference?: Reference | null;
}

/**
 * Shows the table of trials, be they of one study or of several, as the last expression of a cell,
 * or as text on the console.
 *
 * @throws {TypeError} If an argument or an option is not of its type, or an option is unknown.
 * @throws {RangeError} If the reference's value is not in [0, 1].
 *
 * @example
 * ```ts
 * import { assertStringIncludes } from "@std/assert";
 * import { createStudy, loadMnist, showTable } from "../mod.ts";
 *
 * const data = await loadMnist();
 * const cases = [{ name: "flat", layers: "F" }];
 * const { trials } = await createStudy({ name: "tiny", data, cases });
 * assertStringIncludes(Deno.inspect(showTable(trials, { time: false })), "flat (waiting)");
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
  return displayTable(checkBoolean("time", time) ? whole : withoutTime(whole));
}

/** A table that shows itself. */
export function displayTable(table: Table): Displayable {
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
