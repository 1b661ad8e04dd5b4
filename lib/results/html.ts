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

/**
 * Prints a table as HTML that carries its own style, for a notebook or a page. The best row is
 * bold, tinted and starred.
 *
 * @example
 * ```ts
 * import type { Trial } from "../trial/trial.ts";
 * import { toTable } from "./table.ts";
 *
 * declare const trials: readonly Trial[];
 * await Deno.writeTextFile("table.html", toHtml(toTable(trials)));
 * ```
 */
export function toHtml({ columns, rows, notes }: Table): string {
  const header = columns.map(({ title, align }) =>
    `<th style="${cellStyle}text-align:${align};font-weight:600;border-bottom:${line}">` +
    `${escapeHtml(title).replace(" ", "<br>")}</th>`
  );
  const body = rows.map(({ cells, best }) => {
    const tint = best ? "background:rgba(0,158,115,.16);font-weight:600" : "background:none";
    const data = cells.map((cell, i) => {
      const text = escapeHtml(cell);
      const content = i === LAYERS_COLUMN
        ? `<code style="background:none;color:inherit;padding:0;white-space:normal">${text}</code>`
        : i === 0 && best
        ? `${text} ★`
        : text;
      const width = i === LAYERS_COLUMN ? ";min-width:9em" : "";
      return `<td style="${cellStyle}text-align:${columns[i].align}${width}">${content}</td>`;
    });
    return `<tr style="border-bottom:${line};${tint}">${data.join("")}</tr>`;
  });
  const below = notes.map((note) => `<p style="margin:.5em">${escapeHtml(note)}</p>`);
  return `<div style="overflow-x:auto;color:inherit;font-size:13px">` +
    `<table style="border-collapse:collapse;border:0;margin:0;color:inherit;font-size:13px">` +
    `<thead><tr style="background:none">${header.join("")}</tr></thead>` +
    `<tbody>${body.join("")}</tbody></table>${below.join("")}</div>`;
}
