/** Studies that are stopped, gone on with, and never train anything twice. */
import { assert, assertEquals, assertMatch, assertRejects, assertThrows } from "@std/assert";
import { RunLost } from "../../lib/executors/executor.ts";
import { medianPruner } from "../../lib/pruners/median.ts";
import { randomSampler } from "../../lib/samplers/random.ts";
import { tpeSampler } from "../../lib/samplers/tpe.ts";
import { createMemoryStorage } from "../../lib/storage/in_memory.ts";
import { openSqliteStorage } from "../../lib/storage/sqlite.ts";
import type { Storage } from "../../lib/storage/storage.ts";
import type { SearchFunction } from "../../lib/study/study_options.ts";
import { adam } from "../../lib/trial/optimizer.ts";
import { createQuickStudy, notesOf, type QuickOptions, withoutTimes } from "./quick_study.ts";

const folder = await Deno.makeTempDir();
addEventListener("unload", () => Deno.removeSync(folder, { recursive: true }));
let files = 0;
const storages: Record<string, () => Storage> = {
  memory: createMemoryStorage,
  SQLite: () => openSqliteStorage(`${folder}/${files++}.db`),
};
const cases = ["F", "F D8", "F D16"].map((layers) => ({ name: layers, layers }));
const search: SearchFunction = (trial) => ({
  layers: `F D${trial.suggestInt("units", 1, 50)}`,
  optimizer: adam({ learningRate: trial.suggestFloat("rate", 1e-4, 1e-1, { log: true }) }),
});
const kinds: Record<string, QuickOptions> = {
  cases: { cases, repeats: 2 },
  folds: { cases, folds: 2 },
  search: {
    search,
    trials: 14,
    sampler: tpeSampler({ startupTrials: 4 }),
    pruner: medianPruner({ startupTrials: 2 }),
    repeats: 2,
    lag: 3,
  },
};

for (const [where, createStorage] of Object.entries(storages)) {
  for (const [kind, options] of Object.entries(kinds)) {
    Deno.test(`${kind} in ${where}: stopped again and again, a study ends as if nobody had disturbed it`, async () => {
      const whole = createQuickStudy(options);
      await whole.study.optimize();
      const storage = createStorage();
      const trained: string[] = [];
      for (let sessions = 0;; sessions++) {
        let left = 5;
        const part = createQuickStudy({
          ...options,
          storage,
          beforeEpoch: () => left-- === 0 && part.study.stop(),
        });
        await part.study.optimize();
        trained.push(...part.trained);
        const stored = storage.load("quick")!;
        assertEquals(withoutTimes(stored.trials), withoutTimes(part.study.trials));
        assertEquals(stored.writer, null);
        if (part.study.progress.finished < part.study.planned) continue;
        assert(sessions > 2);
        assertEquals(withoutTimes(part.study.trials), withoutTimes(whole.study.trials));
        break;
      }
      if (kind !== "search") assertEquals(new Set(trained).size, trained.length);
      storage.close();
    });
  }
}

Deno.test("the same object goes on too, and a finished study says what it did not train", async () => {
  let isStopped = false;
  const { study, trained, storage } = createQuickStudy({
    cases,
    slots: 1,
    beforeEpoch: () => {
      if (trained.length === 4 && !isStopped) study.stop(), isStopped = true;
    },
  });
  await study.optimize();
  assertEquals(study.progress.finished, 1);
  assertEquals(await notesOf(study), []);
  assertEquals([trained.length, new Set(trained).size], [9, 9]);
  const again = createQuickStudy({ cases, storage });
  const notes = await notesOf(again.study);
  const note =
    /^3 of 3 runs were trained by \d{4}-\d\d-\d\d and are taken from memory; fresh: true/;
  assertMatch(notes[0], note);
  assertEquals(again.trained, []);
});

