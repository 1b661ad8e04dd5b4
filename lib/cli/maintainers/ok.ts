/**
 * `deno task ok`: the one gate. Runs every check in order, one line each, and stops at the first
 * that fails, with its output. `--no-tests` leaves the tests out.
 *
 * @module
 */
import { runCommand } from "../command.ts";
import { readOptions } from "../options.ts";
import { print } from "../print.ts";
import { importMapArgs } from "./assert_library.ts";

const HELP = `The one gate: format, lint, types, docs, built kernels, tests

Usage: deno task ok [options]

Options:
  --no-tests   Leave the tests out
  -h, --help   Print this help`;

const root = new URL("../../../", import.meta.url);

if (import.meta.main) await runCommand({ name: "ok", help: HELP, main });

/** Runs the checks; 1 where one fails. */
async function main(args: string[]): Promise<number> {
  const { "no-tests": noTests } = readOptions(args, { "no-tests": "flag" });
  for (const check of await checks()) {
    if (check.name === "tests" && noTests) continue;
    if (!await passes(check)) return 1;
  }
  return 0;
}

/** One check: a `deno` command that fails where something is wrong. */
interface Check {
  readonly name: string;
  readonly args: readonly string[];
}

async function checks(): Promise<Check[]> {
  const { args } = await importMapArgs();
  const documents = await markdownFiles();
  return [
    { name: "format", args: ["fmt", "--check"] },
    { name: "lint", args: ["lint"] },
    { name: "types", args: ["check", ...args, "lib", "tests"] },
    { name: "docs", args: ["doc", "--lint", "lib/mod.ts"] },
    { name: "doc examples", args: ["check", "--doc-only", ...args, "lib", ...documents] },
    { name: "built kernels", args: ["run", "-A", "lib/cli/maintainers/kernels.ts", "--check"] },
    { name: "tests", args: ["run", "-A", "lib/cli/maintainers/test.ts"] },
  ];
}

/** The documents whose code must check: those at the top, and the library's own. */
async function markdownFiles(): Promise<string[]> {
  const files: string[] = [];
  for (const folder of ["", "lib/", "data/"]) {
    for await (const { name } of Deno.readDir(new URL(folder, root))) {
      if (name.endsWith(".md")) files.push(folder + name);
    }
  }
  return files.sort();
}

/** Runs one check and prints its line; the output only where it fails. */
async function passes({ name, args }: Check): Promise<boolean> {
  const start = performance.now();
  const command = new Deno.Command(Deno.execPath(), { args: [...args], cwd: root, stdin: "null" });
  const { success, stdout, stderr } = await command.output();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  await print(`${success ? "ok    " : "FAILED"} ${name.padEnd(14)} ${seconds.padStart(6)} s`);
  if (success) return true;
  const decoder = new TextDecoder();
  const output = decoder.decode(stdout) + decoder.decode(stderr);
  await print(`\n$ deno ${args.join(" ")}\n\n${output}`);
  return false;
}
