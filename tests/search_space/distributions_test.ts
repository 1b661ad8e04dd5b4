import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import {
  createCategorical,
  createFloat,
  createInt,
} from "../../lib/search_space/create_distribution.ts";
import {
  describeDistribution,
  type Distribution,
  isCompatible,
  isSameDistribution,
} from "../../lib/search_space/distributions.ts";
import { contains, countValues, placeOf, valueAt } from "../../lib/search_space/values.ts";
import { checkProperty } from "../backends/properties/property.ts";

/** All of a distribution's values. */
function valuesOf(distribution: Distribution) {
  return Array.from({ length: countValues(distribution) }, (_, i) => valueAt(distribution, i));
}

Deno.test("a step lowers high to the last value that it reaches", () => {
  const lowered: [Distribution, number][] = [
    [createFloat("x", 0, 1, { step: 0.3 }), 0.9],
    [createFloat("x", 0.1, 0.7, { step: 0.1 }), 0.7],
    [createFloat("x", 0, 1, { step: 0.1 }), 1],
    [createFloat("x", -1, 1, { step: 5 }), -1],
    [createFloat("x", 1e-5, 1e-4, { step: 1e-5 }), 1e-4],
    [createInt("x", 1, 10, { step: 4 }), 9],
    [createInt("x", -10, -1, { step: 4 }), -2],
    [createInt("x", 3, 9, { step: 100 }), 3],
  ];
  for (const [distribution, high] of lowered) {
    assertEquals("high" in distribution && distribution.high, high);
  }
});

Deno.test("values on a grid are the decimals that a reader expects", () => {
  assertEquals(valuesOf(createFloat("x", 0.1, 0.7, { step: 0.1 })), [
    ...[0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7],
  ]);
  assertEquals(valuesOf(createFloat("x", -0.5, 0.5, { step: 0.5 })), [-0.5, 0, 0.5]);
  assertEquals(valuesOf(createFloat("x", 1e-7, 3e-7, { step: 1e-7 })), [1e-7, 2e-7, 3e-7]);
  assertEquals(valuesOf(createInt("x", -5, 4, { step: 3 })), [-5, -2, 1, 4]);
  assertEquals(valuesOf(createCategorical("x", ["a", null])), ["a", null]);
});

Deno.test("every value has its place, lies in its distribution, and no other does", async () => {
  const drawn = fc.record({
    low: fc.integer({ min: -1000, max: 1000 }),
    range: fc.integer({ min: 0, max: 2000 }),
    step: fc.integer({ min: 1, max: 300 }),
    decimals: fc.integer({ min: 0, max: 6 }),
    share: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  });
  await checkProperty(drawn, 500, ({ low, range, step, decimals, share }) => {
    const unit = 10 ** decimals;
    const distributions = [
      createFloat("x", low / unit, (low + range) / unit, { step: step / unit }),
      createInt("x", low, low + range, { step }),
    ];
    for (const distribution of distributions) {
      const count = countValues(distribution);
      assertEquals(count, Math.floor(range / step) + 1);
      const place = Math.floor(share * count);
      const value = Number(valueAt(distribution, place));
      assertEquals(placeOf(distribution, value), place);
      assert(contains(distribution, value));
      if (distribution.high > distribution.low) {
        assert(!contains(distribution, value + Number(distribution.step) / 3));
      }
      assertEquals(valueAt(distribution, count - 1), distribution.high);
      assert(!contains(distribution, distribution.high + Number(distribution.step)));
      assert(!contains(distribution, distribution.low - Number(distribution.step)));
    }
  });
});

Deno.test("contains() goes by type and value", () => {
  const real = createFloat("x", 0, 1);
  assert([0, 0.5, 1].every((value) => contains(real, value)));
  assert([-1e-9, 1.1, NaN, "0.5", null, true].every((value) => !contains(real, value)));
  const whole = createInt("x", 0, 4);
  assert(!contains(whole, 0.5));
  const choice = createCategorical("x", [0, "1", null, false]);
  assert([0, "1", null, false].every((value) => contains(choice, value)));
  assert(["0", 1, true, undefined, ""].every((value) => !contains(choice, value)));
});

