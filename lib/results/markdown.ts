/**
 * A table as Markdown.
 *
 * @module
 */
import type { Table } from "./table.ts";

/**
 * Prints a table in GitHub's Markdown, padded so that it reads as plain text too. The best row is
 * bold and starred.
 *
 * @example
 * ```ts
 * import type { Trial } from "../trial/record.ts";
 * import { toTable } from "./table.ts";
 *
 * declare const trials: readonly Trial[];
 * await Deno.writeTextFile("table.md", toMarkdown(toTable(trials)));
 * ```
 */
export function toMarkdown({ columns, rows, notes }: Table): string {
  const lines = [
    columns.map((column) => column.title),
    ...rows.map(({ cells, best }) =>
      cells.map(escape).map((cell, i) => !best ? cell : i === 0 ? `**${cell}** ★` : `**${cell}**`)
    ),
  ];
  const widths = columns.map((_, i) => Math.max(3, ...lines.map((line) => line[i].length)));
  const [header, ...body] = lines.map((line) =>
    line.map((cell, i) =>
      columns[i].align === "left" ? cell.padEnd(widths[i]) : cell.padStart(widths[i])
    )
  );
  const rule = columns.map(({ align }, i) =>
    align === "left" ? "-".repeat(widths[i]) : "-".repeat(widths[i] - 1) + ":"
  );
  const table = [header, rule, ...body].map((line) => `| ${line.join(" | ")} |\n`).join("");
  return table + notes.map((note) => `\n${escape(note)}\n`).join("");
}

function escape(text: string): string {
  return text.replaceAll(/[\\`*_<>|[\]]/g, "\\$&").replaceAll(/\s+/g, " ");
}
