/**
 * A table as Markdown.
 *
 * @module
 */
import { checkArguments } from "../check/check.ts";
import { checkTable, signs, type Table } from "./table.ts";
import { toVisible } from "./visible.ts";
import { displayWidth, padText } from "./width.ts";

/**
 * Formats a table in GitHub's Markdown, padded so that it reads as plain text too. The best row is
 * bold and starred, those that cannot be told from it have ≈. Texts come out of a renderer as they went in, without links, markup or formulas;
 * control characters and the like stand as codes, see `toVisible`.
 *
 * @throws {TypeError} If an argument is not of its type.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { toMarkdown } from "./markdown.ts";
 *
 * const table = {
 *   columns: [{ key: "case", title: "Case", align: "left" as const }],
 *   rows: [{ cells: { case: "small" }, mark: "best" as const }],
 *   notes: [],
 * };
 * const lines = ["| Case        |", "| ----------- |", "| **small** ★ |", ""];
 * assertEquals(toMarkdown(table), lines.join("\n"));
 * ```
 */
export function toMarkdown(table: Table): string {
  checkArguments("toMarkdown()", arguments, 1);
  const { columns, rows, notes } = checkTable(table);
  const lines = [
    columns.map(({ title }) => escape(title)),
    ...rows.map(({ cells, mark }) =>
      columns.map(({ key }, i) => {
        const text = escape(cells[key]);
        const cell = mark === "best" && text !== "" ? `**${text}**` : text;
        return mark !== null && i === 0 ? `${cell} ${signs[mark]}` : cell;
      })
    ),
  ];
  const widths = columns.map((_, i) => Math.max(3, ...lines.map((line) => displayWidth(line[i]))));
  const [header, ...body] = lines.map((line) =>
    line.map((cell, i) => padText(cell, widths[i], columns[i].align))
  );
  const rule = columns.map(({ align }, i) =>
    align === "left" ? "-".repeat(widths[i]) : "-".repeat(widths[i] - 1) + ":"
  );
  const grid = [header, rule, ...body].map((line) => `| ${line.join(" | ")} |\n`).join("");
  return grid + notes.map((note) => `\n${escapeStart(escape(note))}\n`).join("");
}

/** What Markdown, GitHub and Jupyter read as more than text, within a line. */
const SPECIAL = /[`*_~<>&|[\]@\\$]|:(?=\/\/)|(?<=www)\.|^\s|\s$/giu;

/**
 * Escapes a text within a line. Backslashes and dollars become entities, since formulas are looked
 * for before Markdown's own escapes; so do spaces at the ends, which a cell would lose.
 */
function escape(text: string): string {
  return toVisible(text).replaceAll(
    SPECIAL,
    (character) => /[\\$\s]/u.test(character) ? toEntity(character) : `\\${character}`,
  );
}

/** Escapes what would begin a heading or a list where it begins a line. */
function escapeStart(text: string): string {
  return text.replace(/^[#+-]|(?<=^\d+)[.)]/, "\\$&");
}

function toEntity(character: string): string {
  return `&#${character.codePointAt(0)};`;
}
