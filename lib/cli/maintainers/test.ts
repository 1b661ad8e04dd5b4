/**
 * `deno task test`: runs the tests, one file more at a time than there are cores, with
 * `jsr:@std/assert`, or with its stand-in where JSR cannot be reached, and says which of the two it
 * used. Arguments go to `deno test`. The last line of a finished run is plain: `12 passed, 0 failed`,
 * with `, 1 skipped` where tests are ignored.
 *
 * @module
 */
import { stripVTControlCharacters } from "node:util";
import { runCommand } from "../command.ts";
import { print } from "../print.ts";
import { KEEP_BYTECODE } from "../python.ts";
import { importMapArgs } from "./assert_library.ts";

const HELP = `Run all tests, or some

Usage: deno task test [files or folders] [options]

Options:
  -h, --help   Print this help

One file more runs at a time than there are cores, four at most; DENO_JOBS says another number. All else goes to deno test as it is; deno test --help lists its options.`;

/** Files at a time: they start browsers, kernels and studies that take all cores. */
const MOST_JOBS = 4;

const SUMMARY =
  /^(?:ok|FAILED) \| (\d+) passed(?: \(.*?\))? \| (\d+) failed(?: \(.*?\))?(?: \| (\d+) ignored)?/gm;

if (import.meta.main) await runCommand({ name: "test", help: HELP, main });

/** Runs the tests and gives their exit code. */
async function main(files: string[]): Promise<number> {
  const { args, says } = await importMapArgs();
  await print(says);
  // Some file always waits, for a browser, a kernel, or an installation.
  const jobs = Math.min(MOST_JOBS, navigator.hardwareConcurrency + 1);
  const test = new Deno.Command(Deno.execPath(), {
    args: ["test", "-A", "--parallel", ...args, ...(files.length > 0 ? files : ["tests"])],
    env: {
      ...KEEP_BYTECODE,
      DENO_JOBS: Deno.env.get("DENO_JOBS") ?? `${jobs}`,
      SWEEPBOOK_STORAGE: "none",
      ...(Deno.stdout.isTerminal() && !Deno.noColor ? { FORCE_COLOR: "1" } : { NO_COLOR: "1" }),
    },
    stdout: "piped",
  }).spawn();

  let end = "";
  for await (const text of test.stdout.pipeThrough(new TextDecoderStream())) {
    await print(text, "");
    // The summary is at the end: no more than the last lines need be kept.
    end = (end + text).slice(-2_000);
  }
  const { code } = await test.status;
  // Without a summary the tests were not run, as after a type error.
  const last = [...stripVTControlCharacters(end).matchAll(SUMMARY)].at(-1);
  if (last) {
    const [, passed, failed, ignored] = last;
    await print(`${passed} passed, ${failed} failed${ignored ? `, ${ignored} skipped` : ""}`);
  }
  return code;
}
