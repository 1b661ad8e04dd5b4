import { assertEquals, assertThrows } from "@std/assert";
import { medianPruner, type MedianPrunerOptions } from "../../lib/pruners/median.ts";
import { decisions, type Outcome } from "./past_trials.ts";
import { testPruner } from "./pruner_contract.ts";

testPruner("medianPruner()", () => medianPruner({ startupTrials: 1 }));

const past: Outcome[] = [
  ["complete", [.90, .95, .96]],
  ["pruned", [.80]],
  ["complete", [.92, .94, .95]],
  ["failed", [.97, .98]],
  ["complete", [.85, .93, .97]],
  ["pruned", [.91, .90]],
  ["complete", [.94, .96, .98]],
  ["complete", [.93, .92]],
];

Deno.test("medianPruner() decides as Optuna 5.0.0 does", () => {
  const expected: [MedianPrunerOptions, number[], boolean[]][] = [
    [{}, [.93, .93, .93], [false, true, true]],
    [{}, [.91, .95, .955], [true, false, true]],
    [{}, [.95, .80, .80], [false, false, true]],
    [{}, [.92, .94, .96], [false, false, true]],
    [{}, [.80, .99, .99], [true, false, false]],
    [{ startupTrials: 1, warmupEpochs: 1 }, [.91, .95, .955], [false, false, true]],
    [{ startupTrials: 1, warmupEpochs: 1 }, [.80, .99, .99], [false, false, false]],
    [{ startupTrials: 6 }, [.91, .95, .955], [false, false, false]],
  ];
  for (const [options, values, decided] of expected) {
    for (const direction of ["maximize", "minimize"] as const) {
      assertEquals(decisions(medianPruner(options), values, { past, direction }), decided);
    }
  }
});

Deno.test("medianPruner() takes the mean of the middle two, and spares what equals it", () => {
  const two: Outcome[] = [["complete", [.5]], ["complete", [.75]]];
  const pruner = medianPruner({ startupTrials: 2 });
  assertEquals(decisions(pruner, [.625], { past: two }), [false]);
  assertEquals(decisions(pruner, [.62], { past: two }), [true]);
});

Deno.test("medianPruner() refuses bad options", () => {
  assertThrows(() => medianPruner({ startupTrials: -1 }), RangeError, "at least 0, got -1.");
  assertThrows(() => medianPruner({ warmupEpochs: 0.5 }), RangeError, "at least 0, got 0.5.");
  const misspelt = { startupTrials: 5, warmUpEpochs: 1 };
  assertThrows(() => medianPruner(misspelt), TypeError, 'did you mean "warmupEpochs"?');
});
