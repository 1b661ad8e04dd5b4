/**
 * The table of a study's trials, which a small script lets its reader sort.
 *
 * @module
 */
import { escapeHtml } from "../results/escape_html.ts";
import { MISSING } from "../results/format.ts";
import { leastWidth } from "../results/html.ts";
import { signs, type Table, type TableColumn } from "../results/table.ts";
import { toParagraphs, toScrollBox } from "./html_parts.ts";

/** What the signs of the marks say to those who listen. */
const heard = { best: "best", likeBest: "cannot be told from the best" } as const;

/** In seconds. */
const UNITS: Readonly<Record<string, number>> = { h: 3600, min: 60, s: 1 };

/** A table whose numbers know what they are sorted by. */
export function toTrialTable({ columns, rows, notes }: Table): string {
  const head = columns.map(({ title, align }) =>
    `<th scope="col" class="${align}">${escapeHtml(title)}</th>`
  );
  const body = rows.map(({ cells, mark }) => {
    const sign = mark === null
      ? ""
      : `<span aria-hidden="true"> ${signs[mark]}</span><span class="unseen"> (${
        heard[mark]
      })</span>`;
    const tags = columns.map((column, i) =>
      toCell(column, cells[column.key], i === 0 ? sign : null)
    );
    return `<tr${mark === null ? "" : ` class="${mark}"`}>${tags.join("")}</tr>`;
  });
  // On paper, where nobody scrolls, it is set as small as its columns need.
  const size = `--paper:min(9pt,calc(100cqi/${leastWidth(columns, rows).toFixed(1)}))`;
  const table = `<table class="trials" style="${size}"><caption>Trials of the study</caption>` +
    `<thead><tr>${head.join("")}</tr></thead><tbody>${body.join("")}</tbody></table>`;
  return toScrollBox("Trials of the study", table) + toParagraphs(notes);
}

/**
 * The number that a cell begins with; a duration in seconds; null where the cell has none.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { sortNumber } from "./trial_table.ts";
 *
 * assertEquals(sortNumber("1,199,882"), 1_199_882);
 * assertEquals(sortNumber("2 min 05 s"), 125);
 * assertEquals(sortNumber("–"), null);
 * ```
 */
export function sortNumber(text: string): number | null {
  const parts = [...text.matchAll(/([\d.]+) (h|min|s)\b/g)];
  if (parts.length > 0) {
    return parts.reduce((sum, [, count, unit]) => sum + Number(count) * UNITS[unit], 0);
  }
  const number = parseFloat(text.replaceAll(/(\d),(?=\d{3})/g, "$1"));
  return Number.isNaN(number) ? null : number;
}

/** @param sign What stands behind the name of a row; null: it is no name. */
function toCell({ align, breaks, code }: TableColumn, text: string, sign: string | null): string {
  const escaped = escapeHtml(text);
  const content = code ? `<code>${escaped}</code>` : escaped;
  const kind = breaks ? `${align} breaks` : align;
  if (sign !== null) return `<th scope="row" class="${kind}">${content}${sign}</th>`;
  const number = align === "right" ? sortNumber(text) : null;
  const key = text === MISSING
    ? ` data-missing`
    : number === null
    ? ""
    : ` data-number="${number}"`;
  return `<td class="${kind}"${key}>${content}</td>`;
}
