/**
 * `deno task kernels`: compiles the WASM kernels from AssemblyScript, once with relaxed SIMD and
 * once without. With `--check` it writes nothing and fails if the committed files are not what the
 * sources give.
 *
 * @module
 */
import asc from "assemblyscript/asc";

const folder = new URL("../backends/wasm/", import.meta.url);
const DATA_SECTION = 11;

async function compile(features: string[]): Promise<Uint8Array> {
  let built: Uint8Array | undefined;
  const { error, stderr } = await asc.main(
    [
      "index.ts",
      ...["-O3", "--noAssert", "--runtime", "stub", "--importMemory", "--outFile", "kernels.wasm"],
      ...features.flatMap((feature) => ["--enable", feature]),
    ],
    {
      readFile: (name) => {
        try {
          return Deno.readTextFileSync(new URL(`assembly/${name}`, folder));
        } catch {
          return null; // the compiler tries several names for a module
        }
      },
      writeFile: (_, contents) => {
        built = contents as Uint8Array;
      },
      listFiles: () => [],
    },
  );
  if (error || !built) throw new Error(`The kernels do not compile: ${stderr.toString()}`);
  if (sections(built).includes(DATA_SECTION)) {
    throw new Error("The kernels hold a data segment, which would overwrite the heap of tfjs.");
  }
  return built;
}

/** The section ids of a WASM module, in order. */
function sections(module: Uint8Array): number[] {
  const ids: number[] = [];
  for (let at = 8; at < module.length;) {
    ids.push(module[at++]);
    let length = 0;
    for (let shift = 0;; shift += 7) {
      const byte = module[at++];
      length |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    at += length;
  }
  return ids;
}

const builds = {
  "kernels.wasm": ["simd", "relaxed-simd"],
  "kernels_simd.wasm": ["simd"],
};
let stale = false;
for (const [name, features] of Object.entries(builds)) {
  const built = await compile(features);
  const file = new URL(name, folder);
  if (Deno.args.includes("--check")) {
    const committed = await Deno.readFile(file).catch(() => new Uint8Array());
    const same = built.length === committed.length && built.every((b, i) => b === committed[i]);
    if (!same) console.error(`${name} is not what its sources give: run \`deno task kernels\`.`);
    stale ||= !same;
  } else {
    await Deno.writeFile(file, built);
    console.log(`${name}: ${built.length} bytes`);
  }
}
if (stale) Deno.exit(1);
