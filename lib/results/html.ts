/**
 * A table as HTML.
 *
 * @module
 */
import { escapeHtml } from "./escape_html.ts";
import { checkTable, type Table, type TableColumn } from "./table.ts";

// Colours are the reader's own or half transparent: legible on light and on dark pages.
const line = "1px solid rgba(128,128,128,.35)";
/**
 * Spaces are kept. All cells may break, so that the table grows no wider than a page: texts
 * anywhere, numbers at spaces alone.
 */
const cellStyle = "padding:.3em .45em;border:0;white-space:pre-wrap;background:none;" +
  "vertical-align:bottom;font-variant-numeric:tabular-nums;";
/** For readers who listen; elsewhere the page says the same by its look. */
const unseenStyle = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)";
const codeStyle = "background:none;color:inherit;padding:0;white-space:inherit";

/**
 * Formats a table as HTML that carries its own style, for a notebook or a page. The best row is
 * bold, tinted and starred. Where the page is narrow, on paper too, texts break over lines.
 *
 * @throws {TypeError} If an argument is not of its type.
 *
 * @example
 * ```ts
 * import type { Trial } from "../trial/record.ts";
 * import { toTable } from "./table.ts";
 *
 * declare const trials: readonly Trial[];
 * await Deno.writeTextFile("table.html", toHtml(toTable(trials)));
 * ```
 */
export function toHtml(table: Table): string {
  const { columns, rows, notes } = checkTable(table);
  const header = columns.map((column) =>
    `<th scope="col" style="${styleOf(column)};font-weight:600;border-bottom:${line}">` +
    `${escapeHtml(column.title).replace(" ", "<br>")}</th>`
  );
  const body = rows.map(({ cells, best }) => {
    const tint = best ? "background:rgba(0,158,115,.16);font-weight:600" : "background:none";
    const data = columns.map((column, i) => {
      const text = escapeHtml(cells[column.key]);
      const content = column.code ? `<code style="${codeStyle}">${text}</code>` : text;
      if (i > 0) return `<td style="${styleOf(column)}">${content}</td>`;
      const mark = best ? ` ★<span style="${unseenStyle}"> (best)</span>` : "";
      return `<th scope="row" style="${
        styleOf(column)
      };font-weight:inherit">${content}${mark}</th>`;
    });
    return `<tr style="border-bottom:${line};${tint}">${data.join("")}</tr>`;
  });
  const below = notes.map((note) =>
    `<p style="margin:.5em;white-space:pre-wrap;overflow-wrap:anywhere">${escapeHtml(note)}</p>`
  );
  return `<div style="overflow-x:auto;position:relative;color:inherit;font-size:13px">` +
    `<table style="border-collapse:collapse;border:0;margin:0;color:inherit;font-size:13px">` +
    `<caption style="padding:0"><span style="${unseenStyle}">Trials of the study</span></caption>` +
    `<thead><tr style="background:none">${header.join("")}</tr></thead>` +
    `<tbody>${body.join("")}</tbody></table>${below.join("")}</div>`;
}

function styleOf({ align, breaks }: TableColumn): string {
  return `${cellStyle}text-align:${align}${breaks ? ";overflow-wrap:anywhere;min-width:4em" : ""}`;
}
