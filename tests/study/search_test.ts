/** Searches on an executor whose runs end in the order that the test says. */
import { assert, assertEquals, assertRejects } from "@std/assert";
import type { Pruner, PrunerContext } from "../../lib/pruners/pruner.ts";
import { medianPruner } from "../../lib/pruners/median.ts";
import { gridSampler } from "../../lib/samplers/grid.ts";
import { randomSampler } from "../../lib/samplers/random.ts";
import type { Sampler, SamplerContext } from "../../lib/samplers/sampler.ts";
import { createStudy } from "../../lib/study/create_study.ts";
import { checkStudyOptions } from "../../lib/study/check_study_options.ts";
import { searchTrials } from "../../lib/study/search_trials.ts";
import type { SearchFunction, StudyOptions } from "../../lib/study/study_options.ts";
import type { Trial } from "../../lib/trial/record.ts";
import type { EpochMetrics } from "../../lib/trial/run.ts";
import { createRandom } from "../../lib/random/random.ts";
import { sampleEpoch } from "../results/sample_trials.ts";
import { loadSmallMnist } from "../small_mnist.ts";
import {
  checkpointAfter,
  createFakeStudy,
  evaluation,
  type FakeRun,
  settle,
} from "./fake_study.ts";

const data = await loadSmallMnist(60, 20);
const search: SearchFunction = (trial) => ({ layers: `F D${trial.suggestInt("units", 1, 50)}` });

/** A search on a fake executor. */
function createSearch(
  { slots = 2, ...options }: Partial<StudyOptions> & { slots?: number } = {},
) {
  const checked = checkStudyOptions({
    name: "search",
    data,
    search,
    trials: 12,
    sampler: randomSampler(),
    epochs: 4,
    ...options,
  });
  const { objective, repeats, folds, lag, pruner } = checked;
  return createFakeStudy({
    slots,
    open: (stored) => searchTrials(checked, checked.search!, stored),
    plan: { objective, repeats, folds, lag },
    pruner,
    tested: folds === null ? "best" : "none",
  });
}

/** The validation accuracy that a run has after an epoch: of its setup, and of nothing else. */
function accuracyOf({ setup }: FakeRun, epoch: number): number {
  const { layers, seed, fold } = setup;
  return createRandom(seed, layers, fold?.index ?? 0).uniform() * 0.5 + epoch / 10;
}

/**
 * Lets a search go on to its end; of the runs under way, the one that `choose` gives takes its next
 * epoch, until it has all or is stopped.
 */
async function play(
  { runs, study }: ReturnType<typeof createSearch>,
  choose: (count: number) => number,
) {
  let seen = runs.length, most = 0;
  const done = study.optimize();
  done.catch(() => {}); // it is awaited at the end
  const open: { run: FakeRun; epochs: EpochMetrics[] }[] = [];
  while (study.isRunning) {
    await settle();
    while (seen < runs.length) {
      const run = runs[seen++];
      open.push({ run, epochs: [...run.listener.from?.epochs ?? []] });
    }
    most = Math.max(most, open.length);
    if (open.length === 0) continue;
    const chosen = choose(open.length);
    const one = open[chosen];
    const { run: { setup, listener }, epochs } = one;
    if (epochs.length < setup.epochs) {
      const epoch = epochs.length + 1;
      const valAccuracy = accuracyOf(one.run, epoch);
      epochs.push(sampleEpoch(epoch, { valAccuracy, durationMs: 0 }));
      listener.onEpoch!(epochs.at(-1)!, checkpointAfter(...epochs));
    }
    const isStopped = listener.signal.aborted;
    if (!isStopped && epochs.length < setup.epochs) continue;
    open.splice(chosen, 1);
    if (!isStopped) one.run.end({ validation: evaluation, test: null });
  }
  await done;
  return { trials: study.trials, most };
}

/** What a search came to, its durations aside. */
function record(trials: readonly Trial[]): string {
  return JSON.stringify(trials, (key, value) => key === "durationMs" ? null : value);
}

