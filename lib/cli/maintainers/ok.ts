/**
 * `deno task ok`: the one gate. Runs every check in order, one line each, and stops at the first
 * that fails, with its output. `--no-tests` leaves the tests out.
 *
 * @module
 */
import { importMapArgs } from "./assert_library.ts";

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
  const examples = await filesWithExamples();
  return [
    { name: "format", args: ["fmt", "--check"] },
    { name: "lint", args: ["lint"] },
    { name: "types", args: ["check", ...args, "lib", "tests"] },
    { name: "docs", args: ["doc", "--lint", "lib/mod.ts"] },
    { name: "doc examples", args: ["test", "--doc", "--parallel", "-A", ...args, ...examples] },
    { name: "built kernels", args: ["run", "-A", "lib/cli/maintainers/kernels.ts", "--check"] },
    { name: "tests", args: ["run", "-A", "lib/cli/maintainers/test.ts"] },
  ];
}

/**
 * The files of the library whose documentation has examples to run. A file is run as its examples
 * are, so that commands, which are files that do something, must not be among them.
 */
async function filesWithExamples(folder = "lib/"): Promise<string[]> {
  const files: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(new URL(folder, root))) {
    const path = folder + name;
    if (isDirectory) files.push(...await filesWithExamples(`${path}/`));
    else if (/^ \* ```ts$/m.test(await Deno.readTextFile(new URL(path, root)))) files.push(path);
  }
  return files.sort();
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
