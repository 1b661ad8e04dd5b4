/**
 * The inside of a worker: trains the trials that it is sent, one after the other, and tells how
 * they go.
 *
 * @module
 */
/// <reference lib="deno.worker" />
import type { Dataset } from "../datasets/dataset.ts";
import { train } from "../training/train.ts";
import type { TestMetrics, TrialEvent, TrialParams } from "../trial/trial.ts";

/** What a worker is sent: a trial, and the data, whose bytes are shared. */
export interface TrialOrder {
  readonly trial: number;
  readonly params: TrialParams;
  readonly data: Dataset;
}

/** Steps are told at most this often: enough for a smooth bar. */
const STEP_INTERVAL_MS = 100;

self.onmessage = async ({ data: { trial, params, data } }: MessageEvent<TrialOrder>) => {
  const tell = (event: TrialEvent) => self.postMessage(event);
  const start = performance.now();
  let told = -Infinity;
  let test: TestMetrics | null = null;
  let error: string | null = null;
  tell({ type: "started", trial, backend: "wasm" });
  try {
    test = await train(params, data, {
      onStep(progress) {
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
