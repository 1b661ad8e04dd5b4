import { assertEquals, assertStringIncludes } from "@std/assert";
import { PAPER_BEST } from "../../lib/models/catalogue.ts";
import { describeBest } from "../../lib/results/describe_best.ts";
import { sampleEpoch, sampleTrial } from "./sample_trials.ts";

function compare(valAccuracy: number, limit: number | null = null) {
  const trial = sampleTrial(1, { epochs: [sampleEpoch(1, { valAccuracy })], limit });
  return describeBest([trial], PAPER_BEST);
}

Deno.test("describeBest() sets the best beside 98.06 %", () => {
  assertEquals(PAPER_BEST.value, 0.9806);
  assertEquals(
    compare(0.9902),
    "Best: case 2 (C32 P2 C64 P2 Dr.25 F D128), 99.02 % validation accuracy at epoch 1, " +
      "0.96 points above the paper's best, 98.06 %.",
  );
});

Deno.test("describeBest() tells below and equal from above", () => {
  assertStringIncludes(compare(0.95), "3.06 points below the paper's best, 98.06 %");
  assertStringIncludes(compare(0.9806), "equal to the paper's best, 98.06 %");
});

Deno.test("describeBest() says where only a part of the images trained", () => {
  assertStringIncludes(compare(0.95, 6000), "(first 6,000 training images)");
  assertStringIncludes(compare(0.95, 1), "(first training image)");
});

Deno.test("describeBest() says where the validation images were held out", () => {
  const { setup, ...trial } = sampleTrial(0);
  const heldOut = { ...trial, setup: { ...setup, protocol: "held-out" as const } };
  assertStringIncludes(describeBest([heldOut]), "96.50 % held-out validation accuracy");
});

Deno.test("describeBest() names a case by its layers once", () => {
  const trial = sampleTrial(0, { name: "C32 P2 C64 P2 Dr.25 F D128" });
  assertStringIncludes(describeBest([trial]), "Best: C32 P2 C64 P2 Dr.25 F D128, 96.50 %");
});

Deno.test("describeBest() sets the best beside nothing where there is no reference", () => {
  assertEquals(
    describeBest([sampleTrial(0)]),
    "Best: case 1 (C32 P2 C64 P2 Dr.25 F D128), 96.50 % validation accuracy at epoch 3.",
  );
});

Deno.test("describeBest() never takes half a trial, whatever it has reached", () => {
  const half = sampleTrial(0, { state: "running", epochs: [sampleEpoch(1, { valAccuracy: 1 })] });
  assertEquals(describeBest([half]), "No trial is complete yet.");
  assertEquals(
    describeBest([], PAPER_BEST),
    "No trial is complete yet; the paper's best is 98.06 %.",
  );
  const failed = sampleTrial(0, { state: "failed", error: "too hot" });
  assertEquals(describeBest([failed]), "No trial is complete.");
});
