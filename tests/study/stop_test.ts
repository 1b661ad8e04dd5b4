/** What is there when `optimize()` returns because it was asked to stop. */
import { assertEquals } from "@std/assert";
import { createTrained, record, train } from "./fake_training.ts";
import { onEachStorage } from "./storages.ts";

const cases = ["F", "F D8"].map((layers) => ({ name: layers, layers }));

onEachStorage("stopped in an epoch, a study returns with all before it stored", async (open) => {
  for (const way of ["signal", "stop"]) {
    const controller = new AbortController();
    const fake = createTrained({ cases, name: way, storage: open(), epochs: 9 });
    let told = 0;
    await train(fake, {
      signal: controller.signal,
      // Within an epoch of both runs: they never end by themselves.
      onProgress: () => {
        const { runs } = fake.study.trials[0];
        if (runs[0].epochs.length < 3 || told++ > 0) return;
        if (way === "signal") controller.abort();
        else fake.study.stop();
      },
    });
    assertEquals([fake.study.isRunning, fake.executor.released], [false, 1]);
    assertEquals(fake.study.trials.map(({ state }) => state), ["waiting", "waiting"]);
    assertEquals(fake.study.trials[0].runs[0].epochs.length, 3);
    const stored = open().load(way)!;
    assertEquals([record(stored.trials), stored.writer], [record(fake.study.trials), null]);
  }
});