Deno.test("a range of one value is one value, a real range endless", () => {
  assertEquals(countValues(createFloat("x", 0.3, 0.3)), 1);
  assertEquals(countValues(createFloat("x", 0.3, 0.4)), Infinity);
  assertEquals(valuesOf(createFloat("x", 0.3, 0.3)), [0.3]);
});

Deno.test("a name keeps its kind, its log and its choices; bounds and steps may change", () => {
  const rate = createFloat("x", 0, 1);
  const pairs: [Distribution, Distribution, compatible: boolean, same: boolean][] = [
    [rate, createFloat("x", 0, 1), true, true],
    [rate, createFloat("x", 0, 2), true, false],
    [rate, createFloat("x", -1, 1), true, false],
    [rate, createFloat("x", 0, 1, { step: 0.5 }), true, false],
    [createFloat("x", 1, 2), createFloat("x", 1, 2, { log: true }), false, false],
    [rate, createInt("x", 0, 1), false, false],
    [rate, createCategorical("x", [0, 1]), false, false],
    [createCategorical("x", [0, 1]), rate, false, false],
    [createCategorical("x", [0, 1]), createCategorical("x", [0, 1]), true, true],
    [createCategorical("x", [0, 1]), createCategorical("x", [1, 0]), false, false],
    [createCategorical("x", [0, 1]), createCategorical("x", [0, 1, 2]), false, false],
    [createCategorical("x", [0, 1]), createCategorical("x", ["0", "1"]), false, false],
  ];
  for (const [a, b, compatible, same] of pairs) {
    const what = `${describeDistribution(a)} and ${describeDistribution(b)}`;
    assertEquals(isCompatible(a, b), compatible, what);
    assertEquals(isSameDistribution(a, b), same, what);
  }
});

Deno.test("a distribution comes back from JSON as it was", () => {
  const all = [
    createFloat("x", -0, 0),
    createFloat("x", 1e-5, 1, { log: true }),
    createInt("x", -0, 8, { step: 8 }),
    createCategorical("x", [-0, "", null, true]),
  ];
  for (const distribution of all) {
    assertEquals(JSON.parse(JSON.stringify(distribution)), distribution);
  }
});

Deno.test("choices that are changed later change no distribution", () => {
  const choices = [1, 2];
  const distribution = createCategorical("x", choices);
  choices.push(3);
  assertEquals(distribution.choices, [1, 2]);
});

Deno.test("describeDistribution() says bounds, steps and log", () => {
  const said: [Distribution, string][] = [
    [createFloat("x", 0, 1, { step: 0.5 }), "a number from 0 to 1 in steps of 0.5"],
    [createFloat("x", 1e-5, 1, { log: true }), "a number from 0.00001 to 1 by its logarithm"],
    [createInt("x", 1, 4), "a whole number from 1 to 4"],
    [createCategorical("x", [1, "a"]), 'one of [ 1, "a" ]'],
  ];
  for (const [distribution, text] of said) assertEquals(describeDistribution(distribution), text);
});

Deno.test("the bounds of logarithms and of numbers that can be told apart", () => {
  createFloat("x", 5e-324, 1.7e308, { log: true });
  createInt("x", 1, 2 ** 53 - 1, { log: true });
  assertThrows(() => createInt("x", 0, 2 ** 53 - 1), RangeError, "less than 2^53 - 1 above low");
  assertThrows(() => createFloat("x", 1e16, 2e16, { step: 0.1 }), RangeError, "apart, got 0.1.");
  assertThrows(() => createFloat("x", 0, 1, { step: 1e-300 }), RangeError, "apart, got 1e-300.");
});
