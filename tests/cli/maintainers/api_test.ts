import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { fileURLToPath } from "node:url";
import { runTool } from "../../tools.ts";

Deno.test("deno task api writes pages on which a reader finds createStudy()", async () => {
  const out = await Deno.makeTempDir();
  const command = fileURLToPath(new URL("../../../lib/cli/maintainers/api.ts", import.meta.url));
  const said = await runTool(Deno.execPath(), ["run", "-A", "--no-check", command, "--out", out]);
  assertEquals(said, `Wrote ${out}/index.html\n`);
  const read = (page: string) => Deno.readTextFile(`${out}/${page}`);
  const index = await read("index.html");
  assertStringIncludes(index, "createStudy");
  const list = linkTo(index, "all_symbols.html");
  const page = await read(linkTo(await read(list), "createStudy.html"));
  const text = page.replaceAll(/<[^>]*>/g, "");
  for (const part of ["createStudy(options: StudyOptions)", "Examples"]) {
    assertStringIncludes(text, part);
  }
  await Deno.remove(out, { recursive: true });
});

/** The target of a page's link to a file. */
function linkTo(page: string, file: string): string {
  const targets = [...page.matchAll(/href="([^"]*)"/g)]
    .map(([, target]) => target.replaceAll("&#x2F;", "/"));
  const found = targets.find((target) => target.endsWith(`/${file}`));
  assert(found !== undefined, `No link to ${file}`);
  return found;
}
