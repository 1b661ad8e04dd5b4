import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { toClassTable } from "../../lib/results/class_scores.ts";
import { toComparisonTable } from "../../lib/results/comparison_table.ts";
import { toHtml } from "../../lib/results/html.ts";
import { toLatex } from "../../lib/results/latex.ts";
import { toMarkdown } from "../../lib/results/markdown.ts";
import { escapeLatex } from "../../lib/results/latex_text.ts";
import { toMetricsTable } from "../../lib/results/metrics_table.ts";
import type { Table } from "../../lib/results/table.ts";
import { toTable } from "../../lib/results/to_table.ts";
import { toText } from "../../lib/results/text.ts";
import { sampleEpoch, sampleTrial } from "./sample_trials.ts";

const renderers: readonly [string, (table: Table) => string][] = [
  ["toText()", toText],
  ["toMarkdown()", toMarkdown],
  ["toLatex()", toLatex],
  ["toHtml()", toHtml],
];

const reference = { label: "the paper's best", value: 0.9806 };
const trials = [
  sampleTrial(0),
  sampleTrial(1, { epochs: [sampleEpoch(1, { valAccuracy: 0.99 })] }),
];

function tableNamed(name: string): Table {
  return toTable([sampleTrial(0, { name })]);
}

for (const [name, render] of renderers) {
  Deno.test(`${name} shows the columns of the table and no other`, () => {
    const { columns, ...rest } = toTable(trials);
    const text = render({ ...rest, columns: columns.filter(({ key }) => key !== "time") });
    assert(text.includes("0.0312") && !text.includes("1 min 05 s"));
  });

  Deno.test(`${name} has every column and case, and the comparison at the end`, () => {
    const text = render(toTable(trials, { reference })).replaceAll("<br>", " ").replaceAll(
      "\\\\",
      " ",
    );
    for (const part of ["Parameters", "case 1", "case 2", "225,034", "0.0312", "1 min 05 s"]) {
      assertStringIncludes(text, part);
    }
    assertStringIncludes(text, "0.94 points above");
  });

  Deno.test(`${name} marks the best row, and one that is like it`, () => {
    const marks = [null, "best", "likeBest"] as const;
    const { columns, rows: [row] } = tableNamed("a case");
    const rows = marks.map((mark) => ({ cells: { ...row.cells, case: `case ${mark}` }, mark }));
    const lines = render({ columns, rows, notes: [] }).replaceAll("<tr", "\n<tr").split("\n");
    for (const [mark, sign] of [["best", /★|\\star/], ["likeBest", /≈|\\approx/]] as const) {
      const marked = lines.filter((line) => sign.test(line));
      assertEquals(marked.length, 1);
      assertStringIncludes(marked[0], `case ${mark}`);
    }
  });
}

Deno.test("toMarkdown() gives all lines of the table the same number of cells", () => {
  const lines = toMarkdown(tableNamed("a|b")).split("\n").filter((line) => line.startsWith("|"));
  assertEquals(lines.length, 3);
  for (const line of lines) assertEquals(line.split(/(?<!\\)\|/).length, 12);
});

Deno.test("toMarkdown() escapes what Markdown and HTML would read", () => {
  assertStringIncludes(toMarkdown(tableNamed("a|b_<i>*")), "a\\|b\\_\\<i\\>\\*");
});

Deno.test("toLatex() escapes what LaTeX would read", () => {
  const latex = toLatex(tableNamed("50%_&#{}$~^\\"));
  assertStringIncludes(
    latex,
    "50\\%\\_\\&\\#\\{\\}\\$\\textasciitilde{}\\textasciicircum{}\\textbackslash{}",
  );
});

Deno.test("toLatex() sets a booktabs table of ten columns", () => {
  const latex = toLatex(toTable(trials));
  for (const rule of ["\\toprule", "\\midrule", "\\bottomrule", "{llrrrrrrrr}"]) {
    assertStringIncludes(latex, rule);
  }
  const rows = latex.split("\n").filter((line) => /case \d.*&/.test(line));
  for (const row of rows) assertEquals(row.split(" & ").length, 10);
});

Deno.test("toLatex() sets it as wide as the text, with a label and a caption of its own", () => {
  const latex = toLatex(toTable(trials), { name: "my study_1", dataset: "Fashion-MNIST" });
  const parts = ["\\resizebox{\\textwidth}{!}{%", "\\end{tabular}}", "\\label{tab:my-study-1}"];
  for (const part of parts) assertStringIncludes(latex, part);
  assertStringIncludes(
    latex,
    "\\caption{Trials of my study\\_1 on Fashion-MNIST: Protocol paper, 3 epochs",
  );
  assert(!/[★≈…–]/.test(latex));
});

Deno.test("toLatex() names no study and no data that it is not told", () => {
  const latex = toLatex(toTable(trials));
  assertStringIncludes(latex, "\\caption{Trials: Protocol paper");
  assertStringIncludes(latex, "\\label{tab:trials}");
  assert(!latex.includes("MNIST"));
});

Deno.test("toLatex() breaks long texts over lines", () => {
  const latex = toLatex(tableNamed(`${"word ".repeat(10)}${"x".repeat(50)}`));
  const x = "x".repeat(20);
  assertStringIncludes(latex, `word ${x}\\allowbreak{}${x}\\allowbreak{}xxxxxxxxxx\\strut}`);
  assertStringIncludes(latex, "\\parbox[t]{20em}{\\raggedright word word");
});

Deno.test("toHtml() tells readers who do not see it what is what", () => {
  const html = toHtml(toTable(trials));
  assertEquals(html.match(/<th scope="col"/g)?.length, 10);
  assertEquals(html.match(/<th scope="row"/g)?.length, 2);
  assertEquals(html.match(/<caption/g)?.length, 1);
  assertEquals(html.match(/\(best\)/g)?.length, 1);
  assertEquals(html.match(/\(cannot be told from the best\)/g)?.length, 1);
});

Deno.test("toHtml() and toLatex() head each kind of table by what it shows", () => {
  const [a, b] = [sampleTrial(0, { name: "<a>" }), sampleTrial(1)];
  const tables = [
    [toTable([a, b]), "Trials of the study", "Trials"],
    [toMetricsTable(a), "Metrics of &lt;a&gt;", "Metrics of <a>"],
    [toClassTable(b), "Scores of case 2 by class", "Scores of case 2 by class"],
    [toComparisonTable(a, b), "&lt;a&gt; beside case 2", "<a> beside case 2"],
  ] as const;
  for (const [table, heard, read] of tables) {
    const [, caption] = toHtml(table).match(/<caption[^>]*><span[^>]*>(.*?)<\/span>/)!;
    assertEquals(caption, heard);
    const latex = toLatex(table, { dataset: "MNIST" });
    assertStringIncludes(latex, `\\caption{${escapeLatex(`${read} on MNIST:`)}`);
  }
});

Deno.test("toHtml() escapes what HTML would read", () => {
  const html = toHtml(tableNamed(`<script>"&'`));
  assertStringIncludes(html, "&lt;script&gt;&quot;&amp;&#39;");
  assert(!html.includes("<script"));
});

Deno.test("toHtml() carries its own style, which needs no sheet but in print", () => {
  const html = toHtml(toTable(trials));
  assertEquals(html.match(/<style>@media print\{/g)?.length, 1);
  assertEquals(html.match(/class="/g)?.length, 1);
  assert(!html.includes("<link"));
});
