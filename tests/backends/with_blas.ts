/** Tests that need a BLAS of the machine. */
import { chooseEngine } from "../../lib/backends/engine.ts";

/** The BLAS of this machine, if it has one. */
export const choice = chooseEngine("auto");

/** A test that needs a BLAS: left out, with the reason, where there is none; never in CI. */
export function blasTest(name: string, run: (path: string) => Promise<void>): void {
  const ignore = choice.blas === null && !Deno.env.get("CI");
  if (ignore) console.log(`Left out: ${name} (${choice.note})`);
  Deno.test({ name, ignore, fn: () => run(choice.blas!) });
}
