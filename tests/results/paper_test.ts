import { assertEquals, assertStringIncludes } from "@std/assert";
import { compareWithPaper, PAPER_BEST_ACCURACY } from "../../lib/results/paper.ts";
import { sampleEpoch, sampleTrial } from "./sample_trials.ts";

function compare(valAccuracy: number, limit: number | null = null) {
  return compareWithPaper([sampleTrial(1, { epochs: [sampleEpoch(1, { valAccuracy })], limit })]);
}

Deno.test("compareWithPaper() sets the best beside 98.06 %", () => {
  assertEquals(PAPER_BEST_ACCURACY, 0.9806);
  assertEquals(
    compare(0.9902),
    "Best: case 2 (C32 P2 C64 P2 Dr.25 F D128), 99.02 % validation accuracy at epoch 1, " +
      "0.96 points above the paper's 98.06 %.",
  );
});

Deno.test("compareWithPaper() tells below and equal from above", () => {
  assertStringIncludes(compare(0.95), "3.06 points below the paper's 98.06 %");
  assertStringIncludes(compare(0.9806), "equal to the paper's 98.06 %");
});

Deno.test("compareWithPaper() says where only a part of the images trained", () => {
  assertStringIncludes(compare(0.95, 6000), "(first 6,000 training images)");
  assertStringIncludes(compare(0.95, 1), "(first training image)");
});

Deno.test("compareWithPaper() says where the validation images were held out", () => {
  const { setup, ...trial } = sampleTrial(0);
  const heldOut = { ...trial, setup: { ...setup, protocol: "held-out" as const } };
  assertStringIncludes(compareWithPaper([heldOut]), "96.50 % held-out validation accuracy");
});

Deno.test("compareWithPaper() names a case by its layers once", () => {
  const trial = sampleTrial(0, { name: "C32 P2 C64 P2 Dr.25 F D128" });
  assertStringIncludes(compareWithPaper([trial]), "Best: C32 P2 C64 P2 Dr.25 F D128, 96.50 %");
});

Deno.test("compareWithPaper() says where nothing is finished", () => {
  assertEquals(compareWithPaper([]), "No epoch is finished yet; the paper's best is 98.06 %.");
});
