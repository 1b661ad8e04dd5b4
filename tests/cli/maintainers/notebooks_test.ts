import {
  assert,
  assertEquals,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { fileURLToPath } from "node:url";
import { findBrowser } from "../../../lib/browser/find_browser.ts";
import { createFigurePictures, inkOnWhite } from "../../../lib/cli/maintainers/figure_picture.ts";
import { progressLine } from "../../../lib/cli/maintainers/notebook_progress.ts";
import { findStale } from "../../../lib/cli/maintainers/published_from.ts";
import { publishNotebook } from "../../../lib/cli/maintainers/publish_notebook.ts";
import type { Cell, CellOutput, Notebook } from "../../../lib/cli/maintainers/run_notebook.ts";
import { browserTest } from "../../browser/needs_browser.ts";
import { kernelTest, notebookOf, outputText } from "../../notebooks/notebook.ts";
import { inFolder } from "../study_process.ts";
import { figureHtml } from "../../../lib/notebook/plotly.ts";
import { INK } from "../../../lib/plots/figure.ts";

const library: CellOutput = {
  output_type: "execute_result",
  execution_count: 9,
  data: { "text/html": "<script>window.Plotly = 1</script>", "text/plain": "plotly.js" },
  metadata: {},
};
const table: CellOutput = {
  output_type: "display_data",
  data: { "text/html": "<table></table>", "text/plain": "table" },
  metadata: { late: true },
};

Deno.test("publishing puts a picture in a figure's place, with its description as its text", async () => {
  const { cells } = await publish(code(figure("a < b")));
  const description = "A figure: a < b";
  assertEquals(cells[0].outputs, [{
    data: {
      "image/png": new TextEncoder().encode("a < b").toBase64(),
      "text/plain": description,
    },
    execution_count: 1,
    metadata: { "image/png": { alt: description, height: 20, width: 30 } },
    output_type: "execute_result",
  }, {
    data: { "text/plain": description },
    metadata: {},
    output_type: "display_data",
  }]);
});

Deno.test("publishing leaves out how long a study took", async () => {
  const progress = (line: string): CellOutput => ({
    ...table,
    data: { "text/html": [`<div>${line}</div>\n`, "<b>after 1 s: b</b>"], "text/plain": line },
  });
  const ends = [
    ["Finished after 1 h 02 min: 2 of 2 trials done.", "Finished: 2 of 2 trials done."],
    ...["'", "&#39;"].map((sign) => [
      `Finished after 5.0 s: 9 of 9 trials done, 2 of them pruned, about 20 s of a worker${sign}s time saved.`,
      "Finished: 9 of 9 trials done, 2 of them pruned.",
    ]),
  ];
  for (const [ran, published] of ends) {
    const { cells: [{ outputs }] } = await publish(code(progress(ran)));
    assertEquals(outputs, [{ ...progress(published), metadata: {} }]);
  }
});

Deno.test("publishing leaves out what cells tagged times tell of one machine", async () => {
  const timing: Cell = { ...code(table), metadata: { tags: ["times"] } };
  const { cells } = await publish(timing, code(table));
  assertEquals(cells.map(({ outputs }) => outputs!.length), [0, 1]);
});

Deno.test("publishing drops the plotting library and keeps tables", async () => {
  const { cells } = await publish(code(library), code(table));
  assertEquals(cells.map(({ outputs }) => outputs), [[], [{ ...table, metadata: {} }]]);
});

Deno.test("publishing keeps the last of a figure that is shown twice", async () => {
  const { cells } = await publish(code(table, figure("same")), code(figure("same")));
  assertEquals(cells.map(({ outputs }) => outputs!.length), [1, 2]);
  assertStringIncludes(JSON.stringify(cells[1]), "image/png");
});

Deno.test("publishing counts the cells from 1 and leaves the kernel's version out", async () => {
  const text: Cell = { cell_type: "markdown", source: "# Title", metadata: {} };
  const { cells, metadata } = await publish(text, code(), code(figure("a")));
  assertEquals(cells.map((cell) => cell.execution_count), [undefined, 1, 2]);
  assertEquals(cells[2].outputs![0].execution_count, 2);
  assertEquals(metadata.language_info, { name: "typescript" });
  assertEquals(await findStale({ cells, metadata }), null);
});

Deno.test("progress names the notebook, the cell, the time and what a study says", () => {
  const step = { cell: 3, cells: 14 };
  assertEquals(
    progressLine("02.ipynb (2 of 3)", step, 4_200),
    "02.ipynb (2 of 3), cell 3 of 14, 4.2 s",
  );
  const study = "Running: 2 of 6 trials done, 3 min 05 s elapsed, about 6 min 10 s left";
  assertEquals(
    progressLine("02.ipynb", { ...step, study }, 185_000),
    "02.ipynb, cell 3 of 14, 3 min 05 s: 2 of 6 trials done, 3 min 05 s elapsed, about 6 min 10 s left",
  );
});

Deno.test("pictures darken the ink of figures, for they are on white", () => {
  assertEquals(inkOnWhite(JSON.stringify({ color: INK })), '{"color":"#4a5058"}');
});

Deno.test("without a browser one sentence says how to get one", async () => {
  const find = () => findBrowser(["there-is-no-such-browser"]);
  await assertRejects(find, Deno.errors.NotFound, "apt install chromium");
});

const browser = await findBrowser().catch((error: Error) => error);

Deno.test({
  name: "a figure's picture has two pixels for each of its own" +
    (browser instanceof Error ? ` (skipped: ${browser.message})` : ""),
  ignore: browser instanceof Error,
  fn: async () => {
    await using pictures = await createFigurePictures(browser as string);
    const png = await pictures.toPng({
      data: [{ y: [1, 2], name: "</script>" }],
      layout: { width: 300, height: 200 },
    });
    assertEquals([...png.subarray(1, 4)], [...new TextEncoder().encode("PNG")]);
    const header = new DataView(png.buffer);
    assertEquals([header.getUint32(16), header.getUint32(20)], [600, 400]);
    // A blank page takes far less: the figure is on it.
    assert(png.length > 5_000);
  },
});

browserTest(
  "a notebook that fails stays as it was, and the others are published",
  () =>
    inFolder(async (folder) => {
      const paths = ["a_fails", "b_runs"].map((name) => `${folder}/${name}.ipynb`);
      const [fails, runs] = [`"shown"; null.x`, `console.log("shown")`].map((source) =>
        JSON.stringify(notebookOf([source]))
      );
      await Deno.writeTextFile(paths[0], fails);
      await Deno.writeTextFile(paths[1], runs);
      const { code, text } = await runCommand(paths);
      assertEquals(code, 1);
      assertMatch(text, /^a_fails.ipynb stays as it was\. A cell failed:$/m);
      assertMatch(text, /^1 of 2 failed: a_fails.ipynb$/m);
      assertEquals(await Deno.readTextFile(paths[0]), fails);
      const published: Notebook = JSON.parse(await Deno.readTextFile(paths[1]));
      assertStringIncludes(outputText(published), "shown");
      assertEquals(await findStale(published), null);
      assertEquals([...Deno.readDirSync(folder)].length, 2);
    }),
  kernelTest,
);

Deno.test("the command says in one sentence what it cannot take", async () => {
  for (
    const [args, message] of [
      [["--parameters", "{epochs: 1}"], "Expected --parameters to be a JSON object"],
      [["--parameters", "[1]"], "Expected --parameters to be a JSON object"],
      [["--epochs", "1"], "Expected an option that --help lists, got "],
      [["nofile.ipynb"], "Expected the path of a notebook or one of 01_mnist.ipynb, 02_"],
      [["0"], 'got "0"'],
    ] as const
  ) {
    const { code, text } = await runCommand(args);
    assertEquals([code, text.trim().split("\n").length], [2, 1]);
    assertStringIncludes(text, message);
  }
  assertEquals((await runCommand(["--help"])).code, 0);
});

async function runCommand(args: readonly string[]): Promise<{ code: number; text: string }> {
  const command = fileURLToPath(
    new URL("../../../lib/cli/maintainers/notebooks.ts", import.meta.url),
  );
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", command, ...args],
  }).output();
  return { code, text: new TextDecoder().decode(stderr) };
}

/** Publishes a notebook of these cells; a picture is the name of its figure's first trace. */
function publish(...cells: Cell[]): Promise<Notebook> {
  const language_info = { name: "typescript", version: "6.0" };
  return publishNotebook({ cells, metadata: { language_info } }, ({ data }) => {
    const [{ name }] = data as { name: string }[];
    return Promise.resolve(new TextEncoder().encode(name));
  });
}

function code(...outputs: CellOutput[]): Cell {
  return { cell_type: "code", source: "", metadata: {}, execution_count: 7, outputs };
}

function figure(name: string): CellOutput {
  const data = [{ name, y: [0, 0, 0] }];
  const description = `A figure: ${name}`;
  return {
    output_type: "execute_result",
    execution_count: 7,
    data: {
      // Of several lines, which notebooks keep one by one.
      "text/html": figureHtml({ data, layout: { width: 30, height: 20 }, description })
        .split(/(?<=\n)/),
      "text/plain": description,
    },
    metadata: {},
  };
}
