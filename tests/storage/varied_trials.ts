/** Trials in every state, and what tells runs apart. */
import type { Trial } from "../../lib/trial/record.ts";
import { newRun } from "../../lib/trial/run.ts";
import { sampleEpoch, sampleRun, sampleTrial } from "../results/sample_trials.ts";

/** A trial with a setup of the protocol under which there are folds. */
export function heldOut(trial: Trial): Trial {
  return { ...trial, setup: { ...trial.setup, protocol: "held-out" } };
}

/** Another value of each field of the setup of such a trial. */
export const others = {
  layers: "C32 P2 F",
  epochs: 4,
  batchSize: 99,
  optimizer: { kind: "sgd", learningRate: 0.01, momentum: 0 },
  seed: 5,
  protocol: "paper",
  limit: 600,
  patience: 2,
  fold: { index: 0, count: 2 },
};

/** Trials in every state, with every kind of value. */
export function variedTrials(): Trial[] {
  const strange = {
    name: 'a\0b\n"\ud800 <b>',
    error: "It's \0 \udfff done",
    params: { "a b": 0.1 + 0.2, ["__proto__"]: null, "": "x\0\ud800", on: true },
  };
  const wild = [1, 2].map((epoch) =>
    sampleEpoch(epoch, { loss: NaN, accuracy: -0, valLoss: Infinity, valAccuracy: -Infinity })
  );
  return [
    sampleTrial(0),
    {
      ...sampleTrial(1, { ...strange, state: "failed", epochs: wild, engine: null }),
      distributions: {
        "a b": { kind: "float", low: 0, high: 1, log: false, step: null },
        ["__proto__"]: { kind: "categorical", choices: [null, 0] },
        "": { kind: "categorical", choices: ["x\0\ud800", "y"] },
        on: { kind: "categorical", choices: [true, 1, "1"] },
      },
    },
    sampleTrial(2, { state: "pruned", runs: [sampleRun(0, { state: "pruned", epochs: wild })] }),
    sampleTrial(3, { state: "running", epochs: [] }),
    sampleTrial(4, { state: "waiting", runs: [newRun({ number: 0, seed: 2, fold: null })] }),
    { ...sampleTrial(5), value: NaN },
    {
      ...sampleTrial(6, {
        runs: [0, 1].map((index) =>
          sampleRun(index, { seed: 2 ** 53 - 1, fold: { index, count: 2 } })
        ),
      }),
      value: -Infinity,
    },
    { ...sampleTrial(7), value: -0 },
    sampleTrial(40, { state: "failed", runs: [], error: "The net cannot be built." }),
    { ...sampleTrial(41), retryOf: 40 },
  ];
}

/** A trial of two runs from its beginning to its end, stopped and begun anew in between. */
export function life(number: number): Trial[] {
  const waiting = [0, 1].map((number) => newRun({ number, seed: number + 1, fold: null }));
  const epochs = [1, 2, 3].map((epoch) => sampleEpoch(epoch));
  const begun = { ...waiting[0], state: "running", engine: "wasm", epochs: [] } as const;
  const again = epochs.map((epoch) => ({ ...epoch, durationMs: 5 }));
  const complete = sampleRun(0, { epochs: again });
  const steps = [
    { state: "waiting", runs: waiting },
    { state: "running", runs: [begun, waiting[1]] },
    { state: "running", runs: [{ ...begun, epochs: epochs.slice(0, 1) }, waiting[1]] },
    { state: "running", runs: [{ ...begun, epochs: epochs.slice(0, 2) }, waiting[1]] },
    { state: "waiting", runs: [{ ...waiting[0], epochs: epochs.slice(0, 2) }, waiting[1]] },
    { state: "running", runs: [begun, waiting[1]] },
    { state: "running", runs: [complete, { ...waiting[1], state: "running" }] },
    { state: "complete", runs: [complete, sampleRun(1, { test: null })] },
    { state: "complete", runs: [complete, sampleRun(1)] },
  ] as const;
  return steps.map(({ state, runs }) => sampleTrial(number, { state, runs }));
}
