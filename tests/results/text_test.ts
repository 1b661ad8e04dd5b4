import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { toTable } from "../../lib/results/to_table.ts";
import { toText } from "../../lib/results/text.ts";
import { sampleEpoch, sampleTrial } from "./sample_trials.ts";

const trials = [
  sampleTrial(0),
  sampleTrial(1, { epochs: [sampleEpoch(1, { valAccuracy: 0.99 })] }),
];

/** What stands in the cells of a few columns, without notes. */
function shortText(names: readonly string[], width?: number): string {
  const { columns, rows } = toTable(names.map((name, i) => sampleTrial(i, { name })));
  const shown = columns.filter(({ key }) => key === "case" || key === "testLoss");
  return toText({ columns: shown, rows, notes: [] }, width);
}

Deno.test("toText() shows what would move the cursor in the name of a param as a code", () => {
  const trial = { ...sampleTrial(0), name: "Trial 0", params: { "a\n\x1b[2J": 1 } };
  assert(toText(toTable([trial])).split("\n")[0].includes("a<U+000A><U+001B>[2J"));
});

Deno.test("toText() aligns its columns", () => {
  const lines = toText(toTable(trials)).split("\n").slice(3, 5);
  assertEquals(lines[0].length, lines[1].length);
  assertEquals(lines.map((line) => line.slice(0, 2)), ["≈ ", "★ "]);
});

Deno.test("toText() counts wide characters twice and combining ones not at all", () => {
  assertEquals(
    shortText(["plain", "中文", "e\u0301te\u0301", "👩‍👩‍👧 🇩🇪", "한글ab"]),
    [
      "  Case      Test",
      "            loss",
      "────────────────",
      "★ plain   0.0312",
      "≈ 中文    0.0312",
      "≈ e\u0301te\u0301     0.0312",
      "≈ 👩‍👩‍👧 🇩🇪   0.0312",
      "≈ 한글ab  0.0312",
      "",
      "",
    ].join("\n"),
  );
});

Deno.test("toText() shows the codes of characters that would move the cursor", () => {
  const text = shortText(["a\nb", "\x1b[31mred", "\u202eright"]);
  for (const name of ["a<U+000A>b", "<U+001B>[31mred", "<U+202E>right"]) {
    assertStringIncludes(text, name);
  }
  assertEquals(text.split("\n").length, 8);
});

Deno.test("toText() breaks layers over lines where the terminal is narrow, nothing else", () => {
  const table = toTable(trials);
  const wide = toText(table).split("\n");
  const narrow = toText(table, wide[3].length - 5).split("\n");
  assertEquals(narrow[3].length, wide[3].length - 5);
  assertStringIncludes(narrow[3], "case 1  C32 P2 C64 P2 Dr.25 F ");
  assertStringIncludes(narrow[3], "1 min 05 s");
  assertEquals(narrow[4].trim(), "D128");
  assertStringIncludes(narrow[5], "★ case 2");
});

for (const width of [40, 60, 80, 100, 120]) {
  Deno.test(`toText() shows every column within ${width} characters`, () => {
    const long = sampleTrial(2, { name: "a name of many words, longer than it had to be" });
    const table = toTable([...trials, long]);
    const text = toText(table, width);
    for (const line of text.split("\n")) assert(line.length <= width, `"${line}" is too wide`);
    for (const [key, cell] of Object.entries(table.rows[1].cells)) {
      const words = key === "layers" ? cell.split(" ") : [cell];
      for (const word of words) assertStringIncludes(text, word);
    }
    const words = table.columns.flatMap(({ title }) => title.split(" "));
    for (const word of [...words, ...long.name.split(" ")]) assertStringIncludes(text, word);
    const notes = text.split("\n").slice(-9).join(" ").replaceAll(/\s+/g, " ");
    assertStringIncludes(notes, table.notes.at(-1)!);
  });
}
