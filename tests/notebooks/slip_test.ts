import { assert, assertRejects, assertStringIncludes } from "@std/assert";
import { kernelTest, runCells } from "./notebook.ts";

const library = import.meta.resolve("../../lib/mod.ts");
const displayable = import.meta.resolve("../../lib/notebook/displayable.ts");

kernelTest("a slip in a cell shows its sentence and none of the library's files", async () => {
  const cells = [
    `import { plotImages } from "${library}";`,
    `const draw = async () => { await null; plotImages([]); };\nawait draw();`,
  ];
  const { message } = await assertRejects(() => runCells(cells), Error);
  const [, trace] = message.split("\n\n");
  assertStringIncludes(trace, "RangeError: Expected at least one image to plot, got none.\n");
  assertStringIncludes(trace, "at draw (");
  assert(!trace.includes("/lib/"), trace);
});

kernelTest("a fault of the library keeps its stack", async () => {
  const cells = [
    `import { jupyterDisplay } from "${library}";
     import { createDisplayable } from "${displayable}";`,
    `await createDisplayable("", null)[jupyterDisplay]();`,
  ];
  const { message } = await assertRejects(() => runCells(cells), Error);
  assertStringIncludes(message, "TypeError: bundle is not a function");
  assertStringIncludes(message, "/lib/notebook/displayable.ts:");
});
