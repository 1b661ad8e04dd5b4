/**
 * Tables in a notebook.
 *
 * @module
 */
import { checkKeys } from "../check/check.ts";
import { toHtml } from "../results/html.ts";
import { toMarkdown } from "../results/markdown.ts";
import type { Table } from "../results/table.ts";
import { type TableOptions, tableOptions, toTable } from "../results/to_table.ts";
import { toText } from "../results/text.ts";
import type { Trial } from "../trial/record.ts";
import { createDisplayable, type Displayable } from "./displayable.ts";

/**
 * Shows the table of trials, be they of one study or of several, as the last expression of a cell,
 * or as text on the console.
 *
 * @throws {TypeError} If an argument or an option is not of its type, or an option is unknown.
 * @throws {RangeError} If the reference's value is not in [0, 1], rows is fractional or below 1, or
 * planned is fractional or less than the trials given.
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
export function showTable(trials: readonly Trial[], options: TableOptions = {}): Displayable {
  return displayTable(
    toTable(trials, checkKeys("options of showTable()", options, tableOptions)),
  );
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
