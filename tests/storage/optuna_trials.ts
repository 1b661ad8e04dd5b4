/** Trials with all that Optuna's tables hold of one. */
import type { Trial } from "../../lib/trial/record.ts";
import { newRun } from "../../lib/trial/run.ts";
import { sampleEpoch, sampleRun, sampleTrial } from "../results/sample_trials.ts";

const kinds = [null, "relu", 2.5, true];

/** Of a search that is over: all ways to end, all kinds of params and values. */
export const finished: readonly Trial[] = [
  searched(0, sampleTrial(0)),
  searched(1, sampleTrial(1, { state: "pruned", epochs: [sampleEpoch(1)] })),
  searched(2, sampleTrial(2, { state: "failed", runs: [], error: "It\0 \ud800 <b> failed." })),
  { ...searched(3, sampleTrial(3)), value: NaN },
  { ...searched(4, sampleTrial(4, { epochs: [NaN, Infinity, 0.99].map(toEpoch) })), value: 0.99 },
  searched(5, sampleTrial(5, { runs: [0, 1].map((number) => sampleRun(number)) })),
  { ...searched(6, sampleTrial(6)), value: -Infinity },
];

/** Of a search that goes on: one trial runs, one was stopped, one waits. */
export const live: readonly Trial[] = [
  searched(0, sampleTrial(0)),
  searched(1, sampleTrial(1, { state: "running", epochs: [1, 2].map((n) => sampleEpoch(n)) })),
  searched(2, sampleTrial(2, { state: "waiting", epochs: [sampleEpoch(1)] })),
  searched(
    3,
    sampleTrial(3, { state: "waiting", runs: [newRun({ number: 0, seed: 1, fold: null })] }),
  ),
];

function toEpoch(valAccuracy: number, i: number) {
  return sampleEpoch(i + 1, { valAccuracy });
}

function searched(number: number, trial: Trial): Trial {
  return {
    ...trial,
    objective: { ...trial.objective, epoch: "last" },
    params: {
      rate: 10 ** -number / 2,
      units: 8 + 8 * number,
      "share 🙂": 0.3,
      kind: kinds[number % 4],
    },
    distributions: {
      rate: { kind: "float", low: 1e-10, high: 1, log: true, step: null },
      units: { kind: "int", low: 8, high: 128, log: false, step: 8 },
      "share 🙂": { kind: "float", low: 0, high: 0.9, log: false, step: 0.1 },
      kind: { kind: "categorical", choices: kinds },
    },
  };
}
