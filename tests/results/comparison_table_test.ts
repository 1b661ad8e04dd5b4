import { assertEquals, assertMatch, assertThrows } from "@std/assert";
import { toComparisonTable } from "../../lib/results/comparison_table.ts";
import { type TrialFacts, trialOf } from "./trials_with_runs.ts";

const better = [0.986, 0.985, 0.987];
const worse = [0.984, 0.984, 0.985];

const compare = (
  a: readonly number[],
  b: readonly number[],
  facts: TrialFacts = {},
  others: TrialFacts = facts,
) => toComparisonTable(trialOf(a, facts), trialOf(b, { ...others, number: 1 }));

Deno.test("toComparisonTable() has a row for either trial and one for their difference", () => {
  const { columns, rows } = compare(better, worse);
  assertEquals(rows.map(({ cells }) => columns.map(({ key }) => cells[key])), [
    ["case 1", "3", "98.60 ± 0.10 %", "98.35 to 98.85 %"],
    ["case 2", "3", "98.43 ± 0.06 %", "98.29 to 98.58 %"],
    ["Difference", "3", "+0.17 points", "+0.02 to +0.31"],
  ]);
});

Deno.test("toComparisonTable() gives losses in nats", () => {
  const { columns, rows } = compare([0.1, 0.11], [0.3, 0.3], { metric: "valLoss" });
  assertEquals(rows.map(({ cells }) => columns.map(({ key }) => cells[key])), [
    ["case 1", "2", "0.1050 ± 0.0071", "0.0415 to 0.1685"],
    ["case 2", "2", "0.3000 ± 0.0000", "–"],
    ["Difference", "2", "-0.1950", "-0.2585 to -0.1315"],
  ]);
});

const sentences: [name: string, of: ReturnType<typeof compare>, says: RegExp[]][] = [
  ["a difference that is real", compare(better, worse), [
    /^case 1 is 0\.17 points above case 2 in validation accuracy after the last epoch, over 3 pairs of runs that share a seed, and is told from it at 95 % \(p = 0\.038; paired t test: other seeds, the same images\)\. That is of this pair alone: .*\.$/,
  ]],
  ["one that may be luck", compare(worse.slice(0, 2), better.slice(0, 2)), [
    /^case 1 is 0\.15 points below case 2 .* 2 pairs .* and cannot be told from it at 95 %/,
  ]],
  ["differences that are all the same", compare([0.1, 0.2], [0.4, 0.5], { metric: "valLoss" }), [
    /^case 1 is 0\.3000 below case 2 .* over 2 pairs .*; all differ by as much, so that the t test has nothing to go by\.$/,
  ]],
  ["no difference", compare(better, better), [
    /^case 1 is equal to case 2 .* cannot be told from it/,
  ]],
  ["folds", compare(better, worse, { folds: 3, validation: [[1], [], [2]] }), [
    / that share a fold, .* corrected for the training images that folds share\)\./,
    /^Of the validation images, case 1 alone classifies 0 wrongly and case 2 alone 0; these very nets cannot be told apart/,
  ]],
  ["single runs", compare([0.9], [0.8], { test: [[1, 2]] }, { test: [[2, 3, 4, 5, 6, 7, 8, 9]] }), [
    /over one pair of runs that share a seed; what other seeds would say needs repeats or folds\.$/,
    /^Of the test images, case 1 alone classifies 1 wrongly and case 2 alone 7; .* \(p = 0\.070; McNemar's/,
  ]],
  ["nothing to compare", compare(better, worse, {}, { seed: 10 }), [
    /^case 1 and case 2 have no complete runs of one seed and fold to compare\.$/,
  ]],
];

for (const [name, { notes }, says] of sentences) {
  Deno.test(`toComparisonTable() says in a sentence: ${name}`, () => {
    assertEquals(notes.length, says.length, notes.join("\n"));
    says.forEach((pattern, i) => assertMatch(notes[i], pattern));
  });
}

Deno.test("toComparisonTable() refuses trials of different kinds", () => {
  assertThrows(
    () => compare(better, worse, {}, { metric: "valLoss" }),
    RangeError,
    "Cannot compare",
  );
});
