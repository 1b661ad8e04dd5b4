import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { fileURLToPath } from "node:url";

async function run(name: string, arg: string): Promise<{ code: number; out: string; err: string }> {
  const command = fileURLToPath(
    new URL(`../../../lib/cli/maintainers/${name}.ts`, import.meta.url),
  );
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", command, arg],
    env: { NO_COLOR: "1" },
  }).output();
  const decoder = new TextDecoder();
  return { code, out: decoder.decode(stdout), err: decoder.decode(stderr) };
}

for (const name of ["kernels", "ok"]) {
  Deno.test(`deno task ${name} says in one sentence which option it does not know`, async () => {
    const { code, err } = await run(name, "--chek");
    assertEquals([code, err.trim().split("\n").length], [2, 1]);
    assertStringIncludes(err, "got --chek; --help lists the options.");
  });

  Deno.test(`deno task ${name} --help does nothing else`, async () => {
    const { code, out } = await run(name, "--help");
    assertEquals(code, 0);
    assert(out.includes(`Usage: deno task ${name} [options]`), out);
  });
}
