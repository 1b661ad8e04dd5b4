import { assertEquals, assertStringIncludes } from "@std/assert";
import { kernelTest, outputText, readNotebook, runNotebook } from "./notebook.ts";
import { findStructureBreaches } from "./structure.ts";

const folder = new URL("../../notebooks/", import.meta.url);

/** The tiny profile of a notebook, and what its reader must see. */
interface Profile {
  readonly parameters: Record<string, unknown>;
  readonly sees: readonly string[];
}

/** By file name; a notebook without a profile fails. */
const profiles: Record<string, Profile> = {};

Deno.test("each notebook has its tiny profile, and each profile its notebook", async () => {
  assertEquals(await notebookNames(), Object.keys(profiles).sort());
});

for (const name of await notebookNames()) {
  const path = new URL(name, folder);

  Deno.test(`${name} keeps the rules for notebooks`, async () => {
    assertEquals(findStructureBreaches(await readNotebook(path)), []);
  });

  kernelTest(`${name} shows its reader what it promises`, async () => {
    const { parameters, sees } = profiles[name];
    const text = outputText(await runNotebook(path, parameters));
    for (const part of sees) assertStringIncludes(text, part);
  });
}

async function notebookNames(): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(folder)) if (name.endsWith(".ipynb")) names.push(name);
  return names.sort();
}