Deno.test("runs that any study has trained are taken over, and told", async () => {
  const storage = createMemoryStorage();
  await createQuickStudy({ cases, storage, name: "first" }).study.optimize();
  const other = createQuickStudy({ cases: [...cases].reverse(), storage, name: "second" });
  const notes = await notesOf(other.study);
  assertEquals(other.trained, []);
  assertMatch(notes[0], /^3 of 3 runs were trained on \S+ in "first" and are taken from memory;/);
  const fresh = createQuickStudy({ cases, storage, name: "third", fresh: true });
  assertEquals(await notesOf(fresh.study), []);
  assertEquals(fresh.trained.length, 9);
  const elsewhere = { engine: "wasm+other" };
  const engine = createQuickStudy({ cases, storage, name: "fourth", provenance: elsewhere });
  await engine.study.optimize();
  assertEquals(engine.trained.length, 9);
});

Deno.test("a pruner has its say over runs that are taken over", async () => {
  const options = { search, trials: 14, sampler: randomSampler(), lag: 3 };
  const storage = createMemoryStorage();
  await createQuickStudy({ ...options, storage, name: "unpruned" }).study.optimize();
  const pruner = medianPruner({ startupTrials: 2 });
  const taken = createQuickStudy({ ...options, pruner, storage, name: "pruned" });
  const notes = await notesOf(taken.study);
  const alone = createQuickStudy({ ...options, pruner });
  await alone.study.optimize();
  // The winner is another one, whose weights nobody kept.
  const { name, setup } = taken.study.trials.find(({ runs }) => runs[0].test !== null)!;
  assertEquals(taken.trained, [1, 2, 3].map((epoch) => `${setup.layers} seed 1: epoch ${epoch}`));
  assert(notes[0].startsWith(`The weights of ${name} were not kept;`));
  assert(alone.study.trials.some(({ state }) => state === "pruned"));
  assertEquals(withoutTimes(taken.study.trials), withoutTimes(alone.study.trials));
});

Deno.test("a longer run goes on from the checkpoint of a shorter one", async () => {
  const storage = createMemoryStorage();
  const one = [cases[0]];
  await createQuickStudy({ cases: one, epochs: 2, storage, name: "short" }).study.optimize();
  const long = createQuickStudy({ cases: one, epochs: 4, storage, name: "long" });
  await long.study.optimize();
  assertEquals(long.trained, ["F seed 1: epoch 3", "F seed 1: epoch 4"]);
  const alone = createQuickStudy({ cases: one, epochs: 4 });
  await alone.study.optimize();
  assertEquals(withoutTimes(long.study.trials), withoutTimes(alone.study.trials));
});

Deno.test("a study that is another one by now is refused, and says what changed", async () => {
  const storage = createMemoryStorage();
  await createQuickStudy({ cases, storage }).study.optimize();
  const changes: [QuickOptions, string][] = [
    [{ cases, epochs: 4 }, 'of "F" epochs is 4 and was 3'],
    [{ cases, seed: 2 }, 'of "F" seed is 2 and was 1'],
    [{ cases, metric: "valLoss" }, 'metric is "valLoss" and was "valAccuracy"'],
    [{ cases, repeats: 2 }, "repeats is 2 and was 1"],
    [{ search, trials: 2 }, "lag is 8 and was null, sampler is "],
    [{ cases, provenance: { data: "other" } }, 'the checksum of the data is "other" and was "0'],
  ];
  for (const [options, change] of changes) {
    const { message } = assertThrows(() => createQuickStudy({ ...options, storage }), Error);
    assert(message.includes(`got another: ${change}`), message);
    assert(message.endsWith("give it another name, or begin it anew with fresh: true."), message);
  }
  assertEquals(storage.load("quick")!.trials.length, 3);
});

Deno.test("a search whose function gives something else is refused", async () => {
  const storage = createMemoryStorage();
  await createQuickStudy({ search, trials: 3, storage }).study.optimize();
  const others: [SearchFunction, RegExp][] = [
    [
      (trial) => ({ ...search(trial), batchSize: 50 }),
      /of Trial 0, .+, batchSize is 50 and was 100;/,
    ],
    [(trial) => {
      trial.suggestInt("depth", 1, 3);
      return search(trial);
    }, /in trial 0 "depth" is now a whole number from 1 to 3 and was nothing;/],
    [
      (trial) => ({ layers: `F D${trial.suggestInt("units", 1, 60)}` }),
      /"units" is now .+ 1 to 60/,
    ],
  ];
  for (const [search, change] of others) {
    const { message } = assertThrows(
      () => createQuickStudy({ search, trials: 3, storage }),
      Error,
    );
    assertMatch(message, change);
  }
});

