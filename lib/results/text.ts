/**
 * A table as plain text.
 *
 * @module
 */
import { checkArguments, checkWhole } from "../check/check.ts";
import { checkTable, signs, type Table, type TableColumn } from "./table.ts";
import { toVisible } from "./visible.ts";
import { displayWidth, padText, wrapText } from "./width.ts";

const GAP = "  ";
const OTHER = "  ";
/** No column that breaks is made narrower. */
const LEAST_WIDTH = 12;

/** A column as it is set: its title in one or two lines, its texts, its width. */
interface SetColumn extends TableColumn {
  readonly header: readonly string[];
  readonly texts: readonly string[];
  readonly width: number;
}

/**
 * Formats a table in aligned columns for a terminal; the best row has a star in front, those that
 * cannot be told from it have ≈. Where the table is wider than `width` columns of the terminal, long
 * texts break over several lines; where that does not suffice, the columns that have no room follow
 * below, with the cases in front again. Notes break between words. Nothing is ever dropped. Control
 * characters and the like stand as codes, see `toVisible`.
 *
 * @throws {TypeError} If an argument is not of its type.
 * @throws {RangeError} If the width is fractional or below 1.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { toText } from "./text.ts";
 *
 * const table = {
 *   columns: [{ key: "case", title: "Case", align: "left" as const }],
 *   rows: [{ cells: { case: "small" }, mark: "best" as const }],
 *   notes: [],
 * };
 * const lines = ["  Case", "───────", "★ small", "", ""];
 * assertEquals(toText(table), lines.join("\n"));
 * ```
 */
export function toText(table: Table, width = Infinity): string {
  checkArguments("toText()", arguments, 2);
  const { columns, rows, notes } = checkTable(table);
  if (width !== Infinity) checkWhole("width", width, 1);
  const natural = columns.map((column) => {
    const [first = "", second = ""] = toVisible(column.title).split(" ");
    const texts = rows.map(({ cells }) => toVisible(cells[column.key]));
    const header = second === "" ? [first] : [first, second];
    return { ...column, header, texts, width: widest([...header, ...texts]) };
  });
  const marks = rows.map(({ mark }) => mark === null ? OTHER : `${signs[mark]} `);
  return [
    ...toBlocks(natural, width).flatMap((block) => [
      ...toLine(block, (column) => column.header, OTHER),
      "─".repeat(totalWidth(block)),
      ...marks.flatMap((mark, i) =>
        toLine(block, (column) => wrapText(column.texts[i], column.width), mark)
      ),
      "",
    ]),
    ...notes.flatMap((note) => wrapText(toVisible(note), width, OTHER)),
    "",
  ].join("\n");
}

/** One row of cells, which has as many lines as its highest cell. */
function toLine(
  block: readonly SetColumn[],
  linesOf: (column: SetColumn) => readonly string[],
  mark: string,
): string[] {
  const cells = block.map(linesOf);
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, i) => {
    const padded = block.map(({ width, align }, j) => padText(cells[j][i] ?? "", width, align));
    return `${i === 0 ? mark : OTHER}${padded.join(GAP)}`.trimEnd();
  });
}

/**
 * Groups the columns, each group no wider than there is room; the first column begins each, and
 * takes no more than a third of the room where there are several.
 */
function toBlocks(columns: readonly SetColumn[], width: number): SetColumn[][] {
  const narrow = narrowed(columns, width);
  if (totalWidth(narrow) <= width) return [narrow];
  const [first, ...others] = columns;
  const least = ({ breaks, width }: SetColumn) => breaks ? Math.min(LEAST_WIDTH, width) : width;
  const room = width - OTHER.length - GAP.length - Math.max(0, ...others.map(least));
  const most = Math.max(LEAST_WIDTH, Math.min(room, Math.floor(width / 3)));
  const head = first.breaks && first.width > most ? { ...first, width: most } : first;
  const blocks = [[head]];
  for (const other of others) {
    const [, column] = narrowed([{ ...head, breaks: false }, other], width);
    const block = blocks.at(-1)!;
    const fits = totalWidth([...block, column]) <= width;
    if (fits || block.length === 1) block.push(column);
    else blocks.push([head, column]);
  }
  return blocks;
}

/** Takes from the columns that break what all are too wide, from the last to the first. */
function narrowed(columns: readonly SetColumn[], width: number): SetColumn[] {
  let excess = Math.max(0, totalWidth(columns) - width);
  return columns.toReversed().map((column) => {
    if (!column.breaks) return column;
    const cut = Math.min(excess, Math.max(0, column.width - LEAST_WIDTH));
    excess -= cut;
    return { ...column, width: column.width - cut };
  }).toReversed();
}

function totalWidth(columns: readonly SetColumn[]): number {
  return columns.reduce((sum, { width }) => sum + width + GAP.length, OTHER.length - GAP.length);
}

function widest(texts: readonly string[]): number {
  return Math.max(...texts.map(displayWidth));
}
