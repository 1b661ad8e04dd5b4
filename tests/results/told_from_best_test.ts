import { assert, assertEquals } from "@std/assert";
import { compareTrials } from "../../lib/results/compare_trials.ts";
import { toldFromBest } from "../../lib/results/told_from_best.ts";
import { trialOf } from "./trials_with_runs.ts";

const unknown = { p: null, adjusted: null, by: null, toldApart: null };
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

Deno.test("toldFromBest() tests repeats by t, with Holm's correction over all comparisons", () => {
  const best = trialOf([0.990, 0.991, 0.992], { number: 3 });
  const far = trialOf([0.950, 0.951, 0.9521], { number: 0 });
  const near = trialOf([0.991, 0.990, 0.9905], { number: 1 });
  const between = trialOf([0.9875, 0.987, 0.9865], { number: 2 });
  const told = toldFromBest([far, near, between, best]);
  assertEquals([...told.keys()], [0, 1, 2]);
  assertEquals([...told.values()].map(({ toldApart }) => toldApart), [true, false, false]);
  for (const trial of [far, near, between]) {
    const { p, by } = told.get(trial.number)!;
    assertEquals([p, by], [compareTrials(best, trial).p, "t"]);
  }
  // On its own the third would be told apart.
  const { p, adjusted } = told.get(2)!;
  assert(p! < 0.05 && adjusted === 2 * p!, `${p} and ${adjusted}`);
  assertEquals(toldFromBest([between, best]).get(2)?.toldApart, true);
});

Deno.test("toldFromBest() tests single runs by what they get wrong of the validation images", () => {
  const test = [range(0, 50)];
  const best = trialOf([0.99], { number: 0, validation: [range(0, 10)], test });
  // Better on the test images, which chose nothing.
  const far = trialOf([0.97], { number: 1, validation: [range(0, 30)], test: [[]] });
  const near = trialOf([0.98], { number: 2, validation: [range(5, 18)], test: [[]] });
  const told = toldFromBest([best, far, near]);
  assertEquals(told.get(1), { p: 2 ** -19, adjusted: 2 ** -18, by: "mcnemar", toldApart: true });
  const { by, toldApart } = told.get(2)!;
  assertEquals([by, toldApart], ["mcnemar", false]);
});

Deno.test("toldFromBest() knows nothing where there is no test, and corrects for none", () => {
  const best = trialOf([0.99], { number: 0, validation: [range(0, 10)] });
  const told = toldFromBest([
    best,
    trialOf([0.97], { number: 1, validation: [range(0, 30)] }),
    trialOf([0.97], { number: 2, seed: 2 }),
    trialOf([0.97], { number: 3, setup: { limit: 600 } }),
  ]);
  assertEquals(told.get(1)?.adjusted, told.get(1)?.p);
  assertEquals([told.get(2), told.get(3)], [unknown, unknown]);
  // One run of two shares its seed: that is no test of the trials.
  const overlapping = [
    trialOf([0.9, 0.8], { number: 0, seed: 1, validation: [range(0, 9), range(0, 9)] }),
    trialOf([0.7, 0.6], { number: 1, seed: 2, validation: [range(0, 90), range(0, 90)] }),
  ];
  assertEquals(toldFromBest(overlapping).get(1), unknown);
});

Deno.test("toldFromBest() takes mistakes of the final weights for no judge of an earlier epoch", () => {
  const scored = (number: number, early: number, last: number, wrong: number) => {
    const facts = { number, epoch: "best", validation: [range(0, wrong)] } as const;
    const { runs: [run], ...trial } = trialOf([last], facts);
    const epochs = [{ ...run.epochs[0], valAccuracy: early }, run.epochs[1]];
    return { ...trial, value: Math.max(early, last), runs: [{ ...run, epochs }] };
  };
  const [late, equal, early] = [
    scored(1, 0.5, 0.97, 30),
    scored(2, 0.97, 0.97, 30),
    scored(3, 0.98, 0.97, 30),
  ];
  const told = toldFromBest([scored(0, 0.5, 0.99, 0), late, equal, early]);
  assertEquals([...told.values()].map(({ by }) => by), ["mcnemar", "mcnemar", null]);
  assertEquals(told.get(3), unknown);
  const ofEarly = toldFromBest([scored(0, 0.99, 0.98, 0), late, equal]);
  assertEquals([...ofEarly.values()], [unknown, unknown]);
});

Deno.test("toldFromBest() counts no test that says the other is the better", () => {
  // Trials of two datasets, say.
  const wrong = (count: number) => ({ validation: [range(0, count)] });
  const mistakes = [trialOf([0.99], wrong(30)), trialOf([0.9], { number: 1, ...wrong(0) })];
  assertEquals(toldFromBest(mistakes).get(1), unknown);
  // The runs that both have are better, the others of the best make up for it.
  const runs = [trialOf([0.7, 0.71, 0.99, 0.99]), trialOf([0.8, 0.812], { number: 1 })];
  assertEquals(compareTrials(runs[0], runs[1]).p! < 0.05, true);
  assertEquals(toldFromBest(runs).get(1), unknown);
  // Of a tie, which rounding may put on either side, nothing is told apart.
  const tie = [[0.9, 0.91, 0.92], [0.92, 0.9, 0.91]].map((of, number) => trialOf(of, { number }));
  for (const trials of [tie, tie.toReversed()]) {
    assertEquals([...toldFromBest(trials).values()].map(({ by, toldApart }) => [by, toldApart]), [
      ["t", false],
    ]);
  }
  const losses = [0.7, 0.8].map((loss, number) =>
    trialOf([loss, loss + 0.01 + number / 1000], { number, metric: "valLoss" })
  );
  assertEquals(toldFromBest(losses).get(1)?.toldApart, true);
});

Deno.test("toldFromBest() takes mistakes for no judge of losses", () => {
  const losses = (loss: number, number: number, wrong: number) =>
    trialOf([loss], { number, metric: "valLoss", validation: [range(0, wrong)] });
  const told = toldFromBest([losses(0.1, 0, 1), losses(0.2, 1, 90)]);
  assertEquals(told, new Map([[1, unknown]]));
});

Deno.test("toldFromBest() leaves out trials that are not complete, and needs a best", () => {
  const pruned = trialOf([0.999, 0.998], { number: 1, state: "pruned" });
  assertEquals(toldFromBest([trialOf([0.9, 0.8]), pruned]).size, 0);
  assertEquals(toldFromBest([pruned]).size, 0);
  assertEquals(toldFromBest([]).size, 0);
  const kinds = [trialOf([0.9]), trialOf([0.1], { number: 1, metric: "valLoss" })];
  assertEquals(toldFromBest(kinds).size, 0);
});
