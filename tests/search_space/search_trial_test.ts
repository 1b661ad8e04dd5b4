import { assertEquals, assertThrows } from "@std/assert";
import type { Distribution, Suggest } from "../../lib/search_space/distributions.ts";
import { createSearchTrial } from "../../lib/search_space/search_trial.ts";
import { countValues, valueAt } from "../../lib/search_space/values.ts";

const last: Suggest = (_name, distribution) => {
  if (distribution.kind === "categorical") return distribution.choices.at(-1)!;
  return countValues(distribution) === Infinity ? distribution.high : valueAt(distribution, 0);
};

function open({ suggest = last, known = new Map<string, Distribution>() } = {}) {
  return createSearchTrial({ number: 3, suggest, known });
}

Deno.test("a trial gives the sampler's values and records them in the order of asking", () => {
  const made = open();
  const { suggestFloat, suggestInt, suggestCategorical } = made.trial;
  assertEquals(suggestFloat("rate", 1e-4, 0.1, { log: true }), 0.1);
  assertEquals(suggestInt("filters", 8, 30, { step: 8 }), 8);
  const activation: "relu" | "elu" = suggestCategorical("activation", ["relu", "elu"]);
  assertEquals(activation, "elu");
  assertEquals(JSON.stringify(made.params), '{"rate":0.1,"filters":8,"activation":"elu"}');
  assertEquals(made.distributions, {
    rate: { kind: "float", low: 1e-4, high: 0.1, log: true, step: null },
    filters: { kind: "int", low: 8, high: 24, log: false, step: 8 },
    activation: { kind: "categorical", choices: ["relu", "elu"] },
  });
  assertEquals(made.trial.number, 3);
});

Deno.test("a name asked twice is one parameter, and the sampler is asked once", () => {
  let asked = 0;
  const made = open({ suggest: () => ++asked });
  assertEquals([1, 2].map(() => made.trial.suggestInt("a", 0, 9)), [1, 1]);
  assertEquals(made.params, { a: 1 });
});

Deno.test("a name asked twice otherwise is refused, with trial and parameter", () => {
  const { trial } = open();
  trial.suggestInt("a", 0, 9);
  const refused: [() => unknown, string][] = [
    [() => trial.suggestInt("a", 0, 8), "got a whole number from 0 to 8."],
    [() => trial.suggestInt("a", 0, 9, { step: 3 }), "got a whole number from 0 to 9 in steps"],
    [() => trial.suggestFloat("a", 0, 9), "got a number from 0 to 9."],
    [() => trial.suggestCategorical("a", [0, 9]), "got one of [ 0, 9 ]."],
  ];
  const start = 'Expected "a" in trial 3 to be suggested as before, a whole number from 0 to 9, ';
  for (const [ask, end] of refused) assertThrows(ask, RangeError, start + end);
  assertEquals(trial.suggestInt("a", 0, 9), 0);
});

Deno.test("a name of earlier trials may change its bounds, not its kind, log or choices", () => {
  const known = new Map<string, Distribution>([
    ["rate", { kind: "float", low: 1, high: 2, log: false, step: null }],
    ["choice", { kind: "categorical", choices: [1, 2] }],
  ]);
  const made = open({ known });
  assertThrows(
    () => made.trial.suggestFloat("rate", 1, 2, { log: true }),
    RangeError,
    'Expected "rate" in trial 3 to keep the kind, log and choices of earlier trials, ' +
      "a number from 1 to 2, got a number from 1 to 2 by its logarithm.",
  );
  assertThrows(() => made.trial.suggestInt("rate", 1, 2), RangeError, "earlier trials");
  assertThrows(() => made.trial.suggestCategorical("choice", [2, 1]), RangeError, "earlier trials");
  assertEquals(made.params, {});
  assertEquals(made.trial.suggestFloat("rate", 5, 6), 6);
  assertEquals(made.trial.suggestCategorical("choice", [1, 2]), 2);
});

Deno.test("a sampler's value outside of what was asked is refused, and not recorded", () => {
  for (const value of [10, 0.5, NaN, "1", null]) {
    const made = open({ suggest: () => value });
    const message = `Expected the sampler's "a" in trial 3 to be a whole number from 0 to 9, got `;
    assertThrows(() => made.trial.suggestInt("a", 0, 9), RangeError, message);
    assertEquals(made.params, {});
  }
});

Deno.test("a trial is closed once its search function has returned", () => {
  const made = open();
  made.trial.suggestInt("a", 0, 9);
  made.close();
  for (const name of ["a", "b"]) {
    assertThrows(
      () => made.trial.suggestInt(name, 0, 9),
      Error,
      `Expected "${name}" in trial 3 to be suggested while the search function runs, ` +
        "got asked after it had returned.",
    );
  }
  assertEquals(made.params, { a: 0 });
});

Deno.test("params and distributions keep names that objects treat apart", () => {
  const made = open();
  for (const name of ["z", "__proto__", "constructor", "a"]) made.trial.suggestInt(name, 1, 2);
  assertEquals(Object.keys(made.params), ["z", "__proto__", "constructor", "a"]);
  assertEquals(Object.keys(structuredClone(made.distributions)).length, 4);
  assertEquals(JSON.stringify(made.params), '{"z":1,"__proto__":1,"constructor":1,"a":1}');
});
