/** What was trained elsewhere is not trained again. */
import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { RunLost } from "../../lib/executors/executor.ts";
import { medianPruner } from "../../lib/pruners/median.ts";
import { randomSampler } from "../../lib/samplers/random.ts";
import type { Sampler } from "../../lib/samplers/sampler.ts";
import type { Storage } from "../../lib/storage/storage.ts";
import type { SearchFunction } from "../../lib/study/study_case.ts";
import { bestRun } from "../../lib/trial/best.ts";
import { createTrained, record, train, type TrainedOptions } from "./fake_training.ts";
import { onEachStorage } from "./storages.ts";

const cases = ["F", "F D8", "F D9", "F D10"].map((layers) => ({ name: layers, layers }));
const search: SearchFunction = (trial) => ({ layers: `F D${trial.suggestInt("units", 1, 50)}` });

onEachStorage("runs are taken over from a study of another name, and told", async (open) => {
  const first = createTrained({ cases, repeats: 2, storage: open() });
  await train(first);
  const notes: string[] = [];
  // Other cases and names beside those that are the same.
  const more = [{ name: "renamed", layers: "F" }, { name: "other", layers: "F D11" }];
  const options = { cases: more, repeats: 2 };
  const second = createTrained({ ...options, name: "second", storage: open() });
  await train(second, { onNote: (sentence) => notes.push(sentence) });
  assertEquals(second.runs.map(({ setup }) => setup.layers), ["F D11", "F D11"]);
  assertEquals(notes.length, 1);
  assertMatch(
    notes[0],
    /^2 of 4 runs were trained on \d{4}-\d\d-\d\d in "fake" and are taken from .+; fresh: true trains anew\.$/,
  );
  const alone = createTrained(options);
  await train(alone);
  assertEquals(record(second.study.trials), record(alone.study.trials));
});

onEachStorage("a run that is taken over may be pruned", async (open) => {
  const options = { search, sampler: randomSampler(), trials: 8, lag: 2, repeats: 2 };
  const pruned = { ...options, pruner: medianPruner({ startupTrials: 2 }) };
  await train(createTrained({ ...options, storage: open() }));
  const taken = createTrained({ ...pruned, name: "pruned", storage: open() });
  await train(taken);
  assertEquals(taken.runs, []);
  const alone = createTrained(pruned);
  await train(alone);
  assertEquals(alone.study.progress.pruned > 0, true);
  assertEquals(record(taken.study.trials), record(alone.study.trials));
});

onEachStorage("a search whose best is taken over tests it by its kept weights", async (open) => {
  const options = { search, sampler: randomSampler(), trials: 6, lag: 2 };
  // Folds of the same seed are other runs.
  await train(createTrained({ ...options, folds: 2, name: "folds", storage: open() }));
  const first = createTrained({ ...options, storage: open(), weights: "all" });
  await train(first);
  const second = createTrained({ ...options, name: "second", storage: open() });
  await train(second);
  assertEquals(second.runs, []);
  assertEquals(record(second.study.trials), record(first.study.trials));
  const best = second.study.progress.best!.number;
  assertEquals(second.study.loadWeights(best, 0), first.study.loadWeights(best, 0));
});

onEachStorage("what is taken over replaces the weights of what was begun", async (open) => {
  const options = { cases: cases.slice(0, 1), epochs: 4 };
  await train(createTrained({ ...options, name: "begun", storage: open() }), { stopAfter: 2 });
  const whole = createTrained({ ...options, storage: open(), weights: "none" });
  await train(whole); // it goes on from there
  const begun = createTrained({ ...options, name: "begun", storage: open(), weights: "none" });
  assertEquals(begun.study.trials[0].runs[0].epochs.length, 2);
  await train(begun);
  assertEquals(begun.runs, []);
  assertEquals(record(begun.study.trials), record(whole.study.trials));
  assertEquals(begun.study.loadWeights(0, 0), null);
});

/** Two studies: what the second takes over lacks its weights, for the first keeps those of its best. */
async function takeOver(open: () => Storage, options: TrainedOptions) {
  const first = createTrained({ cases, storage: open() });
  await train(first);
  const best = first.study.progress.best!.name;
  const others = cases.filter(({ name }) => name !== best);
  const create = () =>
    createTrained({ cases: others, name: "second", storage: open(), ...options });
  return { first, others, create };
}

onEachStorage(
  "the best of what is taken over is trained once more for its weights",
  async (open) => {
    const { others, create } = await takeOver(open, {});
    const second = create(), notes: string[] = [];
    await train(second, { onNote: (sentence) => notes.push(sentence) });
    const { number, name, runs } = second.study.progress.best!;
    assertEquals(second.runs.map(({ setup, listener }) => [setup.layers, listener.test]), [
      [name, false],
    ]);
    assertEquals(
      notes.at(-1),
      `The weights of ${name} were not kept; it is trained once more to keep them.`,
    );
    const alone = createTrained({ cases: others });
    await train(alone);
    assertEquals(record(second.study.trials), record(alone.study.trials));
    assertEquals(second.study.loadWeights(number, 0), alone.study.loadWeights(number, 0));
    assertEquals(runs[0].span, null, "it is taken over still");
    const again = create();
    await train(again);
    assertEquals([again.runs, again.study.lacksWeights], [[], false]);
  },
);

