/** What goes wrong in a search, and what is refused. */
import { assert, assertEquals, assertRejects } from "@std/assert";
import type { Pruner } from "../../lib/pruners/pruner.ts";
import { medianPruner } from "../../lib/pruners/median.ts";
import { randomSampler } from "../../lib/samplers/random.ts";
import type { Sampler } from "../../lib/samplers/sampler.ts";
import { createStudy } from "../../lib/study/create_study.ts";
import type { SearchFunction } from "../../lib/study/study_case.ts";
import type { StudyOptions } from "../../lib/study/study_options.ts";
import { createSearch, data, play, search } from "./played_search.ts";

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
