import { assertAlmostEquals, assertEquals } from "@std/assert";
import type { Choice } from "../../lib/search_space/distributions.ts";
import { functions } from "./functions.ts";

const hartmann = [0.20169, 0.150011, 0.476874, 0.275332, 0.311652, 0.6573];
/** Where each is least, and what it is there. */
const minima: Record<string, [params: Record<string, Choice>, value: number]> = {
  sphere: [{ x0: 0, x1: 0, x2: 0, x3: 0, x4: 0 }, 0],
  rosenbrock: [{ x0: 1, x1: 1 }, 0],
  ackley: [{ x0: 0, x1: 0, x2: 0, x3: 0, x4: 0 }, 0],
  branin: [{ x: Math.PI, y: 2.275 }, 0.397887],
  hartmann: [Object.fromEntries(hartmann.map((x, i) => [`x${i}`, x])), -3.32237],
  mixed: [{ rate: 0.003, units: 96, batch: 32, share: 0.3, kind: "curved", depth: 3 }, 0],
};

Deno.test("the functions are as small as they are known to be, where they are least", () => {
  assertEquals(Object.keys(functions), Object.keys(minima));
  for (const [name, [params, value]] of Object.entries(minima)) {
    const suggest = (asked: string) => params[asked] as never;
    const trial = {
      number: 0,
      suggestFloat: suggest,
      suggestInt: suggest,
      suggestCategorical: suggest,
    };
    assertAlmostEquals(functions[name](trial), value, 1e-5, name);
  }
});
