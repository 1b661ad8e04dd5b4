/** Studies that are taken up with other options, cases or trials than they were begun with. */
import { assertEquals, assertGreater, assertRejects } from "@std/assert";
import { medianPruner } from "../../lib/pruners/median.ts";
import { randomSampler } from "../../lib/samplers/random.ts";
import { tpeSampler } from "../../lib/samplers/tpe.ts";
import { show } from "../../lib/check/show.ts";
import { datasetChecksum } from "../../lib/datasets/dataset_checksum.ts";
import { createStudy } from "../../lib/study/create_study.ts";
import type { SearchFunction } from "../../lib/study/study_case.ts";
import type { StudyOptions } from "../../lib/study/study_options.ts";
import { loadSmallMnist } from "../small_mnist.ts";
import { createTrained, record, train } from "./fake_training.ts";
import { inDatabase, onEachStorage } from "./storages.ts";

const toCases = (...layers: string[]) => layers.map((layers) => ({ name: layers, layers }));

onEachStorage("a study that is another is refused by what changed", async (open) => {
  const data = await loadSmallMnist(60, 20);
  const options: StudyOptions = {
    name: "a",
    data,
    cases: toCases("F"),
    epochs: 1,
    backend: "wasm",
    workers: 1,
  };
  const search: StudyOptions = {
    ...options,
    name: "b",
    cases: undefined,
    trials: 1,
    sampler: randomSampler(),
    search: (trial) => ({ layers: `F D${trial.suggestInt("units", 4, 8)}` }),
  };
  for (const begun of [options, search]) {
    await (await createStudy({ ...begun, storage: open() })).optimize();
  }
  const refused = async (of: StudyOptions, change: Partial<StudyOptions>, says: string) => {
    const sentence = `Expected "${of.name}" to be the study that is kept under this name, got ` +
      `another: ${says}; give it another name, or begin it anew with fresh: true.`;
    const { message } = await assertRejects(
      () => createStudy({ ...of, ...change, storage: open() }),
      Error,
    );
    assertEquals(message, sentence);
    await createStudy({ ...of, ...change, storage: open(), fresh: true });
  };
  await refused(options, { epochs: 2 }, 'in "F" epochs is 2 and was 1');
  await refused(options, { seed: 2 }, 'in "F" seed is 2 and was 1');
  await refused(
    options,
    { limit: 30, seed: 2 },
    'in "F" seed is 2 and was 1, limit is 30 and was null',
  );
  await refused(options, { metric: "valLoss" }, 'metric is "valLoss" and was "valAccuracy"');
  await refused(options, { repeats: 2 }, "repeats is 2 and was 1");
  await refused(
    options,
    { cases: [{ name: "F", layers: "F D4" }] },
    'in "F" layers is "F D4" and was "F"',
  );
  await refused(
    search,
    { sampler: tpeSampler() },
    `sampler is ${show(tpeSampler().settings)} and was ${show(randomSampler().settings)}`,
  );
  const others = await loadSmallMnist(59, 20);
  const [now, before] = [others, data].map((data) => datasetChecksum(data).slice(0, 8));
  await refused(
    options,
    { data: others },
    `the checksum of the data is "${now}" and was "${before}"`,
  );
  await refused(
    search,
    { search: (trial) => ({ layers: `F D${trial.suggestInt("units", 4, 9)}` }) },
    'in trial 0 "units" is now a whole number from 4 to 9 and was a whole number from 4 to 8',
  );
  await refused(
    search,
    { search: (trial) => ({ layers: `F D${trial.suggestInt("units", 4, 8)} D4` }) },
    'in Trial 0, as the search function makes it now, layers is "F D4 D4" and was "F D4"',
  );
});

