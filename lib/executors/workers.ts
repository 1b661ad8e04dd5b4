/**
 * Runs trials in Deno Workers, one at a time in each.
 *
 * @module
 */
import type { Engine } from "../backends/engine.ts";
import type { Dataset } from "../datasets/dataset.ts";
import type { Trial, TrialEvent } from "../trial/trial.ts";
import type { TrialOrder } from "./worker.ts";

/** How trials are run. */
export interface WorkersOptions {
  /** Posted to the workers without a copy: its bytes are shared. */
  readonly data: Dataset;
  /** What computes. */
  readonly backend: Engine;
  /** Workers at most, at least 1. */
  readonly workers: number;
  /** Called with what the trials tell, in the order of each trial. */
  readonly onEvent: (event: TrialEvent) => void;
  /**
   * Ends the workers, at the next training step or after an evaluation; trials that have not
   * finished tell nothing more from now on.
   */
  readonly signal?: AbortSignal;
}

/**
 * Runs `trials` in the order given, each in the next worker that is free. Resolves when all have
 * finished or the signal is aborted; a trial that fails, or kills its worker, is told as failed and
 * the others go on. Rejects, with all workers ended, if `onEvent` throws.
 */
export async function runInWorkers(
  trials: readonly Pick<Trial, "number" | "setup">[],
  { data, backend, workers, onEvent, signal }: WorkersOptions,
): Promise<void> {
  const waiting = [...trials];
  const gaveUp = new AbortController();
  const ended = AbortSignal.any([gaveUp.signal, ...(signal ? [signal] : [])]);
  const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  ended.addEventListener("abort", () => Atomics.store(stop, 0, 1), { once: true });
  const lane = async () => {
    let worker: Worker | undefined;
    try {
      while (waiting.length > 0 && !ended.aborted) {
        const { number: trial, setup } = waiting.shift()!;
        worker ??= new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
        const complete = await runTrial(
          worker,
          { trial, setup, data, backend, stop },
          onEvent,
          ended,
        );
        if (complete) continue;
        // What a failed trial left of the worker's memory is not to be trusted.
        worker.terminate();
        worker = undefined;
      }
    } catch (error) {
      gaveUp.abort();
      throw error;
    } finally {
      worker?.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(workers, trials.length) }, lane));
}

/** Resolves when the trial has finished or the signal is aborted: whether it is complete. */
async function runTrial(
  worker: Worker,
  order: TrialOrder,
  onEvent: (event: TrialEvent) => void,
  signal: AbortSignal,
): Promise<boolean> {
  const { promise, resolve, reject } = Promise.withResolvers<boolean>();
  const start = performance.now();
  const abort = () => resolve(false);
  const tell = (event: TrialEvent) => {
    if (signal.aborted) return;
    try {
      onEvent(event);
      if (event.type === "finished") resolve(event.state === "complete");
    } catch (error) {
      reject(error);
    }
  };
  signal.addEventListener("abort", abort);
  worker.onmessage = ({ data }: MessageEvent<TrialEvent>) => tell(data);
  worker.onerror = (event) => {
    event.preventDefault();
    tell({
      type: "finished",
      trial: order.trial,
      state: "failed",
      test: null,
      durationMs: performance.now() - start,
      error: `The worker of this trial stopped: ${event.message}.`,
    });
  };
  try {
    worker.postMessage(order);
    return await promise;
  } finally {
    signal.removeEventListener("abort", abort);
    worker.onmessage = null;
    worker.onerror = null;
  }
}
