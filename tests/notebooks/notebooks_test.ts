import { assertEquals } from "@std/assert";
import { runNotebook } from "../../lib/cli/maintainers/run_notebook.ts";
import { kernelTest, notebookNames, notebooks, readNotebook, requirements } from "./notebook.ts";
import { findStructureBreaches } from "./structure.ts";
import { profiles } from "./tiny_profiles.ts";

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
