import { assert, assertEquals } from "@std/assert";
import MarkdownIt from "markdown-it";
import { ensureEnvironment } from "../../lib/cli/python.ts";
import { toCsv } from "../../lib/results/csv.ts";
import { toMetricRows } from "../../lib/results/metric_rows.ts";
import { toJson } from "../../lib/results/json.ts";
import { toLatex } from "../../lib/results/latex.ts";
import { toMarkdown } from "../../lib/results/markdown.ts";
import { toTrialRows } from "../../lib/results/trial_rows.ts";
import { toTable } from "../../lib/results/to_table.ts";
import { toText } from "../../lib/results/text.ts";
import { kernelTest, requirements } from "../notebooks/notebook.ts";
import { runTool, toolTest } from "../tools.ts";
import { codeOf, namedTrials, names, shown, shownCharacters } from "./names.ts";
import { sampleEpoch, sampleStudy, sampleTrial } from "./sample_trials.ts";

const failed = namedTrials.filter(({ error }) => error !== null);
/** With a note of each that failed: of many a table names the first ten. */
const table = {
  ...toTable(namedTrials),
  notes: failed.map(({ name, error }) => `${name} failed: ${error}`),
};
/** What the cell of each case shows, and the notes of those that failed. */
const cells = namedTrials.map(({ name, state }) =>
  state === "complete" ? shown(name) : `${shown(name)} (${state})`
);
const failures = failed.map(({ name }) => `${shown(name)} failed: ${shown(name)}`);

Deno.test("toText() gives each trial one line, in which its name stands as it went in", () => {
  const lines = toText(table).split("\n");
  assertEquals(lines.length, 3 + cells.length + 1 + table.notes.length + 1);
  cells.forEach((cell, i) => assertEquals(lines[3 + i].slice(2, 2 + cell.length), cell));
  failures.forEach((note, i) => assertEquals(lines[3 + cells.length + 1 + i], note));
});

