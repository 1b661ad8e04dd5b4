/**
 * A table as LaTeX.
 *
 * @module
 */
import { escapeLatex } from "./latex_text.ts";
import { checkKeys, checkText } from "../check/check.ts";
import { checkTable, signs, type Table, type TableColumn } from "./table.ts";

/** What a LaTeX table is about. */
export interface LatexOptions {
  /**
   * The caption and the label name the study so; without it the label is `tab:trials`.
   *
   * @default {undefined}
   */
  readonly name?: string;
  /**
   * The caption names the data that the study trained on so.
   *
   * @default {undefined}
   */
  readonly dataset?: string;
}

/** Longer texts of columns that break are set in lines of this many characters or so. */
const LONGEST_LINE = 40;

/**
 * Formats a table as a LaTeX `table` as wide as the text, with the label `tab:<name>`, for pdflatex
 * with the packages that its first line names. The best row is bold and starred, those that cannot
 * be told from it have ≈; the notes are in the caption. Texts come out as they went in, but that `<U+4E2D>` stands for a character that
 * pdflatex has no font for, see `escapeLatex`.
 *
 * @throws {TypeError} If an argument or an option is not of its type, or an option is unknown.
 *
 * @example
 * ```ts
 * import { assertStringIncludes } from "@std/assert";
 * import { toLatex } from "./latex.ts";
 *
 * const table = {
 *   columns: [{ key: "case", title: "Case", align: "left" as const }],
 *   rows: [{ cells: { case: "small" }, mark: "best" as const }],
 *   notes: [],
 * };
 * const latex = toLatex(table, { name: "hidden-layers", dataset: "MNIST" });
 * assertStringIncludes(latex, "\\textbf{small}~$\\star$");
 * ```
 */
export function toLatex(
  table: Table,
  options: LatexOptions = {},
): string {
  const { columns, rows, notes, caption = "Trials" } = checkTable(table);
  const { name, dataset } = checkKeys("options of toLatex()", options, ["name", "dataset"]);
  if (name !== undefined) checkText("name", name, 'a text such as "hidden-layers"');
  if (dataset !== undefined) checkText("dataset", dataset, 'a text such as "MNIST"');
  const about = `${caption}${name ? ` of ${name}` : ""}${dataset ? ` on ${dataset}` : ""}`;
  const label = name?.replaceAll(/[^A-Za-z0-9]+/g, "-") || "trials";
  const alignments = columns.map(({ align }) => align === "left" ? "l" : "r").join("");
  const header = columns.map(({ title, align }) =>
    `\\shortstack[${align === "left" ? "l" : "r"}]{${escapeLatex(title).replace(" ", "\\\\")}}`
  );
  const body = rows.map(({ cells, mark }) =>
    columns.map((column, i) => {
      const text = toCell(cells[column.key], column);
      const cell = mark === "best" ? `\\textbf{${text}}` : text;
      return mark !== null && i === 0 ? `${cell}~${escapeLatex(signs[mark])}` : cell;
    })
  );
  const toLine = (line: readonly string[]) => `    ${line.join(" & ")} \\\\`;
  return [
    "% \\usepackage[T1]{fontenc} \\usepackage{lmodern,booktabs,graphicx}",
    "\\begin{table}",
    "  \\centering",
    `  \\caption{${escapeLatex([`${about}:`, ...notes].join(" "))}}`,
    `  \\label{tab:${label}}`,
    "  \\resizebox{\\textwidth}{!}{%",
    `  \\begin{tabular}{${alignments}}`,
    "    \\toprule",
    toLine(header),
    "    \\midrule",
    ...body.map(toLine),
    "    \\bottomrule",
    "  \\end{tabular}}",
    "\\end{table}",
    "",
  ].join("\n");
}

function toCell(text: string, { breaks }: TableColumn): string {
  const cell = escapeLatex(text);
  if (!breaks || text.length <= LONGEST_LINE) return cell;
  return `\\parbox[t]{${LONGEST_LINE / 2}em}{\\raggedright ${cell}\\strut}`;
}
