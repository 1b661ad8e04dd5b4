import { assertEquals, assertStringIncludes } from "@std/assert";
import { plotFolds } from "../../lib/plots/folds.ts";
import { sampleEpoch, sampleRun, sampleTrial } from "../results/sample_trials.ts";
import { trialOf } from "../results/trials_with_runs.ts";

// deno-lint-ignore no-explicit-any
type Loose = any;

const folded = trialOf([0.98, 0.99, 0.97], { folds: 3 });

Deno.test("plotFolds() draws a line of each fold in each of the four curves, and the means", () => {
  const { data } = plotFolds(folded) as Loose;
  assertEquals(data.length, 4 * 3 + 4);
  const bold = data.filter(({ line }: Loose) => line.width > 3);
  assertEquals(bold.map(({ name }: Loose) => name), [
    ...["training, mean", "validation, mean", "training, mean", "validation, mean"],
  ]);
  const validation = data.filter(({ yaxis, line }: Loose) =>
    yaxis === "y2" && line.dash === "solid"
  );
  assertEquals(validation.map(({ y }: Loose) => y.at(-1)), [0.98, 0.99, 0.97, 0.98]);
  assertEquals(validation[2].name, "fold 3, seed 1");
});

Deno.test("plotFolds() says the range and the mean of the folds", () => {
  assertEquals(
    plotFolds(folded, { reference: { label: "theirs", value: 0.99 } }).description,
    "Learning curves of case 1 in 3 folds: validation accuracy after the last epoch from 97.00 % " +
      "to 99.00 %, mean 98.00 %, beside theirs of 99.00 %.",
  );
});

Deno.test("plotFolds() draws repeats, one run, and what has no epoch yet", () => {
  const repeats = plotFolds(trialOf([0.98, 0.99])) as Loose;
  assertStringIncludes(repeats.description, "in 2 runs");
  assertEquals(repeats.data[1].name, "seed 2");
  const one = plotFolds(sampleTrial(0)) as Loose;
  assertStringIncludes(
    one.description,
    "in 1 run: validation accuracy after the last epoch 96.50 %",
  );
  assertEquals(one.data.at(-1).name, "validation");
  const none = plotFolds(sampleTrial(0, { state: "waiting", epochs: [] }));
  assertStringIncludes(none.description, "no epoch has ended");
});

Deno.test("plotFolds() draws the mean as far as all folds go, and each fold to its own end", () => {
  const epochs = (count: number) =>
    Array.from({ length: count }, (_, i) => sampleEpoch(i + 1, { valAccuracy: 0.9 }));
  const runs = [2, 4].map((count, i) => sampleRun(i, { epochs: epochs(count) }));
  const { data } = plotFolds(sampleTrial(0, { runs })) as Loose;
  assertEquals(data[1].x, [1, 2, 3, 4]);
  assertEquals(data.at(-1).x, [1, 2]);
});