Deno.test("work that is left is not done by another engine; what is whole can be looked at", async () => {
  const storage = createMemoryStorage();
  const wasm = { engine: "wasm", processor: "one" };
  await createQuickStudy({ cases, storage, provenance: wasm }).study.optimize();
  const added = [...cases, { name: "more", layers: "F D2" }];
  const blas = { engine: "wasm+blas", processor: "one" };
  assertEquals(createQuickStudy({ cases, storage, provenance: blas }).study.progress.finished, 3);
  const { study } = createQuickStudy({ cases: added, storage, provenance: blas });
  await assertRejects(() => study.optimize(), Error, 'what computes is "wasm+blas" and was "wasm"');
  const moved = { engine: "wasm", processor: "another" };
  await createQuickStudy({ cases: added, storage, provenance: moved }).study.optimize();
});

Deno.test("cases are added and left out, finished ones stay", async () => {
  const storage = createMemoryStorage();
  const begun = createQuickStudy({
    cases,
    storage,
    slots: 1,
    beforeEpoch: ({ layers }, epoch) => layers === "F D8" && epoch === 2 && begun.study.stop(),
  });
  await begun.study.optimize(); // the costlier ones, F and F D16, have ended
  const later = [{ name: "new", layers: "F D4" }, cases[0]];
  const { study, trained } = createQuickStudy({ cases: later, storage });
  await study.optimize();
  assertEquals(study.trials.map(({ number, name }) => [number, name]), [
    [0, "F"],
    [2, "F D16"],
    [3, "new"],
  ]);
  assertEquals([trained.length, study.planned], [3, 3]);
  const all = createQuickStudy({ cases, storage }); // F D8 goes on where it stood
  await all.study.optimize();
  assertEquals(
    all.trained,
    ["F D8 seed 1: epoch 2", "F D8 seed 1: epoch 3"].slice(-all.trained.length),
  );
  assertEquals(all.study.trials.length, 4);
});

Deno.test("a search of more trials goes on, and is as if it had been asked for at once", async () => {
  const storage = createMemoryStorage();
  const options = kinds.search;
  await createQuickStudy({ ...options, trials: 6, storage }).study.optimize();
  const more = createQuickStudy({ ...options, storage });
  await more.study.optimize();
  const whole = createQuickStudy(options);
  await whole.study.optimize();
  const untested = (trials: unknown) =>
    JSON.stringify(trials, (key, value) => key === "test" ? undefined : value);
  assertEquals(
    untested(withoutTimes(more.study.trials)),
    untested(withoutTimes(whole.study.trials)),
  );
});

Deno.test("retry() tries failed trials again; they stay, and samplers do not see it", async () => {
  let fails = true;
  const storage = createMemoryStorage();
  const options: QuickOptions = {
    search,
    trials: 6,
    sampler: randomSampler(),
    storage,
    beforeEpoch: (_, epoch) => {
      if (fails && epoch === 2) throw new Error("The loss became NaN.");
    },
  };
  const { study } = createQuickStudy(options);
  await study.optimize();
  assertEquals(study.trials.map(({ state }) => state), Array(6).fill("failed"));
  assertEquals(study.retry(), 6);
  assertEquals(study.retry(), 0);
  fails = false;
  await study.optimize();
  const [failed, again] = [study.trials[1], study.trials[7]];
  assertEquals([again.name, again.retryOf, again.state], ["Trial 1, retry 1", 1, "complete"]);
  assertEquals([failed.state, again.params], ["failed", failed.params]);
  const more = createQuickStudy({ ...options, trials: 8 });
  await more.study.optimize();
  const whole = createQuickStudy({ ...options, trials: 8, storage: createMemoryStorage() });
  await whole.study.optimize();
  assertEquals(more.study.trials.at(-1)!.params, whole.study.trials.at(-1)!.params);
});

