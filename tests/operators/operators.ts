/**
 * `deno task operators`: runs the operators' own specs of tfjs-core on its WASM backend, with the
 * stock kernels and with ours, and compares. Fails where a spec passes on the stock kernels alone and
 * `differences.ts` does not say why.
 *
 * @module
 */
import { runCommand } from "../../lib/cli/command.ts";
import { readOptions } from "../../lib/cli/options.ts";
import { copyCore } from "./core_modules.ts";
import { differences } from "./differences.ts";
import { runSpecs, type SpecResult } from "./specs.ts";

const HELP = `Run tfjs-core's operator specs on its WASM backend, stock and ours

Usage: deno task operators [options]

Options:
  --verbose   List the specs that fail on both, and those that pass on ours alone
  -h, --help  Print this help`;

if (import.meta.main) await runCommand({ name: "operators", help: HELP, main });

async function main(args: string[]): Promise<number> {
  const { verbose = false } = readOptions(args, { verbose: "flag" });
  const folder = await Deno.makeTempDir();
  try {
    const specs = await copyCore(folder);
    const stock = await runSpecs("stock", folder, specs);
    const ours = await runSpecs("ours", folder, specs);
    return compare(stock, ours, verbose) ? 0 : 1;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Prints the comparison; whether every difference is stated, and every stated one is there. */
function compare(
  stock: ReadonlyMap<string, SpecResult>,
  ours: ReadonlyMap<string, SpecResult>,
  verbose: boolean,
): boolean {
  const names = [...stock.keys()];
  const passes = (results: ReadonlyMap<string, SpecResult>, name: string) =>
    results.get(name)?.passed ?? false;
  const stockAlone = names.filter((name) => passes(stock, name) && !passes(ours, name));
  const oursAlone = names.filter((name) => !passes(stock, name) && passes(ours, name));
  const neither = names.filter((name) => !passes(stock, name) && !passes(ours, name));
  for (const [kernels, results] of Object.entries({ stock, ours })) {
    const passed = names.filter((name) => passes(results, name)).length;
    console.log(`${kernels.padEnd(6)} ${passed} pass, ${names.length - passed} fail`);
  }
  console.log(
    `${neither.length} fail on both, ${oursAlone.length} pass on ours alone, ` +
      `${stockAlone.length} on the stock kernels alone`,
  );
  if (verbose) {
    for (const name of neither) console.log(`fails on both: ${name}: ${ours.get(name)?.message}`);
    for (const name of oursAlone) console.log(`passes on ours alone: ${name}`);
  }
  for (const name of stockAlone) {
    const reason = differences[name] ??
      `NOT STATED: ${ours.get(name)?.message ?? "it did not run"}`;
    console.log(`passes on the stock kernels alone: ${name}\n  ${reason}`);
  }
  const stale = Object.keys(differences).filter((name) => !stockAlone.includes(name));
  for (const name of stale) console.log(`differences.ts states what does not differ: ${name}`);
  return names.length > 0 && stale.length === 0 && stockAlone.every((name) => name in differences);
}
