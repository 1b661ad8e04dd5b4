import { assert, assertEquals, assertLess, assertNotEquals } from "@std/assert";
import { randomSampler } from "../../lib/samplers/random.ts";
import type { Sampler } from "../../lib/samplers/sampler.ts";
import { tpeSampler } from "../../lib/samplers/tpe.ts";
import type { PastTrial } from "../../lib/trial/past_trial.ts";
import { testSampler } from "./sampler_contract.ts";
import { asRunning, type Search, simulate } from "./simulate.ts";
import { conditional } from "./spaces.ts";

testSampler("tpeSampler()", tpeSampler);
testSampler("tpeSampler() without startup", () => tpeSampler({ startupTrials: 0 }));

/** The mean over 10 seeds of the smallest value in 60 trials. */
function meanBest(sampler: Sampler, search: Search, direction: "minimize" | "maximize"): number {
  const best = Array.from({ length: 10 }, (_, seed) => {
    const values = simulate(sampler, search, { trials: 60, seed, direction })
      .map(({ value }) => value!);
    return direction === "minimize" ? Math.min(...values) : -Math.max(...values);
  });
  return best.reduce((a, b) => a + b) / best.length;
}

Deno.test("tpeSampler() finds a smaller minimum than random search", () => {
  const bowl: Search = (trial) => {
    const x = trial.suggestFloat("x", -5, 5) - 1;
    const y = trial.suggestInt("y", -10, 10) - 3;
    const rate = Math.log10(trial.suggestFloat("rate", 1e-5, 1, { log: true }) / 0.01);
    const kind = trial.suggestCategorical("kind", ["good", "bad", "worse"]);
    return x * x + y * y + rate * rate + (kind === "good" ? 0 : 2);
  };
  const ours = meanBest(tpeSampler(), bowl, "minimize");
  assertLess(ours, meanBest(randomSampler(), bowl, "minimize") / 2);
  assertEquals(meanBest(tpeSampler(), (trial) => -bowl(trial), "maximize"), ours);
});

Deno.test("tpeSampler() finds the branch that is worth it, and its parameters", () => {
  const search: Search = (trial) => {
    if (trial.suggestCategorical("deep", [true, false])) {
      return Math.abs(trial.suggestFloat("slope", -1, 1) - 0.5);
    }
    return 0.2 + Math.abs(trial.suggestFloat("offset", -1, 1));
  };
  const trials = simulate(tpeSampler(), search, { trials: 60, direction: "minimize" });
  const late = trials.slice(30);
  assert(late.filter(({ params }) => params.deep === true).length > 15);
  const distances = late.flatMap(({ params }) =>
    params.deep === true ? [Math.abs(Number(params.slope) - 0.5)] : []
  ).toSorted((a, b) => a - b);
  assertLess(distances[distances.length >> 1], 0.25);
});

Deno.test("tpeSampler() learns what goes well with what", () => {
  const pair: Search = (trial) => {
    const choices = ["a", "b"];
    return trial.suggestCategorical("x", choices) === trial.suggestCategorical("y", choices)
      ? 1
      : 0;
  };
  const trials = simulate(randomSampler(), pair, { trials: 100 });
  let pairs = 0;
  for (let number = 100; number < 200; number++) {
    const suggest = tpeSampler().begin({ number, seed: 1, direction: "maximize", trials })!;
    const { x, y } = trials[0].distributions;
    if (suggest("x", x) === suggest("y", y)) pairs++;
  }
  // Each by itself, half of them would be.
  assertEquals(pairs, 100);
});

const past = simulate(randomSampler(), conditional, { trials: 50, pruning: true });
/** All parameters that any of them has. */
const known = Object.assign({}, ...past.map(({ distributions }) => distributions));

/** What a trial after these would try, were it asked for all parameters. */
function suggestAll(trials: readonly PastTrial[], sampler = tpeSampler()): unknown[] {
  const suggest = sampler.begin({ number: 50, seed: 1, direction: "maximize", trials })!;
  return Object.keys(known).map((name) => suggest(name, known[name]));
}

Deno.test("tpeSampler() goes by trials that are complete or pruned alone", () => {
  const ended = past.slice(0, 30);
  const asFailed = (trial: PastTrial): PastTrial => ({ ...asRunning(trial), state: "failed" });
  for (const change of [asRunning, asFailed]) {
    const trials = past.map((trial, number) => number < 30 ? trial : change(trial));
    assertEquals(suggestAll(trials), suggestAll(ended));
  }
  assertNotEquals(suggestAll(past), suggestAll(ended));
});

Deno.test("tpeSampler() draws evenly until enough trials have ended", () => {
  const nine = past.slice(0, 9);
  assertEquals(suggestAll(nine), suggestAll([]));
  assertNotEquals(suggestAll(past.slice(0, 10)), suggestAll([]));
  assertNotEquals(suggestAll(nine, tpeSampler({ startupTrials: 9 })), suggestAll([]));
});

Deno.test("tpeSampler() does not count values that a parameter may no longer have", () => {
  const trials = simulate(randomSampler(), (trial) => trial.suggestInt("x", 1, 100), {
    trials: 40,
  });
  const x = { kind: "int", low: 1, high: 50, log: false, step: 1 } as const;
  for (let number = 40; number < 60; number++) {
    const suggest = tpeSampler().begin({ number, seed: 1, direction: "maximize", trials })!;
    const value = Number(suggest("x", x));
    assert(value >= 1 && value <= 50, `${value}`);
  }
});
