/** What searches come to, and what samplers and pruners see. */
import { assert, assertEquals } from "@std/assert";
import type { Pruner, PrunerContext } from "../../lib/pruners/pruner.ts";
import { medianPruner } from "../../lib/pruners/median.ts";
import { gridSampler } from "../../lib/samplers/grid.ts";
import { randomSampler } from "../../lib/samplers/random.ts";
import type { Sampler, SamplerContext } from "../../lib/samplers/sampler.ts";
import { createRandom } from "../../lib/random/random.ts";
import { settle } from "./fake_study.ts";
import { createSearch, play, record } from "./played_search.ts";

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
