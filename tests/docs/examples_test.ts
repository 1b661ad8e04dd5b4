import { assert, assertEquals } from "@std/assert";
import {
  type Example,
  findExamples,
  listFiles,
  readExamples,
} from "../../lib/cli/maintainers/examples.ts";

Deno.test("findExamples finds blocks of docstrings, of members too", () => {
  const text = [
    "a",
    "  /**",
    "   * ```ts",
    "   * run();",
    "   *",
    "   * end();",
    "   * ```",
    "   */",
  ];
  assertEquals(findExamples("a.ts", text.join("\n")), [
    { path: "a.ts", line: 3, code: "run();\n\nend();\n", isIgnored: false },
  ]);
});

Deno.test("findExamples finds blocks of Markdown, one after the other, and what is ignored", () => {
  const text = "# A\n\n```ts\na();\n```\n\n```sh\nnpx\n```\n\n```ts ignore\nb();\n```\n";
  assertEquals(findExamples("a.md", text), [
    { path: "a.md", line: 3, code: "a();\n", isIgnored: false },
    { path: "a.md", line: 11, code: "b();\n", isIgnored: true },
  ]);
});

Deno.test("asserts finds an example without an assertion at its end", () => {
  assert(asserts("run();\nassertEquals(\n  a,\n  [\n    1,\n  ],\n);\n"));
  assert(asserts("await assertRejects(() => run());\n"));
  assert(!asserts('import { assert } from "@std/assert";\n\nrun(); // assert(true)\n'));
  assert(!asserts("assertEquals(a, 1);\nrun();\n"));
});

for (const example of await readExamples()) {
  const { path, line, code, isIgnored } = example;
  if (isIgnored) continue;
  Deno.test(`the example of ${path}:${line} ends in an assertion and imports what it names`, () => {
    assert(asserts(code), code);
    assert(/^import .* from "@std\/assert";$/m.test(code), code);
    assert(/^import .* from "\.\.?\/[\w/]+\.ts";$/m.test(code), code);
    assert(!/\bdeclare const\b/.test(code), code);
  });
}

Deno.test("examples are ts or ts ignore, which findExamples finds", async () => {
  const found = Map.groupBy(await readExamples(), ({ path }) => path);
  for (
    const path of ["README.md", "data/README.md", "notebooks/README.md", ...await listFiles("lib/")]
  ) {
    const text = await Deno.readTextFile(new URL(`../../${path}`, import.meta.url));
    const blocks = text.match(/^( *\* )?```(ts|js|typescript|javascript)\b/gm) ?? [];
    assertEquals(blocks.length, found.get(path)?.length ?? 0, path);
  }
});

Deno.test("examples are ignored only where they need Jupyter, the network or minutes", async () => {
  const ignored = (await readExamples()).filter(({ isIgnored }) => isIgnored);
  const places = new Set(ignored.map(({ path }) => path));
  assertEquals([...places], ["README.md", "data/README.md", "notebooks/README.md"]);
});

/** Whether the last statement of an example is an assertion. */
function asserts(code: Example["code"]): boolean {
  const statements = code.split("\n").filter((line) => /^[\w[({]/.test(line));
  return /^(await )?assert\w*\(/.test(statements.at(-1) ?? "");
}