Deno.test("a search comes to the same however many slots there are and in whatever order runs end", async () => {
  const options = { pruner: medianPruner({ startupTrials: 2 }), repeats: 2, lag: 4, trials: 16 };
  const { trials } = await play(createSearch({ ...options, slots: 1 }), () => 0);
  const states = new Set(trials.map(({ state }) => state));
  assertEquals(states, new Set(["complete", "pruned"]));
  for (const slots of [2, 4, 7]) {
    for (let seed = 0; seed < 5; seed++) {
      const { below } = createRandom(seed, "order");
      const other = await play(createSearch({ ...options, slots }), below);
      assertEquals(record(other.trials), record(trials), `${slots} slots, order ${seed}`);
      assert(other.most >= Math.min(slots, options.lag), "Expected the slots to be used");
    }
    const last = await play(createSearch({ ...options, slots }), (count) => count - 1);
    assertEquals(record(last.trials), record(trials), `${slots} slots, last first`);
  }
});

Deno.test("a sampler sees the values of the trials up to its own less lag, and only params of others", async () => {
  const contexts: SamplerContext[] = [];
  const sampler: Sampler = {
    settings: { kind: "spy" },
    begin(context) {
      contexts.push({ ...context, trials: [...context.trials] });
      return randomSampler().begin(context);
    },
  };
  const { below } = createRandom(1, "order");
  const { trials } = await play(createSearch({ sampler, lag: 3, slots: 5 }), below);
  assertEquals(contexts.length, 12);
  for (const { number, trials: past } of contexts) {
    assertEquals(past.length, number);
    for (const one of past) {
      assertEquals(one.params, trials[one.number].params);
      const isVisible = one.number <= number - 3;
      assertEquals(one.state, isVisible ? "complete" : "running");
      assertEquals(one.value, isVisible ? trials[one.number].value : null);
      assertEquals(one.intermediate.length, isVisible ? 4 : 0);
    }
  }
});

