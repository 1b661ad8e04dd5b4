/** Whatever of a storage fails, the study is whole in memory, and goes on once it works again. */
import { assertEquals, assertGreater, assertRejects } from "@std/assert";
import { RunLost } from "../../lib/executors/executor.ts";
import { medianPruner } from "../../lib/pruners/median.ts";
import { toJson } from "../../lib/results/json.ts";
import { randomSampler } from "../../lib/samplers/random.ts";
import { createMemoryStorage } from "../../lib/storage/in_memory.ts";
import type { Storage, StudyWriter } from "../../lib/storage/storage.ts";
import type { SearchFunction } from "../../lib/study/study_case.ts";
import { createTrained, record, toCases, train, type TrainedOptions } from "./fake_training.ts";
import { onEachStorage } from "./storages.ts";

const cases = toCases("F", "F D8");
const search: SearchFunction = (trial) => ({ layers: `F D${trial.suggestInt("units", 1, 50)}` });
const FULL = "Cannot write: the disk is full.";

/** A storage whose calls, and those of its writers, are told before they are made; no end is. */
function onCalls(inner: Storage, tell: (name: string, args: unknown[]) => void): Storage {
  const wrap = <T extends Storage | StudyWriter>(target: T): T =>
    new Proxy(target, {
      get(_, name) {
        const value = Reflect.get(target, name, target);
        if (typeof value !== "function" || typeof name !== "string") return value;
        return (...args: unknown[]) => {
          if (name !== "close") tell(name, args);
          const result = value.apply(target, args);
          return name === "write" ? wrap(result) : result;
        };
      },
    });
  return wrap(inner);
}

/** A storage whose n-th call fails, as if it had not been made; the names of its calls. */
function failing(inner: Storage, n: number): { storage: Storage; calls: string[] } {
  const calls: string[] = [];
  const storage = onCalls(inner, (name) => {
    if (calls.push(name) === n + 1) throw new Error(FULL);
  });
  return { storage, calls };
}

const studies: Record<string, TrainedOptions> = {
  cases: { cases, repeats: 2, epochs: 2 },
  search: {
    search,
    sampler: randomSampler(),
    pruner: medianPruner({ startupTrials: 1 }),
    trials: 5,
    lag: 2,
    repeats: 2,
    epochs: 2,
  },
};
for (const [kind, options] of Object.entries(studies)) {
  Deno.test(`a storage that fails once, in whatever call, costs a study nothing: ${kind}`, async () => {
    const undisturbed = createTrained(options);
    await train(undisturbed);
    const failed = new Set<string>();
    for (let n = 0, isMore = true; isMore; n++) {
      const inner = createMemoryStorage();
      const { storage, calls } = failing(inner, n);
      // The first call comes of createStudy().
      const fake = createTrained({ ...options, storage: n === 0 ? inner : storage });
      isMore = n === 0;
      for (let error: Error | null = Error(); error !== null;) {
        error = await train(fake).then(() => null, (error) => error);
        if (calls.length <= n) continue;
        isMore = true;
        failed.add(calls[n]);
        if (error === null) continue;
        assertEquals(error.message, FULL);
        const { name, dataset, plan, planned, trials } = fake.study;
        assertGreater(toJson({ name, dataset, plan, planned, trials }).length, 0);
        // What memory has, the storage has too, or will have.
        const running = trials.flatMap(({ runs }) => runs).filter(({ state }) =>
          state === "running"
        );
        assertEquals(running, [], `after ${calls[n]}`);
      }
      const what = `call ${n}, ${calls[n]}`;
      assertEquals(record(fake.study.trials), record(undisturbed.study.trials), what);
      assertEquals(record(inner.load("fake")!.trials), record(fake.study.trials), what);
      assertEquals(inner.load("fake")!.writer, null, what);
    }
    const expected = [
      "findCheckpoint",
      "findTrained",
      "loadCheckpoint",
      "removeCheckpoint",
      "revision",
      "save",
      "saveCheckpoint",
      "write",
    ];
    assertEquals([...failed].sort(), expected);
  });
}

