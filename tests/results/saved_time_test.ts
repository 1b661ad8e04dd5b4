import { assertEquals } from "@std/assert";
import { describeSaved, savedMs } from "../../lib/results/saved_time.ts";
import type { Trial } from "../../lib/trial/record.ts";
import { sampleEpoch, sampleRun, sampleTrial } from "./sample_trials.ts";

/** A trial of 3 epochs planned, which trained so many of a second each, with so many spared runs. */
function cutTrial(state: Trial["state"], epochs: number, spared = 0, durationMs = 1000): Trial {
  const trained = Array.from({ length: epochs }, (_, i) => sampleEpoch(i + 1, { durationMs }));
  const runs = [
    sampleRun(0, { state, epochs: trained }),
    ...Array.from({ length: spared }, (_, i) => sampleRun(i + 1, { state, epochs: [] })),
  ];
  return sampleTrial(0, { state, runs });
}

function patient(trial: Trial): Trial {
  return { ...trial, setup: { ...trial.setup, patience: 1 } };
}

Deno.test("savedMs() counts the epochs that pruned trials did not train, each as they did", () => {
  assertEquals(savedMs([cutTrial("pruned", 1)]), 2000);
  assertEquals(savedMs([cutTrial("pruned", 2, 0, 500), cutTrial("complete", 3)]), 500);
});

Deno.test("savedMs() counts the runs that were spared", () => {
  assertEquals(savedMs([cutTrial("pruned", 1, 4)]), 2000 + 4 * 3000);
});

Deno.test("savedMs() counts what patience cut, and no trial that failed or waits", () => {
  assertEquals(savedMs([patient(cutTrial("complete", 2))]), 1000);
  assertEquals(savedMs([patient(cutTrial("complete", 3))]), 0);
  for (const state of ["failed", "running", "waiting"] as const) {
    assertEquals(savedMs([patient(cutTrial(state, 1))]), 0);
  }
  assertEquals(savedMs([sampleTrial(0, { state: "pruned", runs: [] })]), 0);
  assertEquals(savedMs([]), 0);
});

Deno.test("describeSaved() counts trials and runs, and says the time where it may", () => {
  const long = cutTrial("pruned", 1, 0, 150_000);
  assertEquals(
    describeSaved([long], true),
    "1 trial was pruned, which saved about 5 min of a worker's time.",
  );
  const both = [long, long, patient(cutTrial("complete", 2))];
  const counts = "2 trials were pruned and 1 run was ended early by patience";
  assertEquals(
    describeSaved(both, true),
    `${counts}, which saved about 10 min of a worker's time.`,
  );
  assertEquals(describeSaved(both, false), `${counts}.`);
  assertEquals(
    describeSaved([cutTrial("pruned", 2, 0, 7_320_000)], true),
    "1 trial was pruned, which saved about 2 h 02 min of a worker's time.",
  );
  assertEquals(
    describeSaved([cutTrial("pruned", 2)], true),
    "1 trial was pruned, which saved about 1 s of a worker's time.",
  );
  assertEquals(describeSaved([sampleTrial(0)], true), null);
});
