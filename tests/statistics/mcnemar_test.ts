import { assertEquals } from "@std/assert";
import { mcnemar } from "../../lib/statistics/mcnemar.ts";
import { assertNear } from "./near.ts";

/** Mistakes of which `only` are one's own, beside some that both make. */
function mistakes(onlyA: number, onlyB: number): [number[], number[]] {
  const both = [0, 7, 9];
  const a = Array.from({ length: onlyA }, (_, i) => 10 + 2 * i);
  const b = Array.from({ length: onlyB }, (_, i) => 11 + 2 * i);
  return [[...both, ...a], [...both, ...b]];
}

Deno.test("mcnemar() gives the p of statsmodels 0.15.0 (mcnemar, exact)", () => {
  const expected: [number, number, number][] = [
    [1, 0, 1],
    [3, 10, 0.09228515625],
    [25, 5, 0.0003249142318964005],
    [60, 40, 0.05688793364098089],
    [1200, 1100, 0.03896685268382023],
    [900, 1100, 8.45708953550381e-06],
    [0, 40, 1.8189894035458565e-12],
  ];
  for (const [onlyA, onlyB, p] of expected) {
    const test = mcnemar([mistakes(onlyA, onlyB)]);
    assertEquals([test.onlyA, test.onlyB], [onlyA, onlyB]);
    assertNear(test.p, p);
    assertNear(mcnemar([mistakes(onlyB, onlyA)]).p, p);
  }
});

Deno.test("mcnemar() is 1 where both err equally often, or not at all", () => {
  for (const count of [0, 1, 5, 2000]) assertEquals(mcnemar([mistakes(count, count)]).p, 1);
  assertEquals(mcnemar([[[], []]]), { onlyA: 0, onlyB: 0, p: 1 });
});

Deno.test("mcnemar() adds up sets of images that have none in common", () => {
  const parts = [mistakes(1, 4), mistakes(2, 0), mistakes(0, 6)];
  assertEquals(mcnemar(parts), mcnemar([mistakes(3, 10)]));
});
