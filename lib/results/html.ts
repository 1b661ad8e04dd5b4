/**
 * A table as HTML.
 *
 * @module
 */
import { escapeHtml } from "./escape_html.ts";
import { LAYERS_COLUMN, type Table } from "./table.ts";

// Colours are the reader's own or half transparent: legible on light and on dark pages.
const line = "1px solid rgba(128,128,128,.35)";
const cellStyle = "padding:.3em .45em;border:0;white-space:nowrap;background:none;" +
  "vertical-align:bottom;font-variant-numeric:tabular-nums;";
/** For readers who listen; elsewhere the page says the same by its look. */
const unseenStyle = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)";

/**
 * Prints a table as HTML that carries its own style, for a notebook or a page. The best row is
 * bold, tinted and starred.
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
export function toHtml({ columns, rows, notes }: Table): string {
  const header = columns.map(({ title, align }) =>
    `<th scope="col" style="${cellStyle}text-align:${align};font-weight:600;` +
    `border-bottom:${line}">` +
    `${escapeHtml(title).replace(" ", "<br>")}</th>`
  );
  const body = rows.map(({ cells, best }) => {
    const tint = best ? "background:rgba(0,158,115,.16);font-weight:600" : "background:none";
    const data = cells.map((cell, i) => {
      const text = escapeHtml(cell);
      const content = i === LAYERS_COLUMN
        ? `<code style="background:none;color:inherit;padding:0;white-space:normal">${text}</code>`
        : i === 0 && best
        ? `${text} ★<span style="${unseenStyle}"> (best)</span>`
        : text;
      const width = i === LAYERS_COLUMN ? ";min-width:9em" : "";
      const style = `${cellStyle}text-align:${columns[i].align}${width}`;
      return i === 0
        ? `<th scope="row" style="${style};font-weight:inherit">${content}</th>`
        : `<td style="${style}">${content}</td>`;
    });
    return `<tr style="border-bottom:${line};${tint}">${data.join("")}</tr>`;
  });
  const below = notes.map((note) => `<p style="margin:.5em">${escapeHtml(note)}</p>`);
  return `<div style="overflow-x:auto;position:relative;color:inherit;font-size:13px">` +
    `<table style="border-collapse:collapse;border:0;margin:0;color:inherit;font-size:13px">` +
    `<caption style="padding:0"><span style="${unseenStyle}">Trials of the study</span></caption>` +
    `<thead><tr style="background:none">${header.join("")}</tr></thead>` +
    `<tbody>${body.join("")}</tbody></table>${below.join("")}</div>`;
}