Deno.test("a pruner sees the trials up to its own less lag, of cases as of a search", async () => {
  const contexts: PrunerContext[] = [];
  const pruner: Pruner = {
    settings: { kind: "spy" },
    shouldPrune(context) {
      contexts.push(context);
      return false;
    },
  };
  const { below } = createRandom(2, "order");
  await play(createSearch({ pruner, lag: 3, slots: 5 }), below);
  assertEquals(contexts.length, 12 * 3, "asked after each epoch but the last");
  for (const { trials } of contexts) {
    assertEquals(trials.map(({ number }) => number), [...trials.keys()]);
    assert(trials.every(({ state }) => state === "complete"));
  }
  const seen = contexts.map(({ trials }) => trials.length);
  assertEquals(new Set(seen), new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
});

Deno.test("a pruner watches the first run and spares the rest", async () => {
  const pruner: Pruner = {
    settings: { kind: "strict" },
    shouldPrune: ({ intermediate, trials }) => trials.length > 0 && intermediate.length === 2,
  };
  const played = createSearch({ pruner, repeats: 3, lag: 1, trials: 3, slots: 4 });
  const { trials } = await play(played, () => 0);
  assertEquals(trials.map(({ state }) => state), ["complete", "pruned", "pruned"]);
  const [whole, pruned] = trials.map(({ runs }) =>
    runs.map(({ state, epochs, seed }) => [state, epochs.length, seed])
  );
  assertEquals(whole, [["complete", 4, 1], ["complete", 4, 2], ["complete", 4, 3]]);
  assertEquals(pruned, [["pruned", 2, 1], ["pruned", 0, 2], ["pruned", 0, 3]]);
  assertEquals([trials[1].value, trials[1].error], [null, null]);
});

Deno.test("the value of a trial is the mean over its runs, at the epoch and of the metric asked for", async () => {
  const { trials } = await play(createSearch({ repeats: 2, trials: 1 }), () => 0);
  const [first, second] = trials[0].runs.map(({ epochs }) => epochs.at(-1)!.valAccuracy);
  assertEquals(trials[0].value, (first + second) / 2);
  const loss = await play(createSearch({ metric: "valLoss", valueEpoch: "best" }), () => 0);
  assertEquals(loss.trials[0].objective.direction, "minimize");
  assertEquals(
    loss.trials[0].value,
    Math.min(...loss.trials[0].runs[0].epochs.map(({ valLoss }) => valLoss)),
  );
});

Deno.test("of a search the best trial alone meets the test images, when all have ended", async () => {
  const played = createSearch({ repeats: 2, trials: 5 });
  const stop = new AbortController();
  const half = played.study.optimize({ signal: stop.signal });
  await settle();
  stop.abort();
  await half;
  assertEquals(played.tested, []);
  const { trials } = await play(played, () => 0);
  const best = trials.toSorted((a, b) => b.value! - a.value!)[0];
  assertEquals(played.tested.map(({ layers, seed }) => [layers, seed]), [
    [best.setup.layers, 1],
    [best.setup.layers, 2],
  ]);
  for (const { number, runs } of trials) {
    assertEquals(runs.every(({ test }) => test !== null), number === best.number);
  }
});

Deno.test("folds leave the test images alone", async () => {
  const played = createSearch({ folds: 3, trials: 2 });
  const { trials } = await play(played, () => 0);
  assertEquals(played.tested, []);
  assertEquals(trials[1].runs.map(({ seed, fold, test }) => [seed, fold, test]), [
    [1, { index: 0, count: 3 }, null],
    [1, { index: 1, count: 3 }, null],
    [1, { index: 2, count: 3 }, null],
  ]);
  assertEquals(played.runs.map(({ listener }) => listener.test), Array(6).fill(false));
});

Deno.test("a grid of a space ends by itself, and is counted before", async () => {
  const played = createSearch({
    sampler: gridSampler(),
    trials: undefined,
    search: (trial) => {
      const pools = trial.suggestInt("pools", 0, 2);
      return { layers: `F D${pools > 0 ? trial.suggestCategorical("units", [8, 16]) : 4}` };
    },
  });
  assertEquals(played.study.planned, 5);
  const { trials } = await play(played, () => 0);
  assertEquals(trials.map(({ setup }) => setup.layers), ["F D4", "F D8", "F D16", "F D8", "F D16"]);
  const more = createSearch({
    sampler: gridSampler(),
    trials: 100,
    search: (trial) => ({ layers: `F D${trial.suggestInt("units", 1, 3)}` }),
  });
  assertEquals((await play(more, () => 0)).trials.length, 3);
  assertEquals(more.study.planned, 3);
});

Deno.test("a net that cannot be built fails its trial, and the search goes on", async () => {
  const { trials } = await play(
    createSearch({
      lag: 2,
      search: (trial) => ({ layers: `C8${" P2".repeat(trial.suggestInt("pools", 3, 6))} F` }),
    }),
    () => 0,
  );
  assertEquals(trials.length, 12);
  const failed = trials.filter(({ state }) => state === "failed");
  assert(failed.length > 0 && failed.length < 12);
  for (const { error, params, setup, value, runs } of failed) {
    assert(Number(params.pools) > 4);
    assert(error!.startsWith(`Cannot build "${setup.layers}": layer`), error!);
    assertEquals([value, runs], [null, []]);
  }
});

Deno.test("a search function that fails later fails its trial, with the trial and the parameter", async () => {
  const { trials } = await play(
    createSearch({
      search: (trial) => {
        const units = trial.suggestInt("units", 1, 50);
        if (trial.number === 3) throw new Error("no such thing");
        if (trial.number === 4) trial.suggestInt("units", 1, 9);
        if (trial.number === 5) throw "a text";
        if (trial.number === 6) return { layers: "F", rate: 1 } as { layers: string };
        return { layers: `F D${units}` };
      },
    }),
    () => 0,
  );
  const failed = trials.filter(({ state }) => state === "failed");
  assertEquals(failed.map(({ number }) => number), [3, 4, 5, 6]);
  assertEquals(failed.map(({ error }) => error), [
    `Cannot make trial 3, after it was given ${trials[3].params.units} as "units": no such thing.`,
    'Expected "units" in trial 4 to be suggested as before, a whole number from 1 to 50, ' +
    "got a whole number from 1 to 9.",
    `Cannot make trial 5, after it was given ${trials[5].params.units} as "units": "a text".`,
    "Expected what the search function gives for trial 6 to be among layers, optimizer, " +
    'batchSize, epochs, got "rate".',
  ]);
});

Deno.test("a search function that fails in the first trial is refused at once", async () => {
  const refuse = (search: unknown, message: string) =>
    assertRejects(
      // deno-lint-ignore require-await -- so that it rejects
      async () => createSearch({ search: search as SearchFunction }),
      Error,
      message,
    );
  await refuse(
    (trial: Record<string, CallableFunction>) => trial.sugestInt("units", 1, 2),
    'Cannot make trial 0: trial.sugestInt is not a function; did you mean "suggestInt"?',
  );
  await refuse(() => undefined, "Expected what the search function gives for trial 0 to be an");
  await refuse(
    () => Promise.resolve({ layers: "F" }),
    "to be an object with layers, optimizer, batchSize, epochs, got Promise",
  );
});

Deno.test("a sampler or a pruner that throws stops the study with it, and what has ended is kept", async () => {
  let isBroken = true;
  const sampler: Sampler = {
    settings: { kind: "broken" },
    begin(context) {
      if (context.number === 5 && isBroken) throw new RangeError("thrown by the sampler");
      return randomSampler().begin(context);
    },
  };
  const sampled = createSearch({ sampler, lag: 2 });
  await assertRejects(() => play(sampled, () => 0), RangeError, "thrown by the sampler");
  assertEquals(sampled.study.trials.filter(({ state }) => state === "complete").length, 4);
  assertEquals(sampled.study.trials.length, 5);
  await assertRejects(() => sampled.study.optimize(), RangeError, "thrown by the sampler");
  isBroken = false;
  assertEquals((await play(sampled, () => 0)).trials.length, 12);
  const pruner: Pruner = {
    settings: { kind: "broken" },
    shouldPrune() {
      throw new RangeError("thrown by the pruner");
    },
  };
  const pruned = createSearch({ pruner });
  await assertRejects(() => play(pruned, () => 0), RangeError, "thrown by the pruner");
  assertEquals(new Set(pruned.study.trials.map(({ state }) => state)), new Set(["waiting"]));
});

Deno.test("the best is tested on as many slots as there are, and an error of that comes out", async () => {
  const played = createSearch({ repeats: 6, trials: 2, slots: 2 });
  played.testing.error = new Error("no memory");
  await assertRejects(() => play(played, () => 0), Error, "no memory");
  assertEquals([played.testing.now, played.study.isRunning], [0, false]);
  played.testing.error = null;
  const { trials } = await play(played, () => 0);
  assertEquals(played.testing.most, 2);
  assertEquals(trials.flatMap(({ runs }) => runs).filter(({ test }) => test !== null).length, 6);
});

Deno.test("a pruner has to answer by true or false", async () => {
  // deno-lint-ignore no-explicit-any -- as an unchecked cell gives it
  const pruner: any = { settings: { kind: "late" }, shouldPrune: () => Promise.resolve(false) };
  const message =
    "Expected what shouldPrune() of the pruner gives to be true or false, got Promise";
  await assertRejects(() => play(createSearch({ pruner }), () => 0), TypeError, message);
});

Deno.test("a lag that leaves a pruner nothing to go by is refused, and one that nothing needs", async () => {
  const cases = ["F", "F D8", "F D16"].map((layers) => ({ name: layers, layers }));
  const refuse = (options: Partial<StudyOptions>, message: string) =>
    assertRejects(() => createStudy({ name: "lag", data, workers: 1, ...options }), Error, message);
  await refuse(
    { cases, pruner: medianPruner() },
    "Expected lag to be below the number of trials, 3, so that a pruner has some to go by, got 8.",
  );
  await refuse(
    { search, trials: 8, pruner: medianPruner() },
    "Expected lag to be below the number of trials, 8,",
  );
  await refuse(
    { search, trials: 20, epochs: 1, pruner: medianPruner() },
    "Expected epochs of a study with a pruner to be at least 2, got 1.",
  );
  await refuse(
    { cases, lag: 2 },
    "Expected lag of a study with cases and no pruner to be left out, got 2.",
  );
});
