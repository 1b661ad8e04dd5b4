import { assertEquals, assertThrows } from "@std/assert";
import { halvingPruner, type HalvingPrunerOptions } from "../../lib/pruners/successive_halving.ts";
import { decisions, type Outcome } from "./past_trials.ts";
import { testPruner } from "./pruner_contract.ts";

testPruner("halvingPruner()", () => halvingPruner());

const past: Outcome[] = [
  ["complete", [.90, .95, .96, .961, .962, .963, .964, .965, .966]],
  ["pruned", [.80]],
  ["pruned", [.92, .94, .93]],
  ["failed", [.97, .98]],
  ["complete", [.85, .93, .97, .97, .97, .97, .97, .97, .97]],
  ["pruned", [.91]],
  ["complete", [.94, .96, .98, .98, .98, .98, .98, .98, .98]],
  ["complete", [.93, .92, .95]],
];

Deno.test("halvingPruner() decides as Optuna 5.0.0 does, at rungs alone", () => {
  const early = { factor: 2 };
  const late = { minEpochs: 2, factor: 2 };
  const long = [.94, .1, .97, .5, .5, .5, .5, .5, .965];
  const expected: [HalvingPrunerOptions, number[], number[]][] = [
    [{}, long, [9]],
    [early, long, [2, 4, 8]],
    [late, long, [2, 4, 8]],
    [{}, [.93, .9, .99], []],
    [early, [.93, .9, .99], [2]],
    [{}, [.95, .95, .96], [3]],
    [early, [.95, .95, .96], []],
    [{}, [.9], [1]],
    [early, [.9], [1]],
    [late, [.9], []],
    [{}, [.97, .9, .975, .9, .9, .9, .9, .9, .985], []],
  ];
  for (const [options, values, epochs] of expected) {
    for (const direction of ["maximize", "minimize"] as const) {
      const decided = decisions(halvingPruner(options), values, { past, direction });
      assertEquals(decided.flatMap((ends, i) => ends ? [i + 1] : []), epochs);
    }
  }
});

Deno.test("halvingPruner() spares the best alone while fewer than `factor` were at a rung", () => {
  const one: Outcome[] = [["pruned", [.5]]];
  assertEquals(decisions(halvingPruner({ factor: 4 }), [.5], { past: one }), [false]);
  assertEquals(decisions(halvingPruner({ factor: 4 }), [.49], { past: one }), [true]);
});

Deno.test("halvingPruner() rounds down, and counts what is no number for no trial", () => {
  const four: Outcome[] = [.9, .8, .7, .6].map((value) => ["pruned", [value]]);
  assertEquals(decisions(halvingPruner({ factor: 2 }), [.75], { past: four }), [true]);
  assertEquals(decisions(halvingPruner({ factor: 2 }), [.85], { past: four }), [false]);
  const spoilt: Outcome[] = [.9, NaN, NaN, NaN, NaN].map((value) => ["failed", [value]]);
  assertEquals(decisions(halvingPruner({ factor: 3 }), [.8], { past: spoilt }), [true]);
});

Deno.test("halvingPruner() ends at the next rung what is no number, past or none", () => {
  const decided = decisions(halvingPruner(), [.5, NaN, NaN, .5], { past: [] });
  assertEquals(decided, [false, false, true, false]);
});

Deno.test("halvingPruner() refuses bad options", () => {
  assertThrows(() => halvingPruner({ minEpochs: 0 }), RangeError, "at least 1, got 0.");
  assertThrows(() => halvingPruner({ factor: 1 }), RangeError, "at least 2, got 1.");
  const misspelt = { minEpochs: 1, factors: 3 };
  assertThrows(() => halvingPruner(misspelt), TypeError, 'did you mean "factor"?');
});
