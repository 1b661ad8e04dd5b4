/**
 * `deno task ok`: the one gate. Runs every check in order, one line each, and stops at the first
 * that fails, with its output. `--no-tests` leaves the tests out.
 *
 * @module
 */
import { importMapArgs } from "./assert_library.ts";
import { readExamples } from "./examples.ts";

const HELP = `The one gate: format, lint, types, docs, built kernels, tests

Usage: deno task ok [options]

Options:
  --no-tests   Leave the tests out
  -h, --help   Print this help`;

const root = new URL("../../../", import.meta.url);

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
    { name: "types", args: ["check", "--doc", ...args, "lib", "tests", ...files] },
    { name: "docs", args: ["doc", "--lint", "lib/mod.ts"] },
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
  const command = new Deno.Command(Deno.execPath(), { args: [...args], cwd: root, stdin: "null" });
  const { success, stdout, stderr } = await command.output();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${success ? "ok    " : "FAILED"} ${name.padEnd(14)} ${seconds.padStart(6)} s`);
  if (success) return true;
  console.log(`\n$ deno ${args.join(" ")}\n`);
  const decoder = new TextDecoder();
  console.log(decoder.decode(stdout) + decoder.decode(stderr));
  return false;
}

if (Deno.args.includes("-h") || Deno.args.includes("--help")) {
  console.log(HELP);
  Deno.exit(0);
}
const unknown = Deno.args.find((arg) => arg !== "--no-tests");
if (unknown !== undefined) {
  console.error(`Expected no option but --no-tests, got ${unknown}; --help lists the options.`);
  Deno.exit(2);
}
for (const check of await checks()) {
  if (check.name === "tests" && Deno.args.includes("--no-tests")) continue;
  if (!await passes(check)) Deno.exit(1);
}
