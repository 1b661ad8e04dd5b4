/**
 * `deno task test`: runs the tests with `jsr:@std/assert`, or with its stand-in where JSR cannot
 * be reached, and says which of the two it used.
 *
 * @module
 */
import { importMapArgs } from "./assert_library.ts";

const { args, says } = await importMapArgs();
console.log(says);
const test = new Deno.Command(Deno.execPath(), {
  args: ["test", "-A", ...args, ...(Deno.args.length > 0 ? Deno.args : ["tests"])],
});
const status = await test.spawn().status;
Deno.exit(status.code);
