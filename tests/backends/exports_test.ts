import { assertEquals } from "@std/assert";

const folder = new URL("../../lib/backends/wasm/", import.meta.url);

/** The number of parameters of each function that the interfaces of the kernels state, by its name. */
async function statedExports(): Promise<Record<string, number>> {
  const stated: Record<string, number> = {};
  for (const file of ["exports.ts", "winograd_exports.ts"]) {
    const text = await Deno.readTextFile(new URL(file, folder));
    for (const [, name, parameters] of text.matchAll(/^ {2}(\w+)\(([^)]*)\): \w+;$/gm)) {
      stated[name] = [...parameters.matchAll(/\w+: \w+/g)].length;
    }
  }
  return stated;
}

/** The same of a build; it hands the memory on as well. */
async function builtExports(build: string): Promise<Record<string, number>> {
  const module = await WebAssembly.compile(await Deno.readFile(new URL(build, folder)));
  const env = { memory: new WebAssembly.Memory({ initial: 1 }) };
  const { exports } = await WebAssembly.instantiate(module, { env });
  return Object.fromEntries(
    Object.entries(exports).flatMap(([name, value]) =>
      typeof value === "function" ? [[name, value.length]] : []
    ),
  );
}

for (const build of ["kernels.wasm", "kernels_simd.wasm"]) {
  Deno.test(`${build} exports what its signatures say, name by name and parameter by parameter`, async () => {
    assertEquals(sorted(await builtExports(build)), sorted(await statedExports()));
  });
}

const sorted = (exports: Record<string, number>) => Object.entries(exports).sort();
