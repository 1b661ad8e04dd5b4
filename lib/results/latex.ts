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
};

/**
 * Prints a table as a LaTeX `table` with the rules of the `booktabs` package, which the document
 * has to load. The best row is bold and starred; the notes are the caption.
 *
 * @example
 * ```ts
 * import type { Trial } from "../trial/trial.ts";
 * import { toTable } from "./table.ts";
 *
 * declare const trials: readonly Trial[];
 * await Deno.writeTextFile("table.tex", toLatex(toTable(trials)));
 * ```
 */
export function toLatex({ columns, rows, notes }: Table): string {
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
    "% \\usepackage{booktabs}",
    "\\begin{table}",
    "  \\centering",
    `  \\caption{${notes.map(escape).join(" ")}}`,
    `  \\begin{tabular}{${alignments}}`,
    "    \\toprule",
    toLine(header),
    "    \\midrule",
    ...body.map(toLine),
    "    \\bottomrule",
    "  \\end{tabular}",
    "\\end{table}",
    "",
  ].join("\n");
}

function escape(text: string): string {
  return text.replaceAll(/\s+/g, " ").replaceAll(
    /[\\{}$&#%_~^<>–]/g,
    (character) => replacements[character],
  )
    // A thin space that does not break, as LaTeX sets units.
    .replaceAll(/(\d) \\%/g, "$1\\,\\%");
}
