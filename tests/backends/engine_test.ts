import { assertEquals, assertNotEquals } from "@std/assert";
import { fileURLToPath } from "node:url";
import { isPlainWasm } from "../../lib/trial/provenance.ts";

const config = fileURLToPath(new URL("../../deno.json", import.meta.url));
const program = fileURLToPath(new URL("plain_product.ts", import.meta.url));

/** The name of plain WASM and sums of products, in a program with these flags of V8. */
async function multiply(...flags: string[]): Promise<{ name: string; bits: string }> {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", `--config=${config}`, ...flags, program],
  }).output();
  return JSON.parse(new TextDecoder().decode(stdout));
}

Deno.test("plain WASM has a name of its own where multiply-adds round otherwise", async () => {
  const [usual, unfused] = [await multiply(), await multiply("--v8-flags=--no-enable-fma3")];
  assertEquals([usual, unfused].map(({ name }) => isPlainWasm(name)), [true, true]);
  // Only processors of this kind can do without.
  if (Deno.build.arch === "x86_64") assertEquals(unfused.name, "wasm without FMA");
  const differ = usual.name === unfused.name ? assertEquals : assertNotEquals;
  differ(usual.bits, unfused.bits);
});
