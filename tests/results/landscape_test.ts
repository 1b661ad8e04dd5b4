import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { toLandscape } from "../../lib/results/landscape.ts";
import { toParamAxes } from "../../lib/results/param_axes.ts";
import { distributions } from "./searched_trials.ts";

const [rate, units, kind] = toParamAxes([{ distributions }]);

Deno.test("toLandscape() guesses near trials, and says nothing far from them", () => {
  const { x, y, z } = toLandscape([{ x: 0.1, y: 12, value: 0.5 }], [rate, units]);
  assertEquals([x.length, y.length, z.length], [41, 41, 41 * 41]);
  assertEquals(z[20 * 41 + 20], 0.5);
  assert(Number.isNaN(z[0]));
  // Half of the axis is 20 cells, so that 0.12 of it is less than 5.
  assertEquals([4, 5].map((cells) => Number.isNaN(z[20 * 41 + 20 + cells])), [false, true]);
});

Deno.test("toLandscape() goes by the logarithm where the search does", () => {
  const { x } = toLandscape([], [rate, units]);
  assertAlmostEquals(x[20], 0.1);
});

Deno.test("toLandscape() lies between trials that are near, by their distance", () => {
  const { z } = toLandscape([
    { x: 0.1, y: 12, value: 0 },
    { x: 0.1 * 10 ** 0.2, y: 12, value: 1 },
  ], [rate, units]);
  const [left, middle, right] = [20, 22, 24].map((cell) => z[20 * 41 + cell]);
  assertAlmostEquals(middle, 0.5, 1e-6);
  assert(left < 0.3 && right > 0.7);
});

Deno.test("toLandscape() shares nothing between choices", () => {
  const { y, z } = toLandscape([{ x: 0.1, y: 1, value: 0.5 }], [rate, kind]);
  assertEquals(y, [0, 1, 2]);
  assertEquals([0, 1, 2].map((row) => Number.isNaN(z[row * 41 + 20])), [true, false, true]);
});

Deno.test("toLandscape() has a single row for a param of a single value", () => {
  const [one] = toParamAxes([{ distributions: { rate: { ...distributions.rate, high: 0.01 } } }]);
  const { y, z } = toLandscape([{ x: 8, y: 0.01, value: 0.5 }], [units, one]);
  assertEquals([y, z.length, z[0]], [[0.01], 41, 0.5]);
});
