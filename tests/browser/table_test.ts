import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { progressHtml, toProgressView } from "../../lib/notebook/progress.ts";
import { toHtml } from "../../lib/results/html.ts";
import type { Table } from "../../lib/results/table.ts";
import { toTable } from "../../lib/results/to_table.ts";
import { sgd } from "../../lib/trial/optimizer.ts";
import { progressOf } from "../notebook/shown_study.ts";
import { namedTrials, shown } from "../results/names.ts";
import { sampleTrial } from "../results/sample_trials.ts";
import { trialOf } from "../results/trials_with_runs.ts";
import { runTool, toolTest } from "../tools.ts";
import { browserTest, openPage } from "./browser.ts";

browserTest("a page shows the names of a table as they went in", async () => {
  await using page = await openPage(toHtml(toTable(namedTrials)));
  const cells = await page.evaluate(
    `[...document.querySelectorAll("tbody th")].map((cell) => cell.innerText)`,
  ) as string[];
  assertEquals(
    cells.map((cell) => cell.replace(/ [★≈]\n \((best|cannot be told from the best)\)$/, "")),
    namedTrials.map(({ name, state }) => shown(name) + (state === "failed" ? " (failed)" : "")),
  );
  assertEquals(await page.evaluate(`document.querySelectorAll("b, script, a").length`), 0);
});

/** What a cell shows, as JupyterLab has it: beside a prompt, in a box that scrolls. */
function notebookPage(...outputs: string[]): string {
  return `<style>
    .cell { display: flex; font: 14px sans-serif }
    .prompt { flex: 0 0 64px }
    .output { flex: 1 1 auto; min-width: 0; overflow: auto }
  </style>
  <div class="cell"><div class="prompt">[1]:</div>
    <div class="output">${outputs.join("")}</div>
  </div>`;
}

const trials = [
  sampleTrial(0, { durationMs: 59_940 }),
  sampleTrial(1, { name: "C32 C32 P2 C64 C64 P2 Dr.25 F D128 Dr.5", durationMs: 65_000 }),
  sampleTrial(2, { name: "x".repeat(300), durationMs: 7_320_000 }),
];
const settings = { optimizer: sgd(), batchSize: 1000, epochs: 100, seed: 123_456 };
const differing = { ...trials[2], setup: { ...trials[2].setup, ...settings } };
const tables = {
  "one setting": toTable(trials),
  "settings that differ": toTable([...trials.slice(0, 2), differing]),
  "several runs": toTable([trialOf([0.98, 0.99]), {
    ...trialOf([0.97, 0.98]),
    name: "x".repeat(99),
  }]),
};

for (const [of, table] of Object.entries(tables)) {
  printTest(`on A4 a table of ${of} keeps all its columns`, async () => {
    const text = await printed(notebookPage(toHtml(table)));
    for (const { cells } of table.rows) {
      for (const { key, breaks } of table.columns) {
        const cell = cells[key];
        assert(breaks || text.includes(cell), `"${cell}" is not on the page`);
      }
      assert(squeezed(text).includes(squeezed(cells.case)), `"${cells.case}" is not on the page`);
    }
  });
}

printTest("on A4 what grew in place keeps all its columns, whatever table is below", async () => {
  const wide = trials.slice(0, 2);
  const view = toProgressView({ trials: wide, progress: progressOf(wide), isRunning: false });
  const narrow: Table = { columns: [{ key: "a", title: "A", align: "left" }], rows: [], notes: [] };
  const text = await printed(notebookPage(progressHtml(view), toHtml(narrow)));
  for (const { name } of wide) assertStringIncludes(text, name);
  assertEquals(text.match(/State|complete$/gm)?.length, 3);
});

/** A test that prints a page: it needs a browser, and a program that reads what was printed. */
function printTest(name: string, test: () => Promise<void>): void {
  browserTest(name, test, (name, test) => toolTest(name, ["pdftotext"], test));
}

/** What can be read of a page that is printed; what is cut off is not. */
async function printed(html: string): Promise<string> {
  const folder = await Deno.makeTempDir();
  try {
    await using page = await openPage(html);
    await Deno.writeFile(`${folder}/page.pdf`, await page.toPdf());
    return await runTool("pdftotext", ["-raw", "-enc", "UTF-8", "page.pdf", "-"], folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function squeezed(text: string): string {
  return text.replaceAll(/\s/g, "");
}
