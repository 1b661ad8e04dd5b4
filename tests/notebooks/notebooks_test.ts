import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { type Notebook, runNotebook } from "../../lib/cli/maintainers/run_notebook.ts";
import {
  cellText,
  figuresOf,
  kernelTest,
  notebookNames,
  notebooks,
  readNotebook,
  requirements,
} from "./notebook.ts";
import { findStructureBreaches } from "./structure.ts";

/** The tiny profile of a notebook. */
interface Profile {
  /** @param exports A folder for what it writes. */
  readonly parameters: (exports: string) => Record<string, unknown>;
  /** Checks what its reader sees. */
  readonly check: (notebook: Notebook, exports: string) => void | Promise<void>;
}

/** By file name; a notebook without a profile fails. */
const profiles: Record<string, Profile> = {
  "01_mnist.ipynb": { parameters: () => ({ count: 6 }), check: checkData },
  "02_paper_study.ipynb": {
    parameters: (folder) => ({ epochs: 1, limit: 300, names: ["Case 2", "Case 4"], folder }),
    check: checkStudy,
  },
};

function checkData(notebook: Notebook): void {
  const sizes = textOf(notebook, "sizes");
  assertStringIncludes(sizes, "train: 60000 images of 28 x 28 pixels");
  assertStringIncludes(sizes, "test: 10000 images of 28 x 28 pixels");
  const [subset, image, shares] = figuresOf(notebook);
  const titles = subset.layout.annotations as { text: string }[];
  assertEquals(titles.map(({ text }) => text), ["5", "0", "4", "1", "9", "2"]);
  assertStringIncludes(textOf(notebook, "image"), "The class of image 7777 is 8.");
  assertStringIncludes(textOf(notebook, "image"), "data-figure=");
  const { bdata, shape } = image.data[0].z as { bdata: string; shape: string };
  assertEquals(shape, "28, 28");
  const row = Uint8Array.fromBase64(bdata).subarray(4 * 28, 5 * 28);
  assertEquals([...row.subarray(17, 24)], [11, 104, 159, 159, 232, 195, 102]);
  assertStringIncludes(textOf(notebook, "numbers"), "11 104 159 159 232 195 102\n");
  assertStringIncludes(textOf(notebook, "scaling"), " 92  249  229  131");
  assertStringIncludes(textOf(notebook, "scaling"), "0.36 0.98 0.90 0.51");
  for (const row of ["0 │     5923 │  980", "5 │     5421 │  892", "8 │     5851 │  974"]) {
    assertStringIncludes(textOf(notebook, "counts"), row);
  }
  assertEquals(shares.data.map(({ name }) => name), ["training", "test"]);
}

async function checkStudy(notebook: Notebook, exports: string): Promise<void> {
  assertEquals(textOf(notebook, "layers").trim(), "C32 P2 C64 P2 Dr.25 F D128 Dr.5");
  assertStringIncludes(textOf(notebook, "cases"), 'Case 4 │ "C32 P2 C64 P2 F D128"');
  for (const name of ["Case 2", "Case 4"]) {
    const line = new RegExp(`${name}  epoch 1/1  loss \\d.*  training \\d.*  complete`);
    assert(line.test(textOf(notebook, "optimize")));
  }
  assertMatch(textOf(notebook, "optimize"), /^Finished after .*: 2 of 2 trials done\.$/m);
  const table = textOf(notebook, "table");
  assertEquals(table.match(/<tr /g)?.length, 3);
  assert(!table.includes("Time"));
  const comparison = /Best: Case \d \(.*\), \d+\.\d\d % validation accuracy at epoch 1 .*98\.06 %/;
  assert(comparison.test(table));
  assert(comparison.test(textOf(notebook, "paper")));
  // Before the curves of their own cell, those that grew while the study ran.
  const [live, curves, ranges, confusion] = figuresOf(notebook);
  assertEquals(live, curves);
  assertEquals(
    curves.data.map(({ name }) => name),
    [...Array(4).fill("Case 2"), ...Array(4).fill("Case 4"), "training", "validation"],
  );
  assertEquals(ranges.data.length, 2 * 2 + 2);
  assertEquals((confusion.data[0].z as unknown[]).length, 10);
  const names = [
    "trials.csv",
    "runs.csv",
    "epochs.csv",
    "metrics.csv",
    "trials.json",
    "trials.jsonl",
    "optuna.journal",
    "table.md",
    "table.tex",
  ];
  assertEquals(textOf(notebook, "export").trim().split("\n"), names);
  for (const name of names) assert((await Deno.stat(`${exports}/${name}`)).size > 0);
  assertEquals((await Deno.readTextFile(`${exports}/epochs.csv`)).trim().split("\n").length, 3);
}

Deno.test("each notebook has its tiny profile, and each profile its notebook", async () => {
  assertEquals(await notebookNames(), Object.keys(profiles).sort());
});

for (const name of await notebookNames()) {
  const path = new URL(name, notebooks);

  Deno.test(`${name} keeps the rules for notebooks`, async () => {
    assertEquals(findStructureBreaches(await readNotebook(path)), []);
  });

  kernelTest(`${name} shows its reader what it promises`, async () => {
    const { parameters, check } = profiles[name];
    const exports = await Deno.makeTempDir();
    try {
      const options = { parameters: parameters(exports) };
      await check(await runNotebook(path, requirements, options), exports);
    } finally {
      await Deno.remove(exports, { recursive: true });
    }
  });
}

/** What a reader sees below the cell of this id. */
function textOf({ cells }: Notebook, id: string): string {
  const cell = cells.find((cell) => cell.id === id);
  assert(cell, `There is no cell ${id}`);
  return cellText(cell);
}