Deno.test("a run whose worker died is taken up twice from its checkpoint, then it has failed", async () => {
  const lose = (losses: number) => {
    let left = losses;
    return createQuickStudy({
      cases: [cases[0]],
      beforeEpoch: (_, epoch) => {
        if (epoch === 3 && left-- > 0) throw new RunLost("The worker of this run ended.");
      },
    });
  };
  const twice = lose(2);
  await twice.study.optimize();
  assertEquals(twice.study.trials[0].state, "complete");
  assertEquals(twice.trained.length, 3);
  const thrice = lose(3);
  await thrice.study.optimize();
  const { state, error } = thrice.study.trials[0];
  assertEquals(state, "failed");
  assertEquals(error, "The worker of this run ended. It was taken up again 2 times.");
});

Deno.test("weights are kept of the best, of all or of none", async () => {
  for (const [weights, kept] of [["best", 1], ["all", 3], ["none", 0]] as const) {
    for (const options of [{ cases }, { search, trials: 3 }]) {
      const { study } = createQuickStudy({ ...options, weights });
      await study.optimize();
      const has = study.trials.map(({ number }) => study.loadWeights(number, 0) !== null);
      assertEquals(has.filter(Boolean).length, kept, weights);
      const best = study.trials.findIndex(({ value }) =>
        value === Math.max(...study.trials.map(({ value }) => value!))
      );
      assertEquals(has[best], kept > 0);
      if ("search" in options) assertEquals(study.trials[best].runs[0].test !== null, true);
    }
  }
});

Deno.test("whatever write fails once, what has ended is in memory, and the next call ends the study", async () => {
  const options = { ...kinds.search, trials: 5 };
  const whole = createQuickStudy(options);
  await whole.study.optimize();
  for (let failing = 0;; failing++) {
    let writes = 0;
    const storage = failAt(createMemoryStorage(), () => writes++ === failing);
    const { study } = createQuickStudy({ ...options, storage });
    const failed = await study.optimize().then(() => null, (error: Error) => error.message);
    if (failed === null) {
      assert(writes <= failing, `write ${failing} failed and nobody was told`);
      break;
    }
    assertEquals(failed, "Cannot write: the disk is full.");
    for (const { state } of study.trials) assert(state !== "running");
    await study.optimize();
    assertEquals(withoutTimes(study.trials), withoutTimes(whole.study.trials), `${failing}`);
    const stored = storage.load("quick")!.trials;
    assertEquals(withoutTimes(stored), withoutTimes(whole.study.trials), `${failing}`);
  }
});

/** A storage whose writer throws where `isFull` gives true. */
function failAt(storage: Storage, isFull: () => boolean): Storage {
  const check = () => {
    if (isFull()) throw new Error("Cannot write: the disk is full.");
  };
  const write: Storage["write"] = (...args) => {
    check();
    const writer = storage.write(...args);
    return Object.assign(Object.create(writer), {
      save: (...args: Parameters<typeof writer.save>) => (check(), writer.save(...args)),
      savePlanned: (planned: number) => (check(), writer.savePlanned(planned)),
      saveCheckpoint: (...args: Parameters<typeof writer.saveCheckpoint>) => (
        check(), writer.saveCheckpoint(...args)
      ),
      loadCheckpoint: writer.loadCheckpoint.bind(writer),
      removeCheckpoint: writer.removeCheckpoint.bind(writer),
      findTrained: writer.findTrained.bind(writer),
      findCheckpoint: writer.findCheckpoint.bind(writer),
      close: () => writer.close(),
      [Symbol.dispose]: () => writer.close(),
    });
  };
  return {
    path: storage.path,
    list: () => storage.list(),
    load: (name) => storage.load(name),
    revision: (name) => storage.revision(name),
    loadCheckpoint: (...args) => storage.loadCheckpoint(...args),
    write,
    rename: (...args) => storage.rename(...args),
    delete: (name) => storage.delete(name),
    check: () => storage.check(),
    close: () => storage.close(),
  };
}
