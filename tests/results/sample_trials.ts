import type { StudyRecord } from "../../lib/results/json.ts";
import type { EpochMetrics, Run } from "../../lib/trial/run.ts";
import type { Trial } from "../../lib/trial/record.ts";

/** Metrics of one epoch, with plain values for what a test does not name. */
export function sampleEpoch(epoch: number, metrics: Partial<EpochMetrics> = {}): EpochMetrics {
  return {
    epoch,
    loss: 0.5 / epoch,
    accuracy: 0.9 + 0.01 * epoch,
    valLoss: 0.2 / epoch,
    valAccuracy: 0.95 + 0.005 * epoch,
    durationMs: 1234,
    ...metrics,
  };
}

/** A trial with its epochs, complete unless told otherwise. */
export function sampleTrial(
  number: number,
  { state = "complete", limit = null, name = `case ${number + 1}`, error = null, ...run }:
    & Partial<Pick<Trial, "name" | "state" | "error">>
    & Partial<Run>
    & { limit?: number | null } = {},
): Trial {
  return {
    number,
    name,
    setup: {
      layers: "C32 P2 C64 P2 Dr.25 F D128",
      epochs: 3,
      batchSize: 100,
      optimizer: { kind: "adam", learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
      seed: 1,
      protocol: "paper",
      limit,
    },
    state,
    parameters: 225_034,
    flopsPerImage: 8_000_000,
    run: {
      epochs: [1, 2, 3].map((epoch) => sampleEpoch(epoch)),
      test: state === "complete"
        ? { loss: 0.0312, accuracy: 0.99, errors: 1, confusion: [[49, 1], [0, 50]] }
        : null,
      engine: "wasm",
      durationMs: state === "complete" ? 65_432 : null,
      ...run,
    },
    error,
  };
}

/** A study of these trials. */
export function sampleStudy(...trials: readonly Trial[]): StudyRecord {
  return { name: "hidden-layers", dataset: "MNIST", trials };
}
