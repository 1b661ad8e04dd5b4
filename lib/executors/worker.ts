/**
 * The inside of a worker: trains the trials that it is sent, one after the other, and tells how
 * they go.
 *
 * @module
 */
/// <reference lib="deno.worker" />
import type { Engine } from "../backends/engine.ts";
import type { Dataset } from "../datasets/dataset.ts";
import { train } from "../training/train.ts";
import type { Evaluation, Setup, TrialEvent } from "../trial/trial.ts";

/** What a worker is sent: a trial, the data, whose bytes are shared, and what computes. */
export interface TrialOrder {
  readonly trial: number;
  readonly setup: Setup;
  readonly data: Dataset;
  readonly backend: Engine;
  /** One element in shared memory: not 0 once the trial shall stop. */
  readonly stop: Int32Array<SharedArrayBuffer>;
}

/** Steps are told at most this often: enough for a smooth bar. */
const STEP_INTERVAL_MS = 100;

self.onmessage = async ({ data: order }: MessageEvent<TrialOrder>) => {
  const { trial, setup, data, backend, stop } = order;
  const tell = (event: TrialEvent) => self.postMessage(event);
  const start = performance.now();
  let told = -Infinity;
  let test: Evaluation | null = null;
  let error: string | null = null;
  tell({ type: "started", trial, backend: backend.name });
  try {
    test = await train(setup, data, {
      blas: backend.blas,
      onStep(progress) {
        // A terminated worker goes on until its code returns (denoland/deno#35657).
        if (Atomics.load(stop, 0) !== 0) throw new Error("The trial was stopped.");
        if (progress.step < progress.steps && performance.now() - told < STEP_INTERVAL_MS) return;
        told = performance.now();
        tell({ type: "step", trial, ...progress });
      },
      onEpoch: (metrics) => tell({ type: "epoch", trial, metrics }),
    });
  } catch (thrown) {
    error = thrown instanceof Error ? thrown.message : String(thrown);
  }
  const durationMs = performance.now() - start;
  const state = error === null ? "complete" : "failed";
  tell({ type: "finished", trial, state, test, durationMs, error });
};
