import { assertEquals } from "@std/assert";
import { holm } from "../../lib/statistics/holm.ts";
import { assertNear } from "./near.ts";

Deno.test("holm() gives the p values of statsmodels 0.15.0 (multipletests, holm), in order", () => {
  const expected: [number[], number[]][] = [
    [[0.01, 0.04, 0.03, 0.005], [0.03, 0.06, 0.06, 0.02]],
    [[0.5, 0.6, 0.9], [1, 1, 1]],
    [[0.02, 0.02, 0.02], [0.06, 0.06, 0.06]],
    [[0.04], [0.04]],
  ];
  for (const [ps, adjusted] of expected) {
    const actual = holm(ps);
    adjusted.forEach((p, i) => assertNear(actual[i], p));
  }
  assertEquals(holm([]), []);
});
