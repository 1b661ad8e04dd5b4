import { assert, assertEquals, assertLess, assertStringIncludes, assertThrows } from "@std/assert";
import { gridSampler } from "../../lib/samplers/grid.ts";
import { countGrid } from "../../lib/samplers/grid_count.ts";
import type { SearchTrial } from "../../lib/search_space/search_trial.ts";
import { testSampler } from "./sampler_contract.ts";
import { type Search, simulate } from "./simulate.ts";
import { conditional } from "./spaces.ts";

const NO_STEP = "a grid has no real numbers without a step";

testSampler("gridSampler()", gridSampler, {
  kinds: { float: NO_STEP, floatLog: NO_STEP },
  seeds: "a grid draws nothing",
});

/** The values of all trials that a grid makes, as text. */
function pathsOf(search: Search, running = 0): string[] {
  return simulate(gridSampler(), search, { trials: 5000, running })
    .map(({ params }) => Object.values(params).join(" "));
}

Deno.test("gridSampler() tries every combination once, the last parameter first", () => {
  const paths = pathsOf((trial) => {
    trial.suggestInt("a", 1, 2);
    trial.suggestCategorical("b", ["x", null]);
    trial.suggestFloat("c", 0, 0.2, { step: 0.1 });
    return 0;
  });
  assertEquals(paths.slice(0, 4), ["1 x 0", "1 x 0.1", "1 x 0.2", "1  0"]);
  assertEquals(paths.length, 12);
  assertEquals(new Set(paths).size, 12);
  assertEquals(paths.at(-1), "2  0.2");
});

Deno.test("gridSampler() walks conditional branches, however many trials run", () => {
  const search: Search = (trial) => {
    if (trial.suggestCategorical("kind", ["flat", "deep", "none"]) === "deep") {
      const depth = trial.suggestInt("depth", 1, 2);
      for (let i = 0; i < depth; i++) trial.suggestCategorical(`width ${i}`, [8, 16]);
    } else trial.suggestCategorical("width 0", [8, 16]);
    return 0;
  };
  const expected = [
    ...["flat 8", "flat 16"],
    ...["deep 1 8", "deep 1 16", "deep 2 8 8", "deep 2 8 16", "deep 2 16 8", "deep 2 16 16"],
    ...["none 8", "none 16"],
  ];
  assertEquals(pathsOf(search), expected);
  assertEquals(pathsOf(search, 8), expected);
});

Deno.test("gridSampler() tries all of a space whose combinations were counted by hand", () => {
  // units has 2 + depth values, and each of depth periods 2 filters with no rate or one of five.
  const counted = [0, 1, 2, 3].reduce((sum, depth) => sum + 12 ** depth * (2 + depth), 0);
  assertEquals(countGrid(conditional, 100_000), counted);
  const trials = simulate(gridSampler(), conditional, { trials: 300 });
  assertEquals(new Set(trials.map(({ params }) => JSON.stringify(params))).size, 300);
});

Deno.test("countGrid() gives null above its limit", () => {
  const search: Search = (trial) => trial.suggestInt("a", 1, 12);
  assertEquals([11, 12, 13].map((limit) => countGrid(search, limit)), [null, 12, 12]);
});

Deno.test("gridSampler() goes on where a search function threw midway", () => {
  const search: Search = (trial) => {
    const a = trial.suggestInt("a", 1, 3);
    if (a === 2) throw new RangeError("Cannot build two.");
    const b = trial.suggestInt("b", 1, 2);
    if (a === 1 && b === 2) throw new RangeError("Cannot build one with two.");
    return trial.suggestInt("c", 1, 2);
  };
  const expected = ["1 1 1", "1 1 2", "1 2", "2", "3 1 1", "3 1 2", "3 2 1", "3 2 2"];
  assertEquals(pathsOf(search), expected);
  assertEquals(countGrid(search, 100), expected.length);
});

Deno.test("gridSampler() makes one trial where nothing varies, or all that is asked is refused", () => {
  assertEquals(pathsOf(() => 1), [""]);
  assertEquals(pathsOf((trial) => trial.suggestInt("a", 2, 1)), [""]);
});

Deno.test("gridSampler() makes a trial of an enormous grid at once, its last one included", () => {
  const search: Search = (trial) => {
    for (let i = 0; i < 40; i++) trial.suggestInt(`x${i}`, 0, Number.MAX_SAFE_INTEGER - 1);
    return 0;
  };
  assertEquals(countGrid(search, 50), null);
  const [first, second] = simulate(gridSampler(), search, { trials: 2 });
  assertEquals(Object.values(first.params), new Array(40).fill(0));
  assertEquals(second.params.x39, 1);
  const params = { ...first.params, x39: Number.MAX_SAFE_INTEGER - 1 };
  const trials = [{ ...first, params }];
  const suggest = gridSampler().begin({ number: 1, seed: 1, direction: "maximize", trials })!;
  assertEquals(suggest("x38", first.distributions.x38), 1);
  assertEquals(suggest("x39", first.distributions.x39), 0);
});

Deno.test("gridSampler() looks at one trial of the past, however many there are", () => {
  let looks = 0;
  const trials = simulate(gridSampler(), conditional, { trials: 100 }).map((trial) =>
    new Proxy(trial, {
      get: (target, key, receiver) => {
        looks++;
        return Reflect.get(target, key, receiver);
      },
    })
  );
  gridSampler().begin({ number: 100, seed: 1, direction: "maximize", trials });
  assertLess(looks, 10);
});

Deno.test("gridSampler() refuses a real number without a step, one of a single value excepted", () => {
  const asked = (trial: SearchTrial) => trial.suggestFloat("the rate", 0, 1);
  const message = 'Expected "the rate" in trial 0 to have a step, as gridSampler() tries every ' +
    "value, got a number from 0 to 1; suggestCategorical() takes a list.";
  assertThrows(() => countGrid(asked, 10), RangeError, message);
  // Also where only a later trial asks for it, and where the search function hides it.
  const later = (trial: SearchTrial) => trial.suggestInt("a", 0, 1) === 1 && asked(trial);
  assertThrows(() => countGrid(later, 10), RangeError, '"the rate" in trial 1');
  const hidden = (trial: SearchTrial) => {
    try {
      asked(trial);
    } catch { /* goes on without */ }
  };
  assertThrows(() => countGrid(hidden, 10), RangeError, '"the rate" in trial 0');
  assertEquals(countGrid((trial) => trial.suggestFloat("rate", 0.1, 0.1), 10), 1);
});

Deno.test("gridSampler() tells of a search function that goes by more than its values", () => {
  const asked: unknown[] = [];
  const search = (trial: SearchTrial) => {
    trial.suggestInt("a", 0, trial.number + 1);
    trial.suggestInt("b", 0, 1);
  };
  simulate(gridSampler(), (trial) => {
    try {
      search(trial);
    } catch (error) {
      asked.push(error);
    }
    return 0;
  }, { trials: 2 });
  assertEquals(asked.length, 1);
  assert(asked[0] instanceof RangeError);
  assertStringIncludes(
    asked[0].message,
    'Expected "a" in trial 1 to be suggested as in the trial before',
  );
});

Deno.test("countGrid() refuses what is no search function and no limit", () => {
  assertThrows(() => countGrid("search" as unknown as Search, 10), TypeError, "a function");
  assertThrows(() => countGrid(conditional, 0), RangeError, "at least 1, got 0.");
});
