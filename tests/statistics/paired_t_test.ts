import { assertEquals } from "@std/assert";
import { pairedT } from "../../lib/statistics/paired_t.ts";
import { assertNear } from "./near.ts";

/** Published accuracies of five folds: a deeper net, and a baseline. */
const deeper = [0.99058, 0.99042, 0.98883, 0.99192, 0.99133];
const baseline = [0.98550, 0.98600, 0.98642, 0.98850, 0.98742];

Deno.test("pairedT() gives the figures of scipy 1.17.1 (stats.ttest_rel)", () => {
  const expected: [number[], number[], number, number, number, number][] = [
    [deeper, baseline, 0.003848, 0.0025909294094357146, 0.005105070590564299, 0.001051081854577104],
    [
      [.98, .97],
      [.975, .972],
      0.0015,
      -0.04297171657661147,
      0.04597171657661147,
      0.742237883181687,
    ],
  ];
  for (const [a, b, difference, low, high, p] of expected) {
    const paired = pairedT(a, b)!;
    assertNear(paired.difference, difference);
    assertNear(paired.interval![0], low);
    assertNear(paired.interval![1], high);
    assertNear(paired.p, p);
    const turned = pairedT(b, a)!;
    assertNear(turned.difference, -difference);
    assertNear(turned.interval![1], -low);
    assertNear(turned.p, p);
  }
});

Deno.test("pairedT() is more careful with folds, as Nadeau and Bengio correct it", () => {
  const { difference, interval, p } = pairedT(deeper, baseline, { testRatio: 1 / 4 })!;
  // scipy 1.17.1, with the standard error s sqrt(1/5 + 1/4).
  assertNear(difference, 0.003848);
  assertNear(interval![0], 0.0019623941141535687);
  assertNear(interval![1], 0.005733605885846445);
  assertNear(p, 0.004784685398001522);
});

Deno.test("pairedT() says nothing where all differences are the same, unless there are none", () => {
  assertEquals(pairedT([0.5, 0.75], [0.25, 0.5]), null);
  assertEquals(pairedT([0.98, 0.97, 0.96], [0.97, 0.96, 0.95]), null); // but for rounding
  const none = pairedT([0.5, 0.7, 0.9], [0.5, 0.7, 0.9]);
  assertEquals(none, { difference: 0, interval: null, p: 1 });
});

Deno.test("pairedT() stays a probability where differences nearly cancel", () => {
  assertEquals(pairedT([1, -1, 1, -1 + 1e-12], [0, 0, 0, 0])!.p, 1);
});

Deno.test("pairedT() says nothing of a single pair, or of scores that are not finite", () => {
  assertEquals(pairedT([0.98], [0.97]), null);
  assertEquals(pairedT([], []), null);
  assertEquals(pairedT([0.98, NaN], [0.97, 0.96]), null);
  assertEquals(pairedT([Infinity, 1], [Infinity, 1]), null);
});
