import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import { cases, catalogue, findNet } from "../../lib/models/catalogue.ts";
import { formatLayers } from "../../lib/models/compact.ts";
import { describeNet } from "../../lib/models/shapes.ts";

Deno.test("every net of the catalogue can be built and says where it comes from", () => {
  for (const { name, title, source, layers } of catalogue) {
    assert(describeNet(layers).parameters > 0, name);
    assert(title !== "" && source !== "", name);
  }
});

Deno.test("the catalogue holds the known nets and the six cases, each name once", () => {
  const names = catalogue.map(({ name }) => name);
  assertEquals(names, [
    "article",
    "baseline",
    "baseline-batch-norm",
    "deeper",
    "keras-convnet",
    "Case 1",
    "Case 2",
    "Case 3",
    "Case 4",
    "Case 5",
    "Case 6",
  ]);
});

Deno.test("cases.paper holds the six cases in order", () => {
  assertEquals(cases.paper.map(({ name, layers }) => `${name}: ${formatLayers(layers)}`), [
    "Case 1: C32 C64 P2 Dr.25 F D128 Dr.5",
    "Case 2: C32 P2 C64 P2 Dr.25 F D128 Dr.5",
    "Case 3: C32 C64 P2 F D128",
    "Case 4: C32 P2 C64 P2 F D128",
    "Case 5: C32 C64 P2 Dr.25 F D128",
    "Case 6: C32 P2 C64 P2 Dr.25 F D128",
  ]);
});

Deno.test("published accuracies are fractions, and means are the means of their folds", () => {
  for (const { name, references = [] } of catalogue) {
    for (const { label, value, deviation, folds, epochs = [] } of references) {
      assert(label !== "", name);
      const all = [value, ...folds ?? [], ...epochs];
      assert(all.every((each) => each > 0.9 && each < 1), name);
      if (folds === undefined) continue;
      const mean = folds.reduce((sum, fold) => sum + fold) / folds.length;
      const variance = folds.reduce((sum, fold) => sum + (fold - mean) ** 2, 0) / folds.length;
      assertAlmostEquals(mean, value, 1e-5);
      assertAlmostEquals(Math.sqrt(variance), deviation ?? NaN, 1e-5);
    }
  }
});

Deno.test("findNet() takes names in any letter case, with spaces or hyphens", () => {
  assertStrictEquals(findNet("case-2"), cases.paper[1]);
  assertStrictEquals(findNet(" Case 2 "), cases.paper[1]);
  assertStrictEquals(findNet("Keras convnet").name, "keras-convnet");
});

Deno.test("findNet() lists the names when it knows no such net", () => {
  const error = assertThrows(() => findNet("lenet"), RangeError);
  assertStrictEquals(
    error.message,
    "Expected the name of a net to be among article, baseline, baseline-batch-norm, deeper, " +
      'keras-convnet, Case 1, Case 2, Case 3, Case 4, Case 5, Case 6, got "lenet".',
  );
});
