import { assertEquals, assertStringIncludes } from "@std/assert";
import { fileURLToPath } from "node:url";

/** Of all runs, so that only the first one checks the types of Deno's own. */
let cache: string;
Deno.test.beforeAll(async () => {
  cache = await Deno.makeTempDir();
});
Deno.test.afterAll(() => Deno.remove(cache, { recursive: true }));

Deno.test("the tests' command closes with a plain line and the exit code of its tests", async () => {
  const bad = await runTests(
    `import { assertEquals } from "@std/assert";
    Deno.test("right", () => assertEquals(1, 1));
    Deno.test("wrong", () => assertEquals(1, 2));
    Deno.test.ignore("ignored", () => {});`,
    `Deno.test("of another file", () => {});`,
  );
  assertStringIncludes(
    bad.lines[0],
    "Assertions: tests/standin/assert.ts, because jsr:@std/assert",
  );
  assertEquals(bad.lines.at(-1), "2 passed, 1 failed, 1 skipped");
  assertEquals(bad.code, 1);
  const good = await runTests(`Deno.test("steps", (t) => t.step("one", () => {}).then(() => {}));`);
  assertEquals(good.lines.at(-1), "1 passed, 0 failed");
  assertEquals(good.code, 0);
});

Deno.test("tests that cannot be loaded fail without a closing line", async () => {
  const { lines, code } = await runTests("const x: string = 1;");
  assertEquals(lines.length, 1);
  assertEquals(code, 1);
});

/** Runs the command on test files, where nothing answers in JSR's place. */
async function runTests(...sources: string[]): Promise<{ lines: string[]; code: number }> {
  const folder = await Deno.makeTempDir();
  try {
    for (const [i, source] of sources.entries()) {
      await Deno.writeTextFile(`${folder}/${i}_test.ts`, source);
    }
    const command = fileURLToPath(new URL("../../../lib/cli/maintainers/test.ts", import.meta.url));
    const { stdout, code } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", command, folder],
      cwd: fileURLToPath(new URL("../../../", import.meta.url)),
      env: { DENO_DIR: cache, JSR_URL: "http://127.0.0.1:1/", NO_COLOR: "1" },
    }).output();
    return { lines: new TextDecoder().decode(stdout).trim().split("\n"), code };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