onEachStorage("an epoch whose checkpoint is lost is kept, and trained again", async (open) => {
  const options = { cases: cases.slice(0, 1), epochs: 4 };
  const alone = createTrained(options);
  await train(alone);
  let saved = 0;
  const storage = onCalls(open(), (name) => {
    if (name === "saveCheckpoint" && ++saved > 2) throw new Error(FULL);
  });
  const full = createTrained({ ...options, storage });
  await assertRejects(() => train(full), Error, FULL);
  const epochs = alone.study.trials[0].runs[0].epochs.slice(0, 3);
  assertEquals(full.study.trials[0].runs[0].epochs, epochs);
  assertEquals(open().load("fake")!.trials[0].runs[0].epochs, epochs);
  const again = createTrained({ ...options, storage: open() });
  await train(again);
  assertEquals(again.runs.map(({ listener }) => listener.from?.epochs.length), [2]);
  assertEquals(record(again.study.trials), record(alone.study.trials));
});

Deno.test("no checkpoint goes before it is stored that its run has ended", async () => {
  const inner = createMemoryStorage();
  let removed = 0;
  const storage = onCalls(inner, (name, args) => {
    if (name !== "removeCheckpoint") return;
    const [trial, run] = args as number[];
    const { state } = inner.load("fake")!.trials[trial].runs[run];
    assertEquals(
      ["complete", "pruned"].includes(state),
      true,
      `run ${run} of ${trial} is ${state}`,
    );
    removed++;
  });
  await train(createTrained({ ...studies.search, storage }));
  assertGreater(removed, 0);
});

onEachStorage("a pruner that throws costs no epoch that was stored", async (open) => {
  let isBroken = false;
  const pruner = {
    settings: { kind: "broken" },
    shouldPrune: () => {
      if (isBroken) throw new Error("The pruner broke.");
      return false;
    },
  };
  const options = { cases, pruner, lag: 1, slots: 1 };
  await train(createTrained({ ...options, storage: open() }), { stopAfter: 2 });
  const fake = createTrained({ ...options, storage: open() });
  isBroken = true;
  await assertRejects(() => train(fake), Error, "The pruner broke.");
  assertEquals(open().load("fake")!.trials[0].runs[0].epochs.length, 2);
  isBroken = false;
  await train(fake);
  const alone = createTrained(options);
  await train(alone);
  assertEquals(record(fake.study.trials), record(alone.study.trials));
});

onEachStorage(
  "a run whose worker dies goes on from its checkpoint, twice at most",
  async (open) => {
    const lose = (epochs: number[]) => ({ layers }: { layers: string }, epoch: number) => {
      if (layers !== "F" || epochs[0] !== epoch) return null;
      epochs.shift();
      return new RunLost("The worker of this run ended: it broke.");
    };
    const options = { cases, slots: 1 };
    const alone = createTrained(options);
    await train(alone);
    const twice = createTrained({ ...options, storage: open() });
    await train(twice, { breaks: lose([2, 3]) });
    assertEquals(twice.runs.map(({ listener }) => listener.from?.epochs.length ?? 0), [0, 1, 2, 0]);
    assertEquals(record(twice.study.trials), record(alone.study.trials));
    const thrice = createTrained({ ...options, storage: open(), fresh: true });
    await train(thrice, { breaks: lose([1, 1, 3]) });
    const [first, second] = thrice.study.trials;
    assertEquals(
      [first.state, first.error],
      ["failed", "The worker of this run ended: it broke. It was taken up again 2 times."],
    );
    assertEquals([first.runs[0].epochs.length, second.state], [2, "complete"]);
  },
);

onEachStorage("checkpoints are kept of the best trial, of all or of none", async (open) => {
  for (const kind of ["cases", "search"]) {
    for (const [weights, kept] of [["best", 1], ["all", Infinity], ["none", 0]] as const) {
      const name = `${kind} ${weights}`;
      const fake = createTrained({ ...studies[kind], name, weights, storage: open(), fresh: true });
      await train(fake);
      const { trials, progress: { best } } = fake.study;
      const having = trials.filter(({ number, runs }) =>
        runs.every((run) => fake.study.loadWeights(number, run.number) !== null)
      );
      const complete = trials.filter(({ state }) => state === "complete");
      assertEquals(having.length, Math.min(kept, complete.length), name);
      if (kept === 1) assertEquals(having[0].number, best!.number);
      const any = trials.flatMap(({ number, runs }) =>
        runs.filter((run) => fake.study.loadWeights(number, run.number) !== null)
      );
      assertEquals(any.length, having.length * 2, name);
    }
  }
});