onEachStorage("of several runs the best alone is trained once more", async (open) => {
  const options = { cases: cases.slice(0, 1), repeats: 3 };
  await train(createTrained({ ...options, storage: open(), weights: "none" }));
  const second = createTrained({ ...options, name: "second", storage: open() });
  await train(second);
  const { runs, number } = second.study.progress.best!;
  const best = bestRun(second.study.trials[0]);
  assertEquals(second.runs.map(({ setup }) => setup.seed), [best.seed]);
  const kept = runs.filter((run) => second.study.loadWeights(number, run.number) !== null);
  assertEquals(kept, [best]);
});

onEachStorage(
  "what is interrupted while it is trained once more goes on from there",
  async (open) => {
    const { create } = await takeOver(open, {});
    const begun = create();
    await train(begun, { stopAfter: 2 });
    const { number } = begun.study.progress.best!;
    assertEquals([begun.study.hasWork, begun.study.lacksWeights], [false, true]);
    assertEquals(begun.study.loadWeights(number, 0), null);
    const ended = create();
    await train(ended);
    assertEquals(ended.runs.map(({ listener }) => listener.from?.epochs.length), [2]);
    assertEquals(ended.study.lacksWeights, false);
  },
);

onEachStorage("a run that fails while it is trained once more costs no result", async (open) => {
  const { create } = await takeOver(open, {});
  const second = create();
  const breaks = () => new Error("The loss became NaN.");
  await assertRejects(() => train(second, { breaks }), Error, "The loss became NaN.");
  assertEquals(second.study.trials.every(({ state }) => state === "complete"), true);
});

onEachStorage("weights of none are not trained for, nor by another engine", async (open) => {
  const { others, create } = await takeOver(open, { weights: "none" });
  const none = create();
  await train(none);
  assertEquals([none.runs, none.study.lacksWeights], [[], false]);
  const other = createTrained({
    cases: others,
    name: "second",
    storage: open(),
    engine: "other",
  });
  await train(other);
  assertEquals([other.runs, other.study.lacksWeights], [[], false]);
});

onEachStorage(
  "where all weights are kept, runs without theirs are not taken over",
  async (open) => {
    const { others, create } = await takeOver(open, { weights: "all" });
    const all = create();
    await train(all);
    const trained = all.runs.map(({ setup }) => setup.layers);
    assertEquals(trained.sort(), others.map(({ name }) => name).sort());
    const { trials } = all.study;
    assertEquals(trials.every(({ number }) => all.study.loadWeights(number, 0) !== null), true);
  },
);

onEachStorage("a checkpoint of a shorter run is gone on with", async (open) => {
  const repeats = 2;
  await train(createTrained({ cases, repeats, epochs: 2, storage: open(), weights: "all" }));
  const long = createTrained({ cases, repeats, epochs: 5, name: "long", storage: open() });
  await train(long);
  assertEquals(long.runs.map(({ listener }) => listener.from?.epochs.length), Array(8).fill(2));
  const alone = createTrained({ cases, repeats, epochs: 5 });
  await train(alone);
  assertEquals(record(long.study.trials), record(alone.study.trials));
});

onEachStorage(
  "a run whose worker dies goes on from a shorter one's checkpoint again",
  async (open) => {
    const options = { cases: cases.slice(0, 1), storage: open() };
    await train(createTrained({ ...options, epochs: 2 }));
    const long = createTrained({ ...options, epochs: 3, name: "long" });
    const lost = [new RunLost("The worker of this run ended: it broke.")];
    await train(long, { breaks: () => lost.pop() ?? null });
    assertEquals(long.runs.map(({ listener }) => listener.from?.epochs.length), [2, 2]);
  },
);

onEachStorage("a trial is taken over that its sampler could not make at first", async (open) => {
  let isBroken = false;
  const sampler: Sampler = {
    settings: { kind: "broken" },
    begin(context) {
      if (context.number === 1 && isBroken) throw new Error("The sampler broke.");
      return randomSampler().begin(context);
    },
  };
  const options = { search, sampler, trials: 2, lag: 1, weights: "all" } as const;
  await train(createTrained({ ...options, storage: open() }));
  isBroken = true;
  const second = createTrained({ ...options, name: "second", storage: open() });
  await assertRejects(() => train(second), Error, "The sampler broke.");
  isBroken = false;
  await train(second);
  assertEquals([second.runs, second.study.progress.finished], [[], 2]);
});

onEachStorage("a study that begins anew trains anew, and forgets what it was", async (open) => {
  const options = { search, sampler: randomSampler(), trials: 4, lag: 2 };
  const first = createTrained({ ...options, storage: open() });
  await train(first, { stopAfter: 7 });
  const seeded = { ...options, seed: 2, storage: open(), fresh: true };
  const fresh = createTrained(seeded);
  // Until it runs, what is stored stays.
  assertEquals(open().load("fake")!.trials[0].setup.seed, 1);
  await train(fresh, { stopAfter: 5 });
  await train(fresh); // and only the first time it is deleted
  const alone = createTrained({ ...options, seed: 2 });
  await train(alone);
  assertEquals(record(fresh.study.trials), record(alone.study.trials));
  assertEquals(record(open().load("fake")!.trials), record(alone.study.trials));
  const again = createTrained({ ...seeded, storage: open() });
  await train(again);
  assertEquals(again.runs.length, alone.runs.length);
});
