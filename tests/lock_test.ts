import { assert, assertEquals } from "@std/assert";

Deno.test("the lock file has a whole checksum of every package", async () => {
  const { npm } = JSON.parse(await Deno.readTextFile(new URL("../deno.lock", import.meta.url)));
  const packages = Object.entries<{ integrity: string }>(npm);
  assert(packages.length > 100);
  for (const [name, { integrity }] of packages) {
    const [, algorithm, base64] = integrity.match(/^(sha\d+)-(.*)$/)!;
    assertEquals([algorithm, atob(base64).length], ["sha512", 64], name);
  }
});
