import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { createRandom } from "../../lib/random/random.ts";
import { cellText, kernelTest, type Notebook, outputText, runNotebook } from "./notebook.ts";

const small = new URL("../testdata/kernel.ipynb", import.meta.url);

kernelTest(
  "a notebook runs on the Deno kernel from its own folder, with its parameters",
  async () => {
    const { cells } = await runNotebook(small);
    assertEquals(
      cellText(cells[3]).split("\n").filter((line) => line !== ""),
      [
        ...[1, 2, 3, 4, 5].map((epoch) => `epoch ${epoch} of 5`),
        `"whole: ${createRandom(1).below(1000)}"`,
      ],
    );
    assertEquals(cellText(cells[4]), "<b>whole</b>");
  },
);

kernelTest("parameters are overridden after their cell", async () => {
  const text = outputText(await runNotebook(small, { epochs: 1, seed: 7, name: 'a "tiny" one' }));
  assertStringIncludes(text, "epoch 1 of 1");
  assertStringIncludes(text, `a "tiny" one: ${createRandom(7).below(1000)}`);
  assertStringIncludes(text, '<b>a "tiny" one</b>');
});

kernelTest("a parameter that the notebook does not have is an error", async () => {
  await assertRejects(() => runNotebook(small, { epoch: 1 }), Error, "epoch is not defined");
});

kernelTest("a cell that throws fails with its source and its traceback", async () => {
  const error = await assertRejects(() => runCells(["const x = 1;", "null.x;", "'later'"]), Error);
  assertStringIncludes(error.message, "null.x;");
  assertStringIncludes(error.message, "TypeError: Cannot read properties of null");
});

kernelTest("a cell that takes too long fails", async () => {
  await assertRejects(() => runCells(["await new Promise(() => {});"], 1), Error, "timed out");
});

kernelTest("a cell that ends the kernel fails", async () => {
  await assertRejects(() => runCells(["Deno.exit(3);"]), Error, "Kernel died");
});

kernelTest("text that is published after its cell ended is kept", async () => {
  const notebook = await runCells(["setTimeout(() => console.log('late'), 20); 1"]);
  assertStringIncludes(outputText(notebook), "late");
});

kernelTest("a display that is published after its cell ended fails", async () => {
  const late = `const data = { "text/html": "<i>late</i>" };
    const content = { data, metadata: {}, transient: {} };
    setTimeout(() => Deno.jupyter.broadcast("display_data", content), 20); 1`;
  await assertRejects(() => runCells([late]), Error, "so it is lost");
});

/** Runs a notebook of these code cells, each for at most so many seconds. */
async function runCells(sources: string[], seconds = 60): Promise<Notebook> {
  const folder = await Deno.makeTempDir();
  try {
    const path = new URL(`file://${folder}/cells.ipynb`);
    const cells = sources.map((source, i) => ({
      cell_type: "code",
      execution_count: null,
      id: `cell-${i}`,
      metadata: {},
      outputs: [],
      source,
    }));
    const notebook = { cells, metadata: {}, nbformat: 4, nbformat_minor: 5 };
    await Deno.writeTextFile(path, JSON.stringify(notebook));
    return await runNotebook(path, {}, seconds);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