onEachStorage(
  "cases that are added are trained, those left out that have ended stay",
  async (open) => {
    // Those of more operations come first.
    const first = createTrained({ cases: toCases("F", "F D8", "F D9"), storage: open(), slots: 1 });
    await train(first, { stopAfter: 4 });
    const other = createTrained({ cases: toCases("F D8", "F D10"), storage: open() });
    assertEquals(names(other), ["F complete", "F D8 waiting", "F D10 waiting"]);
    await train(other);
    assertEquals(names(other), ["F complete", "F D8 complete", "F D10 complete"]);
    // With the one that was left out and had not ended.
    const all = createTrained({ cases: toCases("F D10", "F D9", "F"), storage: open() });
    assertEquals(names(all), ["F complete", "F D8 complete", "F D9 waiting", "F D10 complete"]);
    await train(all);
    assertEquals(all.runs.map(({ setup }) => setup.layers), ["F D9"]);
    assertEquals(all.runs[0].listener.from?.epochs.length, 1);
    const numbers = open().load("fake")!.trials.map(({ number }) => number);
    assertEquals(numbers, [0, 1, 2, 3]);
  },
);

onEachStorage("retries are kept, and go on", async (open) => {
  const options = { cases: toCases("F", "F D8"), repeats: 2 };
  const breaks = ({ layers, seed }: { layers: string; seed: number }, epoch: number) =>
    layers === "F" && seed === 2 && epoch === 2 ? new Error("It broke.") : null;
  await train(createTrained({ ...options, storage: open() }), { breaks });
  const second = createTrained({ ...options, storage: open() });
  assertEquals(names(second), ["F failed", "F D8 complete"]);
  assertEquals(second.study.retry(), 1);
  await train(second, { stopAfter: 2 });
  const third = createTrained({ ...options, storage: open() });
  assertEquals(names(third), ["F failed", "F D8 complete", "F, retry 1 waiting"]);
  assertEquals(third.study.retry(), 0);
  await train(third);
  assertEquals(names(third), ["F failed", "F D8 complete", "F, retry 1 complete"]);
  const alone = createTrained(options);
  await train(alone);
  assertEquals(
    record([third.study.trials[2]].map(({ runs }) => ({ runs })) as never[]),
    record([alone.study.trials[0]].map(({ runs }) => ({ runs })) as never[]),
  );
});

onEachStorage("a retry takes no number of a case that was left out", async (open) => {
  const breaks = ({ layers }: { layers: string }) => layers === "F" ? new Error("It broke.") : null;
  const first = createTrained({ cases: toCases("F", "F D8"), storage: open(), slots: 1 });
  await train(first, { breaks, stopAfter: 1 }); // in F D8
  const other = createTrained({ cases: toCases("F"), storage: open() });
  assertEquals(other.study.retry(), 1);
  assertEquals(other.study.trials.map(({ number }) => number), [0, 2]);
  await train(other);
  const both = createTrained({ cases: toCases("F", "F D8"), storage: open() });
  assertEquals(names(both), ["F failed", "F D8 waiting", "F, retry 1 complete"]);
  assertEquals(both.study.trials[1].runs[0].epochs.length, 1);
});

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

onEachStorage("what another engine has begun is not gone on with, nor tested", async (open) => {
  const search: SearchFunction = (trial) => ({ layers: `F D${trial.suggestInt("units", 1, 50)}` });
  const options = { search, sampler: randomSampler(), trials: 2, lag: 1, slots: 1, epochs: 1 };
  const refuses = () =>
    assertRejects(
      () => train(createTrained({ ...options, engine: "other", storage: open() })),
      Error,
      'what computes is "other" and was "fake"',
    );
  await train(createTrained({ ...options, storage: open() }), { stopAfter: 1 });
  await refuses();
  const ended = createTrained({ ...options, storage: open() });
  const onProgress = () => {
    if (ended.study.progress.finished === 2) ended.study.stop();
  };
  await train(ended, { onProgress });
  assertEquals(ended.tested, []);
  await refuses();
});

onEachStorage("what has ended stays what its engine made, whoever opens it", async (open) => {
  const options = { cases: toCases("F", "F D8"), epochs: 1 };
  await train(createTrained({ ...options, storage: open() }));
  const { study } = createTrained({ ...options, engine: "other", storage: open() });
  await study.optimize();
  const best = study.progress.best!.number;
  assertEquals(study.loadWeights(best, 0)?.length, 1);
  assertEquals(
    [study.provenance.engine, open().load("fake")!.definition.provenance.engine],
    ["fake", "fake"],
  );
});

function names({ study }: ReturnType<typeof createTrained>): string[] {
  return study.trials.map(({ name, state }) => `${name} ${state}`);
}
