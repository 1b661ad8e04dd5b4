import { assertEquals } from "@std/assert";
import { runKernelCells } from "./kernel_cells.ts";
import { kernelTest } from "./notebook.ts";

kernelTest("what a cell prints, shows and gives comes whole and in order", async () => {
  const library = import.meta.resolve("../../lib/notebook/kernel.ts");
  const cell = `for (let i = 0; i < 200; i++) {
    console.log("printed " + i);
    const data = { "text/plain": "shown " + i };
    await kernelBroadcast()("display_data", { data, metadata: {}, transient: {} });
  }
  "given"`;
  const expected = Array.from({ length: 200 }, (_, i) => [`printed ${i}`, `shown ${i}`]).flat();
  const cells = await runKernelCells({
    deed: "interrupt",
    before: `import { kernelBroadcast } from "${library}";
      Deno.addSignalListener("SIGINT", () => {});`,
    cell,
    when: "^never shown$",
    after: [cell, cell],
  });
  for (const texts of cells) {
    const lines = texts.flatMap((text) => text.trim().split("\n"));
    assertEquals(lines.map((line) => line.replaceAll('"', "")), [...expected, "given"]);
  }
});
