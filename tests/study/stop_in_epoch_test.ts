/** A stop is heard within an epoch, however long that is: nobody waits for its end. */
import { assert, assertEquals } from "@std/assert";
import { createStudy } from "../../lib/study/create_study.ts";
import type { StudyProgress } from "../../lib/study/progress.ts";
import { loadSmallMnist } from "../small_mnist.ts";
import { inDatabase } from "./storages.ts";

for (const way of ["signal", "stop"] as const) {
  Deno.test(`stopped in its first epoch by ${way}, a study returns without that epoch`, () =>
    inDatabase(async (open) => {
      const study = await createStudy({
        name: "long",
        data: await loadSmallMnist(6_000, 100),
        cases: [{ name: "long", layers: "C32 C64 P2 F D128" }], // half a minute an epoch
        backend: "wasm",
        workers: 1,
        storage: open(),
      });
      const controller = new AbortController();
      let steps = 0;
      await study.optimize({
        signal: controller.signal,
        onProgress({ running: [trial] }: StudyProgress) {
          if (trial === undefined || trial.loss === null) return; // no step yet
          steps++;
          if (way === "signal") controller.abort();
          else study.stop();
        },
      });
      assert(steps > 0 && steps < 10, `${steps} steps were told`);
      const [{ state, runs: [run] }] = open().load("long")!.trials;
      assertEquals([state, run.state, run.epochs], ["waiting", "waiting", []]);
    }));
}
