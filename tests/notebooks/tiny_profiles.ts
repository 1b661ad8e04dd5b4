/** Tiny profiles of the notebooks, and what their readers are to see. */
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import type { Notebook } from "../../lib/cli/maintainers/run_notebook.ts";
import { cellText, figuresOf } from "./notebook.ts";
import { names } from "../results/export_folder.ts";

/** The tiny profile of a notebook. */
export interface Profile {
  /** @param exports A folder for what it writes. */
  readonly parameters: (exports: string) => Record<string, unknown>;
  /** Checks what its reader sees. */
  readonly check: (notebook: Notebook, exports: string) => void | Promise<void>;
}

/** By file name; a notebook without a profile fails. */
export const profiles: Record<string, Profile> = {
  "01_mnist.ipynb": { parameters: () => ({ count: 6 }), check: checkData },
  "02_paper_study.ipynb": {
    parameters: (folder) => ({ epochs: 1, limit: 300, names: ["Case 2", "Case 4"], folder }),
    check: checkStudy,
  },
  "03_cnn_by_hand.ipynb": { parameters: () => ({ epochs: 1, limit: 300 }), check: checkByHand },
  "04_cross_validation.ipynb": {
    parameters: () => ({ layers: "C2 P4 F D8", epochs: 2, limit: 200, folds: 3 }),
    check: checkFolds,
  },
  "05_your_own_sweep.ipynb": {
    parameters: (folder) => ({
      trials: 10,
      epochs: 2,
      limit: 300,
      stopAfter: 1,
      database: `${folder}/sweep.db`,
    }),
    check: checkSweep,
  },
  "06_is_the_difference_real.ipynb": {
    parameters: () => ({ repeats: 2, epochs: 1, limit: 300 }),
    check: checkDifference,
  },
  "07_what_does_it_get_wrong.ipynb": {
    parameters: () => ({ epochs: 1, limit: 600 }),
    check: checkMistakes,
  },
  "08_how_fast_is_it.ipynb": {
    parameters: () => ({ layers: "C4 P2 F", steps: 2, smallLayers: "C2 P4 F" }),
    check: checkSpeed,
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
  for (const row of ["0 │  5923 │  980", "5 │  5421 │  892", "8 │  5851 │  974"]) {
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
    [
      ...Array(4).fill("Case 2"),
      ...Array(4).fill("Case 4"),
      ...["training", "validation", "the paper's best, 98.06 %"],
    ],
  );
  assertEquals(ranges.data.length, 2 * 2 + 3);
  assertEquals((confusion.data[0].z as unknown[]).length, 10);
  assertEquals(textOf(notebook, "export").trim().split("\n"), names);
  for (const name of names) assert((await Deno.stat(`${exports}/${name}`)).size > 0);
  assertEquals((await Deno.readTextFile(`${exports}/epochs.csv`)).trim().split("\n").length, 3);
}

function checkByHand(notebook: Notebook): void {
  const says = (id: string, sentence: string) =>
    assertStringIncludes(textOf(notebook, id), sentence);
  says("convolution", "in 9 steps. The output, row by row: 4, 3, 4; 2, 4, 3; 2, 3, 4.");
  says("edges", "The output is 26 x 26");
  says("pooling", "The output, row by row: 9, 6; 5, 5.");
  says("pooling-digit", "Max pooling of 26 x 26 by windows of 2 x 2 in 169 steps.");
  says("net", "The net small, 43,706 parameters");
  says("parameters-by-hand", "by hand:        80, 0, 0, 43296, 330\n");
  says("parameters-by-hand", "by the library: 80, 0, 0, 43296, 330\n");
  says("weights", "72, 8, 43264, 32, 320, 10");
  says("maps", "Convolution of 28 x 28 by a filter of 3 x 3");
  says("dense", "1352 numbers, 32 units, 10 classes");
  says("check", "Equal to five decimals: true");
  assertMatch(
    textOf(notebook, "prediction"),
    /Image 7777 of class 8, taken for \d: \d+\.\d\d % for \d/,
  );
  says("example", "48 zero-one errors, an accuracy of 95.2 %");
  assertMatch(textOf(notebook, "metrics"), /Validation +50 .*\n.*Test +10,000 /);
  assertEquals(figuresOf(notebook).length, 8);
}

function checkFolds(notebook: Notebook): void {
  assertStringIncludes(textOf(notebook, "study"), "The net deeper, ");
  assertMatch(textOf(notebook, "optimize"), /^Finished after .*: 1 of 1 trial done\.$/m);
  const curves = textOf(notebook, "curves");
  assertMatch(
    curves,
    /Learning curves of deeper in 3 folds: .* beside Brownlee's folds of 99\.06 %/,
  );
  const drawn = figuresOf(notebook).at(-1)!;
  assertEquals(drawn.data.length, 4 * 3 + 4 + 1);
  assertEquals((drawn.data[0].x as number[]).length, 2);
  assertMatch(textOf(notebook, "metrics"), /Validation, fold 3, seed 1 +66 .*\n.*together +200 /);
  assertStringIncludes(textOf(notebook, "table"), "interval");
}

async function checkSweep(notebook: Notebook, folder: string): Promise<void> {
  assertMatch(textOf(notebook, "stop"), /^Interrupted after .*: 1 of 10 trials done/m);
  assertStringIncludes(textOf(notebook, "resume"), "1 of 10 trials are there already.");
  assertMatch(textOf(notebook, "resume"), /^Finished after .*: 10 of 10 trials done/m);
  assert((await Deno.stat(`${folder}/sweep.db`)).size > 0);
  assertEquals(textOf(notebook, "table").match(/<tr /g)?.length, 1 + 10);
  const shows: [id: string, text: RegExp][] = [
    ["history", /of \d+ trials, and the best so far: .* at best, in trial \d/],
    ["importances", /over \d+ trials: \w+ \d.*%/],
    ["slice", /of \d+ trials over each of \d params: filters, deep, .*learningRate/],
    ["contour", /of \d+ trials over learningRate and filters; best/],
    ["parallel", /^\d+ trials as lines through filters, deep, /m],
    ["cost", /of \d+ trials over the parameters of the net; outdone by no cheaper one: /],
    ["best", /^Best: Trial \d .* test accuracy is \d/m],
    ["report", /^Written: .*sweep\.html$/m],
  ];
  assertStringIncludes(await Deno.readTextFile(`${folder}/sweep.html`), "your own sweep");
  for (const [id, text] of shows) assertMatch(textOf(notebook, id), text);
  // Beside the curves that grew: six charts.
  assert(figuresOf(notebook).length >= 6);
}

function checkDifference(notebook: Notebook): void {
  assertEquals(textOf(notebook, "ranking").match(/<tr /g)?.length, 1 + 4);
  assertMatch(textOf(notebook, "images"), /McNemar/);
  assertMatch(textOf(notebook, "intervals"), /of 4 trials with 95 % intervals: .* is the best/);
  assertMatch(textOf(notebook, "compare"), /paired t/i);
  assertMatch(textOf(notebook, "pairs"), /over 2 pairs: -?\d+\.\d\d points/);
  assertMatch(textOf(notebook, "spread"), /^no convolution: .* % to .* % over 2 seeds$/m);
}

function checkMistakes(notebook: Notebook): void {
  const says = (id: string, pattern: RegExp) => assertMatch(textOf(notebook, id), pattern);
  says("confusion", /Confusion matrix of small: [\d,]+ errors, test accuracy .* is taken for /);
  says("class-table", /Mean +10,000 /);
  says("class-scores", /Precision, recall and F1 of small by class, test images: mean F1 /);
  says("mistakes", /What small gets wrong of the test images, the surest 24 of [\d,]+: image \d/);
  says("sure", /^\d+ mistakes among 10000 images\nsurer than 50 %: \d+\n/);
  says("filters", /Filters of the first convolution of small: 16 of 5 x 5, weights from −/);
  says("maps", /Feature maps of Image \d+ by convolution 1 of small: 16 of 24 x 24/);
  says("second", /Feature maps of Image \d+ by convolution 2 of small: 32 of 10 x 10/);
  says("worst", /Image \d+ of class \d, taken for \d: /);
  says("own", /seven\.png, taken for \d: \d/);
  says("own-maps", /Feature maps of seven\.png by convolution 1 of small: 16 of 24 x 24/);
  // The curves that grew while it was trained come first.
  assertEquals(figuresOf(notebook).length, 10);
}

function checkSpeed(notebook: Notebook): void {
  const says = (id: string, pattern: RegExp) => assertMatch(textOf(notebook, id), pattern);
  const counted = "4460544 operations forward, 13381632 in a step\n";
  assertEquals(
    textOf(notebook, "by-hand"),
    `by hand:        ${counted}by the library: ${counted}`,
  );
  says("cost", /What C4 P2 F costs, layer by layer: .* most of layer 1, C4/);
  says("study-cost", /^A step of 100 images: 0\.\d\d billion operations\n5 epochs .* trillion/);
  says("here", /^\d+\.\d ms a step of 100 images\n\d+\.\d billion operations a second\n$/);
  says("plain", /^Our kernels take less than a tenth of the time: (true|false)\n$/);
  says("plain-times", /^plain: \d+ ms, ours: .* ms\n\d+ times as fast\n$/);
  says("blas", /ms a step with wasm\+|Training on pure WASM/);
  assertEquals(figuresOf(notebook).at(-1)!.data.length, 4);
  says("limit", /deeper: 1\d\d % of the limit/);
  const timed = notebook.cells.filter(({ metadata }) => metadata.tags?.includes("times"));
  assertEquals(timed.map(({ id }) => id), ["here", "plain-times", "blas"]);
}

/** What a reader sees below the cell of this id. */
function textOf({ cells }: Notebook, id: string): string {
  const cell = cells.find((cell) => cell.id === id);
  assert(cell, `There is no cell ${id}`);
  return cellText(cell);
}
