/**
 * `deno task kernels`: compiles the WASM kernels from AssemblyScript, once with relaxed SIMD and
 * once without. With `--check` it writes nothing and fails if the committed files are not what the
 * sources give.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { runCommand } from "../command.ts";
import { readOptions } from "../options.ts";
import { print, tell } from "../print.ts";

const HELP = `Rebuild the WASM kernels from AssemblyScript

Usage: deno task kernels [options]

Options:
  --check      Write nothing; fail if the committed files are not what the sources give
  -h, --help   Print this help`;

/** Run as a program with its own lock file: users of Sweepbook need not download a compiler. */
const COMPILER = "npm:assemblyscript@0.28.20/asc";
const folder = new URL("../../backends/wasm/", import.meta.url);
const sources = new URL("assembly/", folder);
const DATA_SECTION = 11;

if (import.meta.main) await runCommand({ name: "kernels", help: HELP, main });

async function main(args: string[]): Promise<number> {
  const { check = false } = readOptions(args, { check: "flag" });
  return await kernels(check) ? 0 : 1;
}

/**
 * Compiles the sources with some features of WASM enabled.
 *
 * At -O2, not -O3, which reorders unrolled multiply-adds so that V8 spills registers: the direct 3x3
 * kernel ran at 30 instead of 21 GFLOP/s. A declared memory of one page instead of none made kernels
 * that load much 3 to 8 % faster.
 */
async function compile(features: string[]): Promise<Uint8Array> {
  const file = await Deno.makeTempFile({ suffix: ".wasm" });
  try {
    const lock = fileURLToPath(new URL("deno.lock", sources));
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      // deno-fmt-ignore
      args: [
        "run", "-A", "--quiet", "--no-config", `--lock=${lock}`, "--frozen", COMPILER,
        "index.ts", "-O2", "--noAssert", "--runtime", "stub",
        "--importMemory", "--initialMemory", "1",
        ...features.flatMap((feature) => ["--enable", feature]),
        "--outFile", file,
      ],
      cwd: fileURLToPath(sources),
      stdin: "null",
    }).output();
    if (!success) {
      throw new Error(`The kernels do not compile:\n${new TextDecoder().decode(stderr)}`);
    }
    return await Deno.readFile(file);
  } finally {
    await Deno.remove(file);
  }
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

/** Compiles all builds, and writes or checks them; whether all is well. */
async function kernels(check: boolean): Promise<boolean> {
  const builds = {
    "kernels.wasm": ["simd", "relaxed-simd"],
    "kernels_simd.wasm": ["simd"],
  };
  let fresh = true;
  for (const [name, features] of Object.entries(builds)) {
    const built = await compile(features);
    if (sections(built).includes(DATA_SECTION)) {
      throw new Error("The kernels hold a data segment, which would overwrite the heap of tfjs.");
    }
    const file = new URL(name, folder);
    if (!check) {
      await Deno.writeFile(file, built);
      await print(`${name}: ${built.length} bytes`);
      continue;
    }
    const committed = await Deno.readFile(file).catch(() => new Uint8Array());
    if (built.length === committed.length && built.every((b, i) => b === committed[i])) continue;
    tell(`${name} is not what its sources give: run \`deno task kernels\`.`);
    fresh = false;
  }
  return fresh;
}
