/** Runs that come to their end while the last epoch that they told is still dealt with. */
import { assertEquals, assertRejects } from "@std/assert";
import type { Executor } from "../../lib/executors/executor.ts";
import { RunLost } from "../../lib/executors/executor.ts";
import type { Pruner } from "../../lib/pruners/pruner.ts";
import { createMemoryStorage } from "../../lib/storage/in_memory.ts";
import type { StudyWriter } from "../../lib/storage/storage.ts";
import { sampleEpoch, sampleTrial } from "../results/sample_trials.ts";
import { checkpointAfter, createFakeStudy, evaluation, outcome, settle } from "./fake_study.ts";

/** One trial, whose run tells an epoch and ends before that is dealt with: no signal reaches it then. */
function createLate({ end = () => outcome, pruner = null, isFull = () => false }: {
  end?: () => typeof outcome;
  pruner?: Pruner | null;
  isFull?: () => boolean;
}) {
  const executor: Executor = {
    slots: 1,
    engine: "fake",
    async execute(_, { onEpoch }) {
      const metrics = sampleEpoch(1);
      await onEpoch!(metrics, checkpointAfter(metrics));
      return end();
    },
    test: () => Promise.resolve(evaluation),
    release: () => {},
  };
  const storage = createMemoryStorage();
  const write = storage.write.bind(storage);
  storage.write = (...args) => {
    const writer = write(...args);
    const save = writer.saveCheckpoint.bind(writer);
    const saveLate: StudyWriter["saveCheckpoint"] = async (...args) => {
      await settle();
      if (isFull()) throw new Error("The disk is full.");
      await save(...args);
    };
    return Object.assign(writer, { saveCheckpoint: saveLate });
  };
  const { setup, ...trial } = sampleTrial(0, { state: "waiting" });
  const waiting = { ...trial, setup: { ...setup, epochs: 2, patience: 1 } };
  const source = { count: 1, isSearch: false, create: () => waiting };
  return createFakeStudy({
    executor,
    storage,
    pruner,
    plan: { lag: 1 },
    open: () => ({ kept: [], source }),
  }).study;
}

const endings = {
  "is complete": () => outcome,
  "fails in the next epoch": () => {
    throw new Error("The loss became NaN.");
  },
  "loses its worker": () => {
    throw new RunLost("The worker of this run ended: it broke.");
  },
};
for (const [ends, end] of Object.entries(endings)) {
  Deno.test(`a run that is pruned is so, also where it ${ends} before that is known`, async () => {
    const pruner = { settings: { kind: "strict" }, shouldPrune: () => true };
    const study = createLate({ end, pruner });
    await study.optimize();
    assertEquals([study.trials[0].state, study.trials[0].runs[0].epochs.length], ["pruned", 1]);
  });

  Deno.test(`a run waits whose checkpoint cannot be stored, also where it ${ends} meanwhile`, async () => {
    let left = 1;
    const study = createLate({ end, isFull: () => left-- > 0 });
    await assertRejects(() => study.optimize(), Error, "The disk is full.");
    // The epoch was trained, and is shown and stored; it is trained again.
    const { state, runs } = study.trials[0];
    assertEquals([state, runs[0].epochs], ["waiting", [sampleEpoch(1)]]);
    assertEquals(study.keptIn.load("fake")!.trials[0].runs[0].epochs, [sampleEpoch(1)]);
  });
}

Deno.test("the next run begins while the last is stored, but none after that", async () => {
  const begun: (() => void)[] = [];
  const executor: Executor = {
    slots: 1,
    engine: "fake",
    execute(_, { onFree }) {
      const stored = Promise.withResolvers<typeof outcome>();
      begun.push(() => stored.resolve(outcome));
      onFree!();
      return stored.promise;
    },
    test: () => Promise.resolve(evaluation),
    release: () => {},
  };
  const create = (number: number) => {
    const { setup, ...trial } = sampleTrial(number, { state: "waiting" });
    return { ...trial, setup: { ...setup, epochs: 1 + number } }; // or else one is taken for another
  };
  const source = { count: 3, isSearch: false, create };
  const { study } = createFakeStudy({ executor, open: () => ({ kept: [], source }) });
  const optimized = study.optimize();
  await settle();
  assertEquals(begun.length, 2);
  begun[0]();
  await settle();
  assertEquals(begun.length, 3);
  begun.slice(1).forEach((store) => store());
  await optimized;
  assertEquals(study.trials.map(({ state }) => state), Array(3).fill("complete"));
});
