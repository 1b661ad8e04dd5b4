import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { toClassScores, toClassTable } from "../../lib/results/class_scores.ts";
import { sampleEvaluation, sampleRun, sampleTrial } from "./sample_trials.ts";

const confusion = [[6, 2, 0], [1, 3, 0], [1, 1, 0]];
const test = { ...sampleEvaluation, confusion };

Deno.test("toClassScores() counts what is taken for a class, and what is of it", () => {
  const [first, second, third] = toClassScores(sampleTrial(0, { test }));
  assertEquals(first, { label: 0, images: 8, precision: 6 / 8, recall: 6 / 8, f1: 12 / 16 });
  assertEquals(second, { label: 1, images: 4, precision: 3 / 6, recall: 3 / 4, f1: 6 / 10 });
  // Nothing was taken for it: there is no share of nothing.
  assertEquals(third, { label: 2, images: 2, precision: null, recall: 0, f1: 0 });
});

Deno.test("toClassScores() knows neither share of a class without images", () => {
  const evaluation = { ...sampleEvaluation, confusion: [[4, 0], [0, 0]] };
  const [, none] = toClassScores(sampleTrial(0, { test: evaluation }));
  assertEquals(none, { label: 1, images: 0, precision: null, recall: null, f1: null });
});

Deno.test("toClassScores() adds up the runs before it divides", () => {
  const other = { ...sampleEvaluation, confusion: [[2, 0], [0, 0]] };
  const runs = [sampleRun(0), sampleRun(1, { test: other })];
  const [first] = toClassScores(sampleTrial(0, { runs }));
  assertEquals([first.images, first.recall], [52, 51 / 52]);
});

Deno.test("toClassTable() has a row a class and the plain means, a dash where nothing is known", () => {
  const { rows, notes } = toClassTable(sampleTrial(0, { test }));
  assertEquals(rows.map(({ cells }) => cells.label), ["0", "1", "2", "Mean"]);
  assertEquals(rows[2].cells.precision, "–");
  assertEquals(rows[3].cells, {
    label: "Mean",
    images: "14",
    precision: "62.50 %",
    recall: "50.00 %",
    f1: "45.00 %",
  });
  assertStringIncludes(notes[0], "case 1 on its test images. ");
});

Deno.test("toClassTable() says how many runs it adds up, and needs a result", () => {
  const runs = [sampleRun(0), sampleRun(1, { test: null })];
  assertStringIncludes(
    toClassTable(sampleTrial(0, { runs })).notes[0],
    "case 1 on its validation images, 2 runs together. ",
  );
  const pruned = sampleTrial(0, { state: "pruned" });
  assertThrows(() => toClassTable(pruned), Error, "case 1: it is pruned and has no result");
});
