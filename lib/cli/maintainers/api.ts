/**
 * `deno task api`: writes the API reference as web pages.
 *
 * @module
 */
import { runCommand } from "../command.ts";
import { readOptions } from "../options.ts";
import { print } from "../print.ts";

const HELP = `Write the API reference as web pages

Usage: deno task api [options]

Options:
  --out <folder>   Where they are written (data/api)
  -h, --help       Print this help`;

const root = new URL("../../../", import.meta.url);

if (import.meta.main) await runCommand({ name: "api", help: HELP, main });

/** Has Deno write the pages, and says where they begin. */
async function main(args: string[]): Promise<number> {
  const { out = "data/api" } = readOptions(args, { out: "value" });
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["doc", "--html", "--name=Sweepbook", `--output=${out}`, "lib/mod.ts"],
    cwd: root,
    stdin: "null",
  }).output();
  await print(
    code === 0 ? `Wrote ${out}/index.html` : new TextDecoder().decode(stderr).trimEnd(),
  );
  return code;
}