Deno.test("toMarkdown() is read by a renderer as it went in, without markup", () => {
  const markdown = toMarkdown({
    ...table,
    rows: table.rows.map((row, i) => ({ ...row, mark: i % 2 === 1 ? "best" : null })),
  });
  // What GitHub and Jupyter would take for a formula.
  assert(!/\$|\\\\|\\\(/.test(markdown));
  const tokens = new MarkdownIt({ html: true, linkify: true }).parse(markdown, {});
  const rows = tokens.flatMap((token, i) => token.type === "tr_open" ? [tokens.slice(i + 1)] : []);
  assertEquals(rows.length, 1 + cells.length);
  cells.forEach((cell, i) => {
    const { children } = rows[1 + i].find(({ type }) => type === "inline")!;
    const found = children!.filter(({ content, type }) => content !== "" || type !== "text");
    assertEquals(
      found.map(({ type, content }) => type === "text" ? content : type),
      i % 2 === 1 ? ["strong_open", cell, "strong_close", " ★"] : [cell],
    );
  });
  const notes = tokens.slice(tokens.findIndex(({ type }) => type === "table_close") + 1);
  failures.forEach((note, i) => {
    const [open, { children }, close] = notes.slice(3 * i);
    assertEquals([open.type, close.type], ["paragraph_open", "paragraph_close"]);
    assertEquals(children!.map(({ content }) => content), [note]);
  });
});

Deno.test("toJson() parses back to the names", () => {
  const { trials } = JSON.parse(toJson(sampleStudy(...namedTrials)));
  assertEquals(trials.map(({ name }: { name: string }) => name), names);
});

kernelTest("toCsv() is read by pandas as it went in", async () => {
  const { python } = await ensureEnvironment(requirements, (text) => console.log(text));
  const folder = await Deno.makeTempDir();
  try {
    const epochs = [sampleEpoch(1, { loss: NaN, valLoss: Infinity, accuracy: 1 / 3 })];
    const trials = [sampleTrial(0, { name: "007", epochs }), ...namedTrials];
    await Deno.writeTextFile(`${folder}/trials.csv`, toCsv(toTrialRows(namedTrials)));
    await Deno.writeTextFile(`${folder}/metrics.csv`, toCsv(toMetricRows(trials)));
    const program = `import json, pandas
missing = {"keep_default_na": False, "na_values": ["", "NaN"]}
frame = pandas.read_csv("trials.csv", dtype={"case": str, "error": str}, **missing)
long = pandas.read_csv("metrics.csv", dtype={"case": str}, **missing)
print(json.dumps([
    frame[["trial", "case", "error", "parameters"]].fillna("").values.tolist(),
    long.case.unique().tolist(),
    [str(one) for one in [*long.value[:4], *long.epoch[3:5], long.value.dtype, long.run.dtype]],
]))`;
    const [rows, cases, numbers] = JSON.parse(await runTool(python, ["-c", program], folder));
    const carried = (text: string) => text.replaceAll(/[\0\r\ud800-\udfff]/gu, codeOf);
    assertEquals(
      rows,
      namedTrials.map(({ number, name, error, parameters }) => [
        number,
        carried(name),
        carried(error ?? ""),
        parameters,
      ]),
    );
    assertEquals(cases, [...new Set(trials.map(({ name }) => carried(name)))]);
    // A loss that is no number makes no texts of the others.
    const [accuracy, ...others] = ["0.955", "inf", "0.3333333333333333", "nan"];
    assertEquals(numbers, [accuracy, ...others, "1.0", "nan", "float64", "int64"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

toolTest("toLatex() is set by pdflatex as it went in", ["pdflatex", "pdftotext"], async () => {
  const folder = await Deno.makeTempDir();
  try {
    const groups = Array.from(
      { length: Math.ceil(names.length / 10) },
      (_, i) => toTable(namedTrials.slice(10 * i, 10 * i + 10)),
    );
    const tables = groups.map((group) => toLatex(group));
    const document = [
      "\\documentclass{article}",
      tables[0].split("\n")[0].slice("% ".length),
      // Hyphens of the line would look like those of a name.
      "\\hyphenpenalty=10000",
      "\\begin{document}",
      ...tables.flatMap((text) => [text, "\\clearpage"]),
      "\\end{document}",
    ];
    await Deno.writeTextFile(`${folder}/tables.tex`, document.join("\n"));
    await runTool("pdflatex", ["-interaction=nonstopmode", "-halt-on-error", "tables.tex"], folder);
    const text = await runTool("pdftotext", ["-raw", "-enc", "UTF-8", "tables.pdf", "-"], folder);
    const read = squeezed(text.normalize("NFKC").replaceAll("∆", "Δ").replaceAll("⋆", "★"));
    const isRead = (expected: string) => new RegExp(expected, "u").test(read);
    const lost = namedTrials.filter(({ name, state, setup, parameters }) => {
      const text = pattern(name);
      const layers = escaped(squeezed(setup.layers));
      const count = parameters.toLocaleString("en-US");
      return state === "complete"
        ? !isRead(`${text}[★≈]?${layers}${count}`)
        : !isRead(`${text}\\(failed\\)${layers}${count}`) || !isRead(`${text}failed:${text}`);
    });
    assertEquals(lost.map(({ name }) => name), []);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

/** Without spaces, which a PDF does not hold. */
function squeezed(text: string): string {
  return text.replaceAll(/\s/gu, "");
}

function escaped(text: string): string {
  return text.replaceAll(
    /[^\p{L}\p{N}\p{M}]/gu,
    (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`,
  );
}

/**
 * What may be read for a name: its ASCII and Latin characters as they are, any other as it is or as
 * its code.
 */
function pattern(name: string): string {
  return shownCharacters(name.normalize("NFC")).map((character) => {
    const itself = escaped(squeezed(character.normalize("NFKC")));
    return /^(<U\+|[\0-\xff])/.test(character)
      ? itself
      : `(?:${itself}|${escaped(codeOf(character))})`;
  }).join("");
}
