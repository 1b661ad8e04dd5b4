import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { createRandom } from "../../lib/random/random.ts";
import { runNotebook } from "../../lib/cli/maintainers/run_notebook.ts";
import { cellText, kernelTest, outputText, requirements, runCells } from "./notebook.ts";

const small = new URL("../testdata/kernel.ipynb", import.meta.url);

kernelTest(
  "a notebook runs on the Deno kernel from its own folder, with its parameters",
  async () => {
    const { cells } = await runNotebook(small, requirements);
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
  const parameters = { epochs: 1, seed: 7, name: 'a "tiny" one' };
  const text = outputText(await runNotebook(small, requirements, { parameters }));
  assertStringIncludes(text, "epoch 1 of 1");
  assertStringIncludes(text, `a "tiny" one: ${createRandom(7).below(1000)}`);
  assertStringIncludes(text, '<b>a "tiny" one</b>');
});

kernelTest("a parameter that the notebook does not have is an error", async () => {
  const run = () => runNotebook(small, requirements, { parameters: { epoch: 1 } });
  await assertRejects(run, Error, "epoch is not defined");
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

kernelTest("what a cell prints stays before and after what it shows", async () => {
  const show = `const data = { "text/plain": "shown" };
    await Deno.jupyter.broadcast("display_data", { data, metadata: {}, transient: {} });`;
  const { cells } = await runCells([
    `console.log("one"); console.log("two"); ${show} console.log("three");`,
  ]);
  const kinds = cells[0].outputs!.map(({ output_type }) => output_type);
  assertEquals(kinds, ["stream", "display_data", "stream"]);
  assertEquals(cellText(cells[0]), "one\ntwo\n\nshown\nthree\n");
});

kernelTest("text that is published after its cell ended is kept", async () => {
  const notebook = await runCells(["setTimeout(() => console.log('late'), 20); 1"]);
  assertStringIncludes(outputText(notebook), "late");
});

kernelTest("a display that is published after its cell ended fails", async () => {
  // Again and again, since a busy machine may end the cell later than the first.
  const late = `const data = { "text/html": "<i>late</i>" };
    const content = { data, metadata: {}, transient: {} };
    const show = () => Deno.jupyter.broadcast("display_data", content);
    for (let ms = 20; ms < 500; ms += 20) setTimeout(show, ms);
    1`;
  await assertRejects(() => runCells([late]), Error, "so it is lost");
});

kernelTest("the library makes a cell wait for what it shows last", async () => {
  const late = `const data = { "text/html": "<i>late</i>" };
    const content = { data, metadata: {}, transient: {} };
    setTimeout(() => Deno.jupyter.broadcast("display_data", content), 20); 1`;
  const library = import.meta.resolve("../../lib/notebook/kernel.ts");
  const { cells } = await runCells([`import { kernelBroadcast } from "${library}";`, late]);
  assertStringIncludes(cellText(cells[1]), "<i>late</i>");
});
