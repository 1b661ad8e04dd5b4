/** Studies that are taken up with other options, cases or trials than they were begun with. */
import { assertEquals, assertRejects } from "@std/assert";
import { randomSampler } from "../../lib/samplers/random.ts";
import { tpeSampler } from "../../lib/samplers/tpe.ts";
import { show } from "../../lib/check/show.ts";
import { datasetChecksum } from "../../lib/datasets/dataset_checksum.ts";
import { followStudy } from "../../lib/study/follow_study.ts";
import { createStudy } from "../../lib/study/create_study.ts";
import type { SearchFunction } from "../../lib/study/study_case.ts";
import type { StudyOptions } from "../../lib/study/study_options.ts";
import { loadSmallMnist } from "../small_mnist.ts";
import { createTrained, record, toCases, train } from "./fake_training.ts";
import { onEachStorage } from "./storages.ts";

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
    assertEquals(open().list()[0].states, { complete: 3 });
    assertEquals(open().load("fake")!.leftOut.map(({ name }) => name), ["F D9"]);
    assertEquals((await followStudy("fake", { storage: open() })).status, "Ended");
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
  assertEquals([ended.tested, ended.study.hasWork], [[], true]);
  await refuses();
});

onEachStorage("what another version of tfjs has begun is not gone on with", async (open) => {
  const options = { cases: toCases("F", "F D8") };
  await train(createTrained({ ...options, storage: open() }), { stopAfter: 1 });
  const { message } = await assertRejects(
    () => train(createTrained({ ...options, tfjs: "9.0.0", storage: open() })),
    Error,
  );
  assertEquals(
    message,
    'Expected "fake" to be the study that is kept under this name, got another: the version of ' +
      'tfjs is "9.0.0" and was "0.0.0"; give it another name, or begin it anew with fresh: true.',
  );
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
