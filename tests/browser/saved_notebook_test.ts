import { assert, assertEquals } from "@std/assert";
import { joined, type Notebook, runNotebook } from "../../lib/cli/maintainers/run_notebook.ts";
import { kernelTest, requirements } from "../notebooks/notebook.ts";
import { browserTest, drawnFigures, LAYERS, openPage } from "./browser.ts";

const path = new URL("../../notebooks/01_mnist.ipynb", import.meta.url);
let run: Promise<Notebook> | undefined;
/** The notebook after all its cells have run: 52 images and two bar charts. */
const executed = () => run ??= runNotebook(path, requirements);

kernelTest("a notebook that is saved after a run stays small, in bytes and in lines", async () => {
  // As Jupyter saves it.
  const saved = JSON.stringify(await executed(), null, 1);
  assert(saved.length < 800_000, `${saved.length} bytes`);
  assert(saved.split("\n").length < 600, `${saved.split("\n").length} lines`);
});

browserTest("the figures of a saved notebook are drawn, without a network", async () => {
  const outputs = (await executed()).cells.flatMap(({ outputs = [] }) => outputs);
  const html = outputs.map(({ data }) => joined((data?.["text/html"] ?? "") as string[]));
  await using page = await openPage(html.join("\n"));
  assertEquals(await drawnFigures(page, 3), [LAYERS, LAYERS, LAYERS]);
  assertEquals(page.errors, []);
}, kernelTest);
