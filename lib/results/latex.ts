/**
 * A table as LaTeX.
 *
 * @module
 */
import type { Table } from "./table.ts";

const replacements: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "{": "\\{",
  "}": "\\}",
  "$": "\\$",
  "&": "\\&",
  "#": "\\#",
  "%": "\\%",
  "_": "\\_",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
  "–": "--",
  "★": "$\\star$",
  "…": "\\ldots{}",
};

/** What a LaTeX table is about. */
export interface LatexOptions {
  /** Of the study, after which the table is labelled; `hidden-layers` by default. */
  readonly name?: string;
  /** What the study trained on; `MNIST` by default. */
  readonly dataset?: string;
}

/**
 * Prints a table as a LaTeX `table` as wide as the text, with the label `tab:<name>`. The document
 * has to load the packages `booktabs` and `graphicx`. The best row is bold and starred; the notes
 * are in the caption.
 *
 * @example
 * ```ts
 * import type { Trial } from "../trial/record.ts";
 * import { toTable } from "./table.ts";
 *
 * declare const trials: readonly Trial[];
 * await Deno.writeTextFile("table.tex", toLatex(toTable(trials)));
 * ```
 */
export function toLatex(
  { columns, rows, notes }: Table,
  { name = "hidden-layers", dataset = "MNIST" }: LatexOptions = {},
): string {
  const caption = `Hidden layers on ${dataset}: ${notes.join(" ")}`;
  const label = name.replaceAll(/[^A-Za-z0-9]+/g, "-");
  const alignments = columns.map(({ align }) => align === "left" ? "l" : "r").join("");
  const header = columns.map(({ title, align }) =>
    `\\shortstack[${align === "left" ? "l" : "r"}]{${escape(title).replace(" ", "\\\\")}}`
  );
  const body = rows.map(({ cells, best }) =>
    cells.map(escape).map((cell, i) =>
      !best ? cell : i === 0 ? `\\textbf{${cell}}~$\\star$` : `\\textbf{${cell}}`
    )
  );
  const toLine = (line: readonly string[]) => `    ${line.join(" & ")} \\\\`;
  return [
    "% \\usepackage{booktabs,graphicx}",
    "\\begin{table}",
    "  \\centering",
    `  \\caption{${escape(caption)}}`,
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

function escape(text: string): string {
  return text.replaceAll(/\s+/g, " ").replaceAll(
    /[\\{}$&#%_~^<>–★…]/g,
    (character) => replacements[character],
  )
    // A thin space that does not break, as LaTeX sets units.
    .replaceAll(/(\d) \\%/g, "$1\\,\\%");
}
