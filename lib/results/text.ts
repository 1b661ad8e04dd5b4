/**
 * A table as plain text.
 *
 * @module
 */
import { LAYERS_COLUMN, type Table } from "./table.ts";

const gap = "  ";
const leastLayersWidth = 12;

/**
 * Prints a table in aligned columns for a terminal; the best row has a star in front. Where the
 * table is wider than `width` characters, the hidden layers are cut short with "…"; no column and
 * no row is ever dropped.
 *
 * @example
 * ```ts ignore
 * console.log(toText(toTable(trials), 120));
 * ```
 */
export function toText({ columns, rows, notes }: Table, width = Infinity): string {
  const titles = columns.map((column) => column.title.split(" "));
  const header = [0, 1].map((line) => titles.map((words) => words[line] ?? ""));
  const body = rows.map((row) => [...row.cells]);
  const widths = columns.map((_, i) =>
    Math.max(...[...header, ...body].map((cells) => cells[i].length))
  );
  const total = () => 2 + widths.reduce((sum, w) => sum + w) + gap.length * (widths.length - 1);
  const excess = total() - width;
  if (excess > 0) {
    const shortened = Math.max(leastLayersWidth, widths[LAYERS_COLUMN] - excess);
    widths[LAYERS_COLUMN] = Math.min(widths[LAYERS_COLUMN], shortened);
  }
  const toLine = (cells: readonly string[], mark: string) => {
    const padded = cells.map((cell, i) => {
      const text = cell.length > widths[i] ? `${cell.slice(0, widths[i] - 1).trimEnd()}…` : cell;
      return columns[i].align === "left" ? text.padEnd(widths[i]) : text.padStart(widths[i]);
    });
    return (mark + padded.join(gap)).trimEnd();
  };
  return [
    ...header.map((cells) => toLine(cells, "  ")),
    "─".repeat(total()),
    ...body.map((cells, i) => toLine(cells, rows[i].best ? "★ " : "  ")),
    "",
    ...notes,
    "",
  ].join("\n");
}
