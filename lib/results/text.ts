/**
 * A table as plain text.
 *
 * @module
 */
import { LAYERS_COLUMN, type Table } from "./table.ts";

const gap = "  ";
/** The width of the star that marks the best row. */
const markWidth = 2;
const leastLayersWidth = 12;
const indent = "  ";

/**
 * Prints a table in aligned columns for a terminal; the best row has a star in front. Where the
 * table is wider than `width` characters, the hidden layers are cut short with "…"; where that does
 * not suffice, the columns that have no room follow below, with the cases in front again. No column
 * and no row is ever dropped. Notes are broken between words.
 *
 * @example
 * ```ts
 * import { toTable } from "./table.ts";
 *
 * console.log(toText(toTable([]), 120));
 * ```
 */
export function toText({ columns, rows, notes }: Table, width = Infinity): string {
  const titles = columns.map((column) => column.title.split(" "));
  const header = [0, 1].map((line) => titles.map((words) => words[line] ?? ""));
  const body = rows.map((row) => row.cells);
  const natural = columns.map((_, i) =>
    Math.max(...[...header, ...body].map((cells) => cells[i].length))
  );
  const all = [...columns.keys()];
  const narrow = shortenLayers(natural, all, width);
  const fits = totalWidth(narrow, all) <= width;
  const widths = fits ? narrow : shortenLayers(natural, [0, LAYERS_COLUMN], width);
  const blocks = fits ? [all] : toBlocks(widths, width);
  const toLine = (block: readonly number[], cells: readonly string[], mark: string) => {
    const padded = block.map((i) => {
      const cell = cells[i];
      const text = cell.length > widths[i] ? `${cell.slice(0, widths[i] - 1).trimEnd()}…` : cell;
      return columns[i].align === "left" ? text.padEnd(widths[i]) : text.padStart(widths[i]);
    });
    return (mark + padded.join(gap)).trimEnd();
  };
  return [
    ...blocks.flatMap((block) => [
      ...header.map((cells) => toLine(block, cells, "  ")),
      "─".repeat(totalWidth(widths, block)),
      ...body.map((cells, i) => toLine(block, cells, rows[i].best ? "★ " : "  ")),
      "",
    ]),
    ...notes.flatMap((note) => wrap(note, width)),
    "",
  ].join("\n");
}

/** Breaks a text between words; lines after the first are indented. A longer word stands alone. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = `${indent}${word}`;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** Takes from the hidden layers what a group of columns is too wide, down to a least width. */
function shortenLayers(widths: readonly number[], block: readonly number[], width: number) {
  const excess = Math.max(0, totalWidth(widths, block) - width);
  const whole = widths[LAYERS_COLUMN];
  const cut = Math.min(whole, Math.max(leastLayersWidth, whole - excess));
  return widths.with(LAYERS_COLUMN, cut);
}

/** Groups the columns, each group no wider than there is room; the first column begins each. */
function toBlocks(widths: readonly number[], width: number): number[][] {
  const blocks = [[0]];
  for (let column = 1; column < widths.length; column++) {
    const block = blocks.at(-1)!;
    const fits = totalWidth(widths, [...block, column]) <= width;
    if (fits || block.length === 1) block.push(column);
    else blocks.push([0, column]);
  }
  return blocks;
}

function totalWidth(widths: readonly number[], block: readonly number[]): number {
  return block.reduce((sum, i) => sum + widths[i] + gap.length, markWidth - gap.length);
}
