import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { createRandom } from "../../lib/random/random.ts";
import { fanova } from "../../lib/statistics/fanova.ts";

const random = createRandom(1, "points of fanova()");
const uniform = () => Array.from({ length: 200 }, () => random.uniform());
const [x, y] = [uniform(), uniform()];

Deno.test("fanova() gives all to the one param that decides", () => {
  const [first, second] = fanova({ params: [[x], [y]], values: x.map((one) => one ** 2) })!;
  assert(first > 0.98, String(first));
  assert(second < 0.01, String(second));
});

Deno.test("fanova() shares out a sum by the variances of its parts", () => {
  // The variances of 2x and y are as 4 to 1.
  const values = x.map((one, i) => 2 * one + y[i]);
  const [first, second] = fanova({ params: [[x], [y]], values })!;
  assertAlmostEquals(first, 0.8, 0.05);
  assertAlmostEquals(second, 0.2, 0.05);
});

Deno.test("fanova() gives little to params that decide only together", () => {
  const values = x.map((one, i) => Number((one > 0.5) === (y[i] > 0.5)));
  for (const share of fanova({ params: [[x], [y]], values })!) assert(share < 0.15, String(share));
});

Deno.test("fanova() takes the choices of a param together, each as a column that is half on", () => {
  const chosen = x.map((one) => Math.floor(3 * one));
  const choices = [0, 1, 2].map((place) => chosen.map((one) => Number(one === place)));
  const values = chosen.map((one, i) => Number(one === 1) + y[i]);
  const [choice, range] = fanova({ params: [choices, [y]], values })!;
  // A column that is half on has a variance of 1/4, a range of 1/12.
  assertAlmostEquals(choice, 0.75, 0.05);
  assertAlmostEquals(range, 0.25, 0.05);
});

Deno.test("fanova() is the same for the same seed, and says nothing of equal values", () => {
  const measured = { params: [[x], [y]], values: x.map((one, i) => one * y[i]) };
  assertEquals(fanova(measured, 3), fanova(measured, 3));
  assert(fanova(measured, 3)![0] !== fanova(measured, 4)![0]);
  assertEquals(fanova({ ...measured, values: x.map(() => 0.1) }), null);
});
