/**
 * Runs in Deno Workers of this machine, one at a time in each.
 *
 * @module
 */
import type { Engine } from "../backends/engine.ts";
import type { Dataset } from "../datasets/dataset.ts";
import { type Evaluation, RunStopped } from "../trial/run.ts";
import type { Setup } from "../trial/setup.ts";
import type { ExecuteOptions, Executor } from "./executor.ts";
import type { RunOrder, WorkerMessage } from "./workers_thread.ts";

/** What the workers work on and with. */
export interface WorkersOptions {
  /** The runs train on it; it is posted to the workers without a copy, for its bytes are shared. */
  readonly data: Dataset;
  /** It does the matrix products. */
  readonly engine: Engine;
  /** There are at most this many workers, at least 1. */
  readonly workers: number;
}

/** Executes runs in workers, which are started when they are first needed. */
export function createWorkers({ data, engine, workers }: WorkersOptions): Executor {
  const idle: Worker[] = [];
  return {
    slots: workers,
    engine: engine.name,
    async execute(setup, options) {
      if (options.signal.aborted) throw new RunStopped();
      const worker = idle.pop() ?? startWorker();
      return await executeIn(worker, { setup, data, engine }, options, () => {
        idle.push(worker);
        // An error that comes late would end the program.
        worker.onerror = (event) => {
          event.preventDefault();
          idle.splice(idle.indexOf(worker), 1);
          worker.terminate();
        };
      });
    },
    release() {
      for (const worker of idle.splice(0)) worker.terminate();
    },
  };
}

function startWorker(): Worker {
  return new Worker(new URL("./workers_thread.ts", import.meta.url), { type: "module" });
}

/**
 * Executes one run in a worker that is free.
 *
 * @param free Called where the worker can be used again. What a run that failed left of the
 * worker's memory is not to be trusted: that worker is ended.
 */
async function executeIn(
  worker: Worker,
  order: { readonly setup: Setup; readonly data: Dataset; readonly engine: Engine },
  { signal, onStart, onStep, onEpoch }: ExecuteOptions,
  free: () => void,
): Promise<Evaluation> {
  const { promise, resolve, reject } = Promise.withResolvers<Evaluation>();
  const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const end = () => {
    signal.removeEventListener("abort", abort);
    worker.onmessage = worker.onerror = null;
  };
  const abandon = (reason: unknown) => {
    // A terminated worker goes on until its code returns (denoland/deno#35657).
    Atomics.store(stop, 0, 1);
    worker.terminate();
    end();
    reject(reason);
  };
  const abort = () => abandon(new RunStopped());
  signal.addEventListener("abort", abort);
  worker.onmessage = ({ data: message }: MessageEvent<WorkerMessage>) => {
    switch (message.type) {
      case "started":
        return onStart?.();
      case "step":
        return onStep?.(message.metrics);
      case "epoch":
        return onEpoch?.(message.metrics);
      case "complete":
        end();
        free();
        return resolve(message.test);
      case "failed":
        return abandon(new Error(message.error));
    }
  };
  worker.onerror = (event) => {
    event.preventDefault();
    abandon(new Error(`The worker of this run ended: ${event.message}.`));
  };
  try {
    worker.postMessage({ ...order, stop } satisfies RunOrder);
  } catch (error) {
    abandon(error); // data that cannot be cloned
  }
  return await promise;
}
