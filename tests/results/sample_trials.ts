import type { StudyRecord } from "../../lib/results/json.ts";
import { toObjective, valuesByEpoch } from "../../lib/trial/objective.ts";
import { type EpochMetrics, type Evaluation, newRun, type Run } from "../../lib/trial/run.ts";
import type { StudyPlan } from "../../lib/trial/plan.ts";
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

/** What a net with fixed weights did on a hundred images. */
export const sampleEvaluation: Evaluation = {
  loss: 0.0312,
  accuracy: 0.99,
  errors: 1,
  confusion: [[49, 1], [0, 50]],
  mistakes: [17],
};

/** A run with its epochs, complete unless told otherwise. */
export function sampleRun(number: number, change: Partial<Run> = {}): Run {
  const state = change.state ?? "complete";
  const evaluation = state === "complete" ? sampleEvaluation : null;
  return {
    ...newRun({ number, seed: number + 1, fold: null }),
    state,
    epochs: [1, 2, 3].map((epoch) => sampleEpoch(epoch)),
    validation: evaluation,
    test: evaluation,
    engine: "wasm",
    durationMs: state === "complete" ? 65_432 : null,
    ...change,
  };
}

/** A trial of one run, or of those given, complete unless told otherwise. */
export function sampleTrial(
  number: number,
  {
    state = "complete",
    limit = null,
    name = `case ${number + 1}`,
    error = null,
    params = {},
    runs,
    ...run
  }:
    & Partial<Pick<Trial, "name" | "state" | "error" | "params" | "runs">>
    & Partial<Omit<Run, "state" | "error">>
    & { limit?: number | null } = {},
): Trial {
  const objective = toObjective("valAccuracy", "best");
  const made = runs ?? [sampleRun(0, { state, error, ...run })];
  const values = made.map(({ epochs }) => valuesByEpoch(objective, epochs).at(-1)!);
  return {
    number,
    name,
    params,
    distributions: {},
    setup: {
      layers: "C32 P2 C64 P2 Dr.25 F D128",
      epochs: 3,
      batchSize: 100,
      optimizer: { kind: "adam", learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
      seed: 1,
      protocol: "paper",
      limit,
      patience: null,
      fold: null,
    },
    objective,
    state,
    value: state === "complete" ? values.reduce((sum, value) => sum + value) / values.length : null,
    parameters: 225_034,
    flopsPerImage: 8_000_000,
    runs: made,
    retryOf: null,
    error,
  };
}

/** A study of these trials. */
export function sampleStudy(...trials: readonly Trial[]): StudyRecord {
  return { name: "hidden-layers", dataset: "MNIST", trials };
}

/** The plan of a search. */
export const samplePlan: StudyPlan = {
  objective: toObjective("valAccuracy", "last"),
  repeats: 1,
  folds: null,
  lag: 8,
  sampler: { kind: "random" },
  pruner: null,
};
