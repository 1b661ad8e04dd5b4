/** Tests that need a BLAS of the machine. */
import { chooseEngine } from "../../lib/backends/engine.ts";

/** The BLAS of this machine, if it has one. */
export const choice = chooseEngine("auto");

/** A test that needs a BLAS: where there is none it is left out, with the reason; in CI it fails. */
export function blasTest(name: string, run: (path: string) => Promise<void>): void {
  const { blas, note } = choice;
  const ignore = blas === null && !Deno.env.get("CI");
  if (ignore) console.log(`Left out: ${name} (${note})`);
  Deno.test({
    name,
    ignore,
    async fn() {
      if (blas !== null) return await run(blas);
      throw new Error(
        `Expected a BLAS in CI, got none (${note}); install one, such as libopenblas0-pthread on Debian.`,
      );
    },
  });
}
