/**
 * `deno task test`: runs the tests with `jsr:@std/assert`, or with its stand-in where JSR cannot
 * be reached, and says which of the two it used. Arguments go to `deno test`. The last line of a
 * finished run is plain: `12 passed, 0 failed`, with `, 1 skipped` where tests are ignored.
 *
 * @module
 */
import { stripVTControlCharacters } from "node:util";
import { importMapArgs } from "./assert_library.ts";

const { args, says } = await importMapArgs();
console.log(says);
const test = new Deno.Command(Deno.execPath(), {
  args: ["test", "-A", ...args, ...(Deno.args.length > 0 ? Deno.args : ["tests"])],
  env: Deno.stdout.isTerminal() && !Deno.noColor ? { FORCE_COLOR: "1" } : { NO_COLOR: "1" },
  stdout: "piped",
}).spawn();

let text = "";
const decoder = new TextDecoder();
for await (const chunk of test.stdout) {
  await write(chunk);
  // The summary is at the end: no more than the last lines need be kept.
  text = (text + decoder.decode(chunk, { stream: true })).slice(-2_000);
}
const { code } = await test.status;
const summary =
  /^(?:ok|FAILED) \| (\d+) passed(?: \(.*?\))? \| (\d+) failed(?: \(.*?\))?(?: \| (\d+) ignored)?/gm;
// Without a summary the tests were not run, as after a type error.
const last = [...stripVTControlCharacters(text).matchAll(summary)].at(-1);
if (last) {
  const [, passed, failed, ignored] = last;
  console.log(`${passed} passed, ${failed} failed${ignored ? `, ${ignored} skipped` : ""}`);
}
Deno.exit(code);

async function write(chunk: Uint8Array): Promise<void> {
  while (chunk.length > 0) chunk = chunk.subarray(await Deno.stdout.write(chunk));
}
