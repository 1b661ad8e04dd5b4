/** Complete trials of given scores, for what compares them. */
import { toObjective } from "../../lib/trial/objective.ts";
import type { Trial } from "../../lib/trial/record.ts";
import { type Evaluation, planRuns, type Run } from "../../lib/trial/run.ts";
import { sampleEpoch } from "./sample_trials.ts";

/** What a trial of {@linkcode trialOf} has, beside its scores. */
export interface TrialFacts {
  readonly number?: number;
  readonly seed?: number;
  readonly folds?: number;
  readonly metric?: Trial["objective"]["metric"];
  readonly epoch?: Trial["objective"]["epoch"];
  readonly state?: Trial["state"];
  readonly setup?: Partial<Trial["setup"]>;
  /** What each run got wrong; it was not tested where this is left out. */
  readonly test?: readonly (readonly number[])[];
  /** What each run got wrong. */
  readonly validation?: readonly (readonly number[])[];
}

/** A complete trial whose runs came to these scores, in their last epoch of two. */
export function trialOf(scores: readonly number[], facts: TrialFacts = {}): Trial {
  const { number = 0, seed = 1, folds = null, state = "complete" } = facts;
  const { metric = "valAccuracy", epoch = "last" } = facts;
  const runs = planRuns(seed, scores.length / (folds ?? 1), folds).map((run, i): Run => ({
    ...run,
    state: "complete",
    epochs: [sampleEpoch(1, { [metric]: 0.5 }), sampleEpoch(2, { [metric]: scores[i] })],
    validation: toEvaluation(facts.validation?.[i] ?? []),
    test: facts.test === undefined ? null : toEvaluation(facts.test[i]),
  }));
  return {
    number,
    name: `case ${number + 1}`,
    params: {},
    distributions: {},
    setup: {
      layers: "C32 P2 F D128",
      epochs: 2,
      batchSize: 100,
      optimizer: { kind: "sgd", learningRate: 0.01, momentum: 0.9 },
      seed,
      protocol: "held-out",
      limit: null,
      patience: null,
      fold: null,
      ...facts.setup,
    },
    objective: toObjective(metric, epoch),
    state,
    value: scores.reduce((sum, score) => sum + score, 0) / scores.length,
    parameters: 1000,
    flopsPerImage: 1000,
    runs,
    error: null,
    retryOf: null,
  };
}

function toEvaluation(mistakes: readonly number[]): Evaluation {
  return { loss: 0.1, accuracy: 0.9, errors: mistakes.length, confusion: [], mistakes };
}
