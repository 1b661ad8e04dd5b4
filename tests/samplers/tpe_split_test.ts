import { assertEquals } from "@std/assert";
import { splitTrials } from "../../lib/samplers/tpe_split.ts";
import type { Direction } from "../../lib/trial/objective.ts";
import type { PastTrial } from "../../lib/trial/past_trial.ts";

/** A trial of a value, or a pruned one of intermediate values. */
function trialOf(outcome: number | number[], number: number): PastTrial {
  const isPruned = Array.isArray(outcome);
  return {
    number,
    state: isPruned ? "pruned" : "complete",
    params: {},
    distributions: {},
    value: isPruned ? null : outcome,
    intermediate: isPruned ? outcome : [],
  };
}

/** The outcomes of the good ones. */
function goodOf(outcomes: (number | number[])[], direction: Direction) {
  const { good, others } = splitTrials(outcomes.map(trialOf), direction);
  const numbers = [...good, ...others].map(({ number }) => number);
  assertEquals(numbers.toSorted((a, b) => a - b), [...outcomes.keys()]);
  for (const part of [good, others]) {
    const inPart = part.map(({ number }) => number);
    assertEquals(inPart, inPart.toSorted((a, b) => a - b));
  }
  return good.map(({ number }) => outcomes[number]);
}

Deno.test("a tenth of the trials are good, rounded up and at most 25", () => {
  const counts = [0, 1, 10, 11, 250, 251, 1000];
  const good = counts.map((count) => goodOf(Array.from({ length: count }, Math.sin), "minimize"));
  assertEquals(good.map(({ length }) => length), [0, 1, 1, 2, 25, 25, 25]);
});

Deno.test("the best values are good, by the direction; of equals the earlier", () => {
  const values = [3, 1, 2, 1, 9, 5, 9, 4, 6, 7, 8];
  assertEquals(goodOf(values, "minimize"), [1, 1]);
  assertEquals(goodOf(values, "maximize"), [9, 9]);
  const { good } = splitTrials([2, 1, 1, 1].map(trialOf), "minimize");
  assertEquals(good.map(({ number }) => number), [1]);
});

Deno.test("NaN is the worst of values", () => {
  const values = [NaN, -Infinity, 1, NaN, Infinity, 2, NaN, NaN, NaN, NaN, NaN];
  assertEquals(goodOf(values, "minimize"), [-Infinity, 1]);
  assertEquals(goodOf(values, "maximize"), [Infinity, 2]);
});

Deno.test("complete trials come before pruned ones, and these by epochs and last value", () => {
  const pruned = [[0.1], [0.9], [], [0.4, 0.5], [0.4, 0.3], [NaN, NaN], [0.9, 0.8, NaN]];
  const ten = (outcomes: (number | number[])[]) => [...outcomes, ...Array(20).fill([])];
  assertEquals(goodOf(ten([...pruned, 7]), "minimize"), [[0.4, 0.3], [0.9, 0.8, NaN], 7]);
  assertEquals(goodOf(ten([...pruned, 7]), "maximize"), [[0.4, 0.5], [0.9, 0.8, NaN], 7]);
  assertEquals(goodOf([[], [0.2], [], [0.1], []], "minimize"), [[0.1]]);
});
