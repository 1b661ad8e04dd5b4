/**
 * `deno task operators`: runs the operators' own specs of tfjs-core on its WASM backend, with the
 * stock kernels and with ours, and compares. Fails where a spec passes on the stock kernels alone and
 * `differences.ts` does not say why.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { copyCore } from "./core_modules.ts";
import { differences } from "./differences.ts";
import type { SpecResult } from "./run_specs.ts";

const HELP = `Run tfjs-core's operator specs on its WASM backend, stock and ours

Usage: deno task operators [options]

Options:
  -v, --verbose   List the specs that fail on both, and those that pass on ours alone
  -h, --help      Print this help`;

/** The results of one process, by the specs' names; a name that comes again is numbered. */
async function run(
  kernels: "stock" | "ours",
  folder: string,
  specs: readonly string[],
): Promise<Map<string, SpecResult>> {
  const script = fileURLToPath(new URL("run_specs.ts", import.meta.url));
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", script, kernels, folder, ...specs],
  }).output();
  const decoder = new TextDecoder();
  if (!success) throw new Error(`The specs did not run:\n${decoder.decode(stderr)}`);
  const results = new Map<string, SpecResult>();
  for (const line of decoder.decode(stdout).split("\n")) {
    if (!line.startsWith('{"name"')) continue;
    const result = JSON.parse(line) as SpecResult;
    let name = result.name;
    for (let number = 2; results.has(name); number++) name = `${result.name} (${number})`;
    results.set(name, result);
  }
  return results;
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

const unknown = Deno.args.find((arg) => !["-v", "--verbose", "-h", "--help"].includes(arg));
if (unknown !== undefined) {
  console.error(`Expected no option but --verbose, got ${unknown}; --help lists the options.`);
  Deno.exit(2);
}
if (Deno.args.includes("-h") || Deno.args.includes("--help")) {
  console.log(HELP);
  Deno.exit(0);
}
const folder = await Deno.makeTempDir();
try {
  const specs = await copyCore(folder);
  const [stock, ours] = [await run("stock", folder, specs), await run("ours", folder, specs)];
  const verbose = Deno.args.some((arg) => arg === "-v" || arg === "--verbose");
  if (!compare(stock, ours, verbose)) Deno.exitCode = 1;
} finally {
  await Deno.remove(folder, { recursive: true });
}
