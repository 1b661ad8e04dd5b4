/** Studies that another program has written to since they were created. */
import { assertEquals, assertGreater, assertRejects } from "@std/assert";
import { medianPruner } from "../../lib/pruners/median.ts";
import { randomSampler } from "../../lib/samplers/random.ts";
import type { SearchFunction } from "../../lib/study/study_case.ts";
import { createTrained, record, toCases, train } from "./fake_training.ts";
import { inDatabase, onEachStorage } from "./storages.ts";

onEachStorage("what another program made of a study is refused each time", async (open) => {
  const ours = createTrained({ cases: toCases("F"), storage: open() });
  await train(ours, { stopAfter: 1 });
  const theirs = { cases: toCases("F"), seed: 7, fresh: true, storage: open() };
  await train(createTrained(theirs));
  for (let times = 0; times < 2; times++) {
    await assertRejects(() => train(ours), Error, 'in "F" seed is 1 and was 7');
    assertEquals(open().load("fake")!.trials[0].setup.seed, 7);
  }
  assertEquals(ours.study.trials[0].runs[0].epochs.length, 1);
});

onEachStorage("a study goes on with what another program has added", async (open) => {
  const options = { cases: toCases("F", "F D8"), pruner: medianPruner(), lag: 1 };
  const ours = createTrained({ ...options, storage: open() });
  await train(ours, { stopAfter: 1 });
  await train(createTrained({ ...options, storage: open() }), { stopAfter: 3 });
  await train(ours); // theirs had come one epoch further than the first
  const alone = createTrained(options);
  await train(alone);
  assertEquals(record(ours.study.trials), record(alone.study.trials));
  const epochs = ours.runs.map(({ listener }) => listener.from?.epochs.length ?? 0);
  assertEquals(epochs, [0, 1]);
});

onEachStorage(
  "a study goes on with what another program has added since it was created",
  async (open) => {
    const search: SearchFunction = (trial) => ({
      layers: `F D${trial.suggestInt("units", 1, 50)}`,
    });
    const pruner = medianPruner({ startupTrials: 1 });
    const options = { search, pruner, sampler: randomSampler(), trials: 8, lag: 2 };
    const theirs = createTrained({ ...options, storage: open() });
    let ours: ReturnType<typeof createTrained> | undefined;
    await train(theirs, {
      onProgress({ finished }) {
        if (finished === 2) ours ??= createTrained({ ...options, storage: open() });
      },
    });
    assertGreater(theirs.study.progress.pruned, 0);
    await train(ours!);
    assertEquals(ours!.runs, []);
    assertEquals(record(ours!.study.trials), record(theirs.study.trials));
  },
);

Deno.test("a study writes over none that lies at its path since, be it older", () =>
  inDatabase(async (open, path) => {
    const ours = createTrained({ cases: toCases("F"), storage: open() });
    await train(ours, { stopAfter: 1 });
    await train(ours, { stopAfter: 1 });
    Deno.removeSync(path);
    const theirs = { cases: toCases("F"), seed: 7, storage: open() };
    await train(createTrained(theirs));
    await assertRejects(() => train(ours), Error, 'in "F" seed is 1 and was 7');
    assertEquals(open().load("fake")!.trials[0].state, "complete");
  }));
