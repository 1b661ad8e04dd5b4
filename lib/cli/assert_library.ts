/**
 * Chooses the assertion library of the tests: the real `jsr:@std/assert` where JSR can be reached
 * (or is cached), the stand-in `tests/standin/assert.ts` where it cannot.
 *
 * @module
 */

const root = new URL("../../", import.meta.url);
const WAIT_MS = 10_000;

/**
 * The arguments that make a `deno` command resolve `@std/assert`, and the sentence that says which
 * library they choose.
 */
export async function importMapArgs(): Promise<{ args: string[]; says: string }> {
  const config = JSON.parse(await Deno.readTextFile(new URL("deno.json", root)));
  const real: string = config.imports["@std/assert"];
  if (await canLoad(real)) return { args: [], says: `Assertions: ${real}` };
  const imports = {
    ...config.imports,
    "@std/assert": new URL("tests/standin/assert.ts", root).href,
  };
  return {
    args: [`--import-map=data:application/json,${encodeURIComponent(JSON.stringify({ imports }))}`],
    says: `Assertions: tests/standin/assert.ts, because ${real} cannot be reached from here`,
  };
}

async function canLoad(specifier: string): Promise<boolean> {
  const load = new Deno.Command(Deno.execPath(), {
    args: ["cache", "--no-lock", specifier],
    stdout: "null",
    stderr: "null",
    signal: AbortSignal.timeout(WAIT_MS),
  });
  return (await load.output()).success;
}
