import { assert, assertRejects, assertStringIncludes } from "@std/assert";
import { kernelTest, runCells } from "./notebook.ts";

// Single files of the library, since packages are not found from the test's folder.
const [kernel, images, displayable] = ["notebook/kernel", "plots/images", "notebook/displayable"]
  .map((name) => import.meta.resolve(`../../lib/${name}.ts`));

kernelTest("a slip in a cell shows its sentence and none of the library's files", async () => {
  const cells = [
    `import "${kernel}"; import { plotImages } from "${images}";`,
    `const draw = async () => { await null; plotImages([]); };\nawait draw();`,
  ];
  const { message } = await assertRejects(() => runCells(cells), Error);
  const [, trace] = message.split("\n\n");
  assertStringIncludes(trace, "RangeError: Cannot plot images: expected at least 1, got 0.\n");
  assertStringIncludes(trace, "at draw (");
  assert(!trace.includes("/lib/"), trace);
});

kernelTest("a fault of the library keeps its stack", async () => {
  const cells = [
    `import "${kernel}"; import { createDisplayable, jupyterDisplay } from "${displayable}";`,
    `await createDisplayable("", null)[jupyterDisplay]();`,
  ];
  const { message } = await assertRejects(() => runCells(cells), Error);
  assertStringIncludes(message, "TypeError: bundle is not a function");
  assertStringIncludes(message, "/lib/notebook/displayable.ts:");
});
