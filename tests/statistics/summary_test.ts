import { assertEquals, assertThrows } from "@std/assert";
import { summarize } from "../../lib/statistics/summary.ts";
import { assertNear } from "./near.ts";

/** Published accuracies of five folds: a deeper net, and a baseline. */
const deeper = [0.99058, 0.99042, 0.98883, 0.99192, 0.99133];
const baseline = [0.98550, 0.98600, 0.98642, 0.98850, 0.98742];

Deno.test("summarize() gives the figures of scipy 1.17.1 (stats.t.interval)", () => {
  const expected: [number[], number, number, number, number][] = [
    [deeper, 0.990616, 0.001166160366330483, 0.9891680206569953, 0.9920639793430046],
    [baseline, 0.986768, 0.0011982987941244086, 0.9852801155282447, 0.9882558844717553],
    [[0.97, 0.98], 0.975, 0.007071067811865481, 0.9114689763191265, 1.0385310236808736],
    [[0.1, 0.2, 0.4], 0.7 / 3, 0.1527525231651947, -0.14612497002634264, 0.6127916366930094],
  ];
  for (const [scores, mean, deviation, low, high] of expected) {
    const summary = summarize(scores);
    assertEquals(summary.n, scores.length);
    assertNear(summary.mean, mean);
    assertNear(summary.deviation!, deviation);
    assertNear(summary.interval![0], low);
    assertNear(summary.interval![1], high);
  }
});

Deno.test("summarize() widens the interval of folds, and that alone", () => {
  const plain = summarize(deeper);
  const { interval, ...rest } = summarize(deeper, { testRatio: 1 / 4 });
  assertEquals({ ...rest, interval: plain.interval }, plain);
  // scipy 1.17.1, with the scale s sqrt(1/5 + 1/4).
  assertNear(interval![0], 0.9884440309854929);
  assertNear(interval![1], 0.9927879690145069);
});

Deno.test("summarize() knows no spread of a single score, and none of equal scores", () => {
  assertEquals(summarize([0.98]), { n: 1, mean: 0.98, deviation: null, interval: null });
  const equal = summarize([0.1, 0.1, 0.1]);
  assertEquals(equal, { n: 3, mean: 0.1, deviation: 0, interval: null });
  // But for rounding.
  assertEquals(summarize([0.3, 0.1 + 0.2]).interval, null);
  assertEquals(summarize([0.3, 0.3 + 1e-6]).interval === null, false);
});

Deno.test("summarize() gives no interval of scores that are not finite, and refuses none", () => {
  assertEquals(summarize([NaN, 0.5]).interval, null);
  assertEquals(summarize([Infinity, 0.5]).interval, null);
  assertThrows(() => summarize([]), RangeError, "Expected scores to be at least one number");
});
