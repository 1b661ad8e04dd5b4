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
import { readExamples } from "./examples.ts";

const HELP = `The one gate: format, lint, types, docs, package, built kernels, tests

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
  const examples = (await readExamples()).filter(({ isIgnored }) => !isIgnored);
  // A file is run as its examples are: no command may be among them.
  const files = [...new Set(examples.map(({ path }) => path))].sort();
  return [
    { name: "format", args: ["fmt", "--check"] },
    { name: "lint", args: ["lint"] },
    {
      name: "types",
      args: ["check", "--doc", ...args, "lib", "tests", "notebooks/spaces", ...files],
    },
    { name: "docs", args: ["doc", "--lint", "lib/mod.ts"] },
    { name: "package", args: ["publish", "--dry-run", "--allow-dirty"] },
    {
      name: "doc examples",
      args: ["test", "--doc", "--no-check", "--parallel", "-A", ...args, ...files],
    },
    { name: "built kernels", args: ["run", "-A", "lib/cli/maintainers/kernels.ts", "--check"] },
    { name: "tests", args: ["run", "-A", "lib/cli/maintainers/test.ts"] },
  ];
}

/** Runs one check and prints its line; the output only where it fails. */
async function passes({ name, args }: Check): Promise<boolean> {
  const start = performance.now();
  const command = new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd: root,
    env: { SWEEPBOOK_STORAGE: "none" }, // the user's studies are not to be touched
    stdin: "null",
  });
  const { success, stdout, stderr } = await command.output();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  await print(`${success ? "ok    " : "FAILED"} ${name.padEnd(14)} ${seconds.padStart(6)} s`);
  if (success) return true;
  const decoder = new TextDecoder();
  const output = decoder.decode(stdout) + decoder.decode(stderr);
  await print(`\n$ deno ${args.join(" ")}\n\n${output}`);
  return false;
}
