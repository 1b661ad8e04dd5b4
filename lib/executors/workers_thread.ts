/**
 * The inside of a worker: trains the setups that it is sent, one after the other, and tells how
 * they go.
 *
 * @module
 */
/// <reference lib="deno.worker" />
import type { Engine } from "../backends/engine.ts";
import type { Dataset } from "../datasets/dataset.ts";
import { train } from "../training/train.ts";
import { type EpochMetrics, type Evaluation, RunStopped, type StepMetrics } from "../trial/run.ts";
import type { Setup } from "../trial/setup.ts";

/** What a worker is sent: a setup, the data, whose bytes are shared, and what computes. */
export interface RunOrder {
  readonly setup: Setup;
  readonly data: Dataset;
  readonly engine: Engine;
  /** One element in shared memory: not 0 once the run shall stop. */
  readonly stop: Int32Array<SharedArrayBuffer>;
}

/** What a worker tells; the last of it is `complete` or `failed`, and nothing where it was stopped. */
export type WorkerMessage =
  | { readonly type: "started" }
  | { readonly type: "step"; readonly metrics: StepMetrics }
  | { readonly type: "epoch"; readonly metrics: EpochMetrics }
  | { readonly type: "complete"; readonly test: Evaluation }
  | { readonly type: "failed"; readonly error: string };

/** Steps are told at most this often: enough for a smooth bar. */
const STEP_INTERVAL_MS = 100;

self.onmessage = async ({ data: order }: MessageEvent<RunOrder>) => {
  const { setup, data, engine, stop } = order;
  const tell = (message: WorkerMessage) => self.postMessage(message);
  let told = -Infinity;
  tell({ type: "started" });
  try {
    const test = await train(setup, data, {
      blas: engine.blas,
      isStopped: () => Atomics.load(stop, 0) !== 0,
      onStep(metrics) {
        if (metrics.step < metrics.steps && performance.now() - told < STEP_INTERVAL_MS) return;
        told = performance.now();
        tell({ type: "step", metrics });
      },
      onEpoch: (metrics) => tell({ type: "epoch", metrics }),
    });
    tell({ type: "complete", test });
  } catch (error) {
    if (error instanceof RunStopped) return;
    tell({ type: "failed", error: error instanceof Error ? error.message : String(error) });
  }
};
