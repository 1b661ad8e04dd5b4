/**
 * Runs in Deno Workers of this machine, one at a time in each.
 *
 * @module
 */
import type { Engine } from "../backends/engine.ts";
import type { Dataset } from "../datasets/dataset.ts";
import { type Evaluation, type Outcome, RunStopped } from "../trial/run.ts";
import type { ExecuteOptions, Executor } from "./executor.ts";
import type { Order, WorkerMessage } from "./workers_thread.ts";

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
  const pool = new Pool();
  const carryOut = async <Result>(
    order: Pick<Order, "setup" | "weights">,
    options: ExecuteOptions,
  ): Promise<Result> => {
    if (!options.signal.aborted) await pool.settle();
    if (options.signal.aborted) throw new RunStopped();
    return await carryOutIn<Result>(pool, { ...order, data, engine }, options);
  };
  return {
    slots: workers,
    engine: engine.name,
    execute: (setup, options) =>
      carryOut<Outcome>({ setup, weights: options.weights ?? "test" }, options),
    test: (setup, weights, options) => carryOut<Evaluation>({ setup, weights }, options),
    release: () => pool.release(),
  };
}

/** Workers that are not at work: idle, or ending the step in which they were stopped. */
class Pool {
  readonly #idle: Worker[] = [];
  readonly #stopping = new Map<Worker, PromiseWithResolvers<void>>();

  /** Resolves when a worker is idle or none is stopping: that is sooner than a new one starts. */
  async settle(): Promise<void> {
    while (this.#idle.length === 0 && this.#stopping.size > 0) {
      await Promise.race([...this.#stopping.values()].map(({ promise }) => promise));
    }
  }

  /** An idle worker, or a new one. */
  take(): Worker {
    return this.#idle.pop() ??
      new Worker(new URL("./workers_thread.ts", import.meta.url), { type: "module" });
  }

  /** Takes back a worker that has ended its order. */
  give(worker: Worker): void {
    worker.onmessage = null;
    // An error that comes late would end the program.
    worker.onerror = (event) => {
      event.preventDefault();
      this.#idle.splice(this.#idle.indexOf(worker), 1);
      worker.terminate();
    };
    this.#idle.push(worker);
    this.#forget(worker);
  }

  /** Takes back a worker that was told to stop. */
  giveStopping(worker: Worker): void {
    this.#stopping.set(worker, Promise.withResolvers());
    worker.onmessage = ({ data: { type } }: MessageEvent<WorkerMessage>) => {
      if (type === "failed") this.end(worker);
      else if (type === "trained" || type === "tested" || type === "stopped") this.give(worker);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      this.end(worker);
    };
  }

  /** Ends a worker. */
  end(worker: Worker): void {
    worker.onmessage = worker.onerror = null;
    worker.terminate();
    this.#forget(worker);
  }

  /** Ends all workers that are here. */
  release(): void {
    for (const worker of [...this.#idle.splice(0), ...this.#stopping.keys()]) this.end(worker);
  }

  #forget(worker: Worker): void {
    this.#stopping.get(worker)?.resolve();
    this.#stopping.delete(worker);
  }
}

/**
 * Carries out one order in a worker of the pool. What an order that failed left of the worker's
 * memory is not to be trusted: that worker is ended.
 */
async function carryOutIn<Result>(
  pool: Pool,
  order: Omit<Order, "stop">,
  { signal, onStart, onStep, onEpoch }: ExecuteOptions,
): Promise<Result> {
  const worker = pool.take();
  const { promise, resolve, reject } = Promise.withResolvers<Result>();
  const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const abort = () => {
    // It ends its step; a terminated worker would do so too (denoland/deno#35657).
    Atomics.store(stop, 0, 1);
    pool.giveStopping(worker);
    reject(new RunStopped());
  };
  signal.addEventListener("abort", abort);
  worker.onmessage = ({ data: message }: MessageEvent<WorkerMessage>) => {
    switch (message.type) {
      case "started":
        return onStart?.();
      case "step":
        return onStep?.(message.metrics);
      case "epoch":
        return onEpoch?.(message.metrics);
      case "trained":
      case "tested":
        signal.removeEventListener("abort", abort);
        pool.give(worker);
        return resolve(message.result as Result);
      case "failed":
        return reject(new Error(message.error));
    }
  };
  worker.onerror = (event) => {
    event.preventDefault();
    reject(new Error(`The worker of this run ended: ${event.message}.`));
  };
  try {
    worker.postMessage({ ...order, stop } satisfies Order);
    return await promise;
  } catch (error) {
    if (!(error instanceof RunStopped)) pool.end(worker);
    throw error;
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
