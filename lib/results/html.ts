/**
 * A table as HTML.
 *
 * @module
 */
import { escapeHtml } from "./escape_html.ts";
import { checkTable, signs, type Table, type TableColumn, type TableRow } from "./table.ts";
import { displayWidth } from "./width.ts";

// Colours are the reader's own or half transparent: legible on light and on dark pages.
const line = "1px solid rgba(128,128,128,.35)";
/** What a character takes at most, in the size of the letters, */
export const CHARACTER_EM = 0.65;
/** and a column: a text that may break, and its edges. */
const EM = { text: 7, edges: 0.9 };
const cellStyle = `padding:.3em ${EM.edges / 2}em;border:0;background:none;` +
  "vertical-align:bottom;font-variant-numeric:tabular-nums;";
// Spaces are kept. Numbers stay on one line; texts may break anywhere.
const numberStyle = "white-space:pre;";
const textStyle = `white-space:pre-wrap;overflow-wrap:anywhere;min-width:${EM.text}em;`;
const codeStyle = "background:none;color:inherit;padding:0;white-space:inherit";
/** For readers who listen; elsewhere the page says the same by its look. */
export const unseenStyle =
  "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)";
/** What the signs of the marks say to them. */
const heard = { best: "best", likeBest: "cannot be told from the best" } as const;

/**
 * Formats a table as HTML that carries its own style, for a notebook or a page. The best row is
 * bold, tinted and starred, those that cannot be told from it have ≈. On paper, where nobody scrolls,
 * it is set as small as its columns need.
 *
 * @throws {TypeError} If an argument is not of its type.
 *
 * @example
 * ```ts
 * import { assertStringIncludes } from "@std/assert";
 * import { toHtml } from "./html.ts";
 *
 * const table = {
 *   columns: [{ key: "case", title: "Case", align: "left" as const }],
 *   rows: [{ cells: { case: "small" }, mark: "best" as const }],
 *   notes: [],
 * };
 * assertStringIncludes(toHtml(table), "small ★");
 * ```
 */
export function toHtml(table: Table): string {
  const { columns, rows, notes, caption = "Trials of the study" } = checkTable(table);
  const header = columns.map((column) =>
    `<th scope="col" style="${cellStyle}text-align:${column.align};font-weight:600;` +
    `border-bottom:${line}">` +
    `${escapeHtml(column.title).replace(" ", "<br>")}</th>`
  );
  const body = rows.map(({ cells, mark }) => {
    const tint = mark === "best"
      ? "background:rgba(0,158,115,.16);font-weight:600"
      : "background:none";
    const data = columns.map((column, i) => {
      const text = escapeHtml(cells[column.key]);
      const content = column.code ? `<code style="${codeStyle}">${text}</code>` : text;
      if (i > 0) return `<td style="${styleOf(column)}">${content}</td>`;
      const sign = mark === null
        ? ""
        : ` ${signs[mark]}<span style="${unseenStyle}"> (${heard[mark]})</span>`;
      return `<th scope="row" style="${
        styleOf(column)
      };font-weight:inherit">${content}${sign}</th>`;
    });
    return `<tr style="border-bottom:${line};${tint}">${data.join("")}</tr>`;
  });
  const below = notes.map((note) =>
    `<p style="margin:.5em;white-space:pre-wrap;overflow-wrap:anywhere">${escapeHtml(note)}</p>`
  );
  return openTableBlock(leastWidth(columns, rows)) +
    `<table style="border-collapse:collapse;border:0;margin:0;color:inherit;font-size:inherit">` +
    `<caption style="padding:0"><span style="${unseenStyle}">${
      escapeHtml(caption)
    }</span></caption>` +
    `<thead><tr style="background:none">${header.join("")}</tr></thead>` +
    `<tbody>${body.join("")}</tbody></table>${below.join("")}</div>`;
}

function styleOf({ align, breaks }: TableColumn): string {
  return `${cellStyle}${breaks ? textStyle : numberStyle}text-align:${align}`;
}

/** What all columns take at least, in the size of their letters. */
export function leastWidth(columns: readonly TableColumn[], rows: readonly TableRow[]): number {
  const widths = columns.map(({ key, title, breaks }) => {
    const texts = [...title.split(" "), ...rows.map(({ cells }) => cells[key])];
    const longest = Math.max(...texts.map(displayWidth));
    return EM.edges + (breaks ? EM.text : longest * CHARACTER_EM);
  });
  return widths.reduce((total, width) => total + width, 0);
}

/**
 * Opens the block of a table: where it is wider than its page it scrolls, and on paper, where nobody
 * does, its letters are so small that all columns fit.
 *
 * @param width What the columns take at least, in the size of their letters.
 */
export function openTableBlock(width: number): string {
  return `<div class="sweepbook-table" style="--sweepbook-em:${width.toFixed(1)};` +
    `overflow-x:auto;position:relative;color:inherit;font-size:13px">` +
    `<style>@media print{.sweepbook-table{container-type:inline-size;overflow:visible!important}` +
    `.sweepbook-table table{font-size:min(13px,calc(100cqi/var(--sweepbook-em)))!important}}</style>`;
}
