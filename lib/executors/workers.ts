/**
 * Runs in Deno Workers of this machine, one at a time in each.
 *
 * @module
 */
import type { Engine } from "../backends/engine.ts";
import { checkArguments } from "../check/check.ts";
import type { Dataset } from "../datasets/dataset.ts";
import { type Evaluation, type Outcome, RunStopped } from "../trial/run.ts";
import { type ExecuteOptions, type Executor, RunLost } from "./executor.ts";
import { createControl, setStopped, setTaken } from "./workers_control.ts";
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

/** A step that takes longer than this is not waited for. */
const LONGEST_STEP_MS = 1_000;

/** A worker that was started ahead and that no run has taken. */
let ahead: Worker | null = null;

/**
 * Starts a worker for the next run that needs a new one. It loads for a fifth of a second, and the
 * program loads its data meanwhile. There is one at a time: a second call gives the same.
 *
 * @returns What ends the worker if no run has taken it. A program that does not dispose of it may
 * never end.
 * @throws {TypeError} If it is given arguments.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { createStudy, loadMnist, startWorkerAhead } from "../studies.ts";
 *
 * using _ahead = startWorkerAhead();
 * const data = await loadMnist();
 * const cases = [{ name: "F", layers: "F" }];
 * const study = await createStudy({ name: "ahead", data, cases, epochs: 1, limit: 300 });
 * await study.optimize();
 * assertEquals(study.best?.name, "F");
 * ```
 */
export function startWorkerAhead(): Disposable {
  checkArguments("startWorkerAhead()", arguments, 0);
  const worker = ahead ??= startWorker();
  const end = () => {
    if (ahead !== worker) return;
    ahead = null;
    worker.terminate();
  };
  // The run that needs a worker starts another, and says why it cannot be loaded.
  worker.onerror = (event) => {
    event.preventDefault();
    end();
  };
  return { [Symbol.dispose]: end };
}

function startWorker(): Worker {
  return new Worker(new URL("./workers_thread.ts", import.meta.url), { type: "module" });
}

function takeAhead(): Worker | null {
  const worker = ahead;
  ahead = null;
  return worker;
}

/** Executes runs in workers, which are started when they are first needed, or one of them ahead. */
export function createWorkers({ data, engine, workers }: WorkersOptions): Executor {
  const pool = new Pool();
  const carryOut = <Result>(
    order: Pick<Order, "setup" | "task">,
    options: ExecuteOptions,
  ): Promise<Result> =>
    pool.lend(
      options.signal,
      (worker) => carryOutIn<Result>(worker, pool, { ...order, data, engine }, options),
    );
  return {
    slots: workers,
    engine: engine.name,
    execute(setup, options) {
      const { from = null, test = true, checkpoints = false } = options;
      return carryOut<Outcome>({ setup, task: { from, test, checkpoints } }, options);
    },
    test: (setup, weights, options) => carryOut<Evaluation>({ setup, task: { weights } }, options),
    release: () => pool.release(),
  };
}

/** Workers that are not at work: idle, or ending the step in which they were stopped. */
class Pool {
  readonly #idle: Worker[] = [];
  readonly #stopping = new Map<Worker, PromiseWithResolvers<void>>();

  /**
   * Lends an idle worker, else one that was started ahead or a new one; while others are stopping, the first of them that is free,
   * which is sooner than a new one starts.
   *
   * @param carryOut Listens for errors before it waits for anything: a worker that cannot be loaded
   * says so at once, and one that nobody hears ends the program.
   * @throws {RunStopped} If the signal is aborted before there is one.
   */
  async lend<Result>(
    signal: AbortSignal,
    carryOut: (worker: Worker) => Promise<Result>,
  ): Promise<Result> {
    const aborted = Promise.withResolvers<void>();
    signal.addEventListener("abort", () => aborted.resolve(), { once: true });
    while (!signal.aborted && this.#idle.length === 0 && this.#stopping.size > 0) {
      const stopping = [...this.#stopping.values()].map(({ promise }) => promise);
      await Promise.race([aborted.promise, ...stopping]);
    }
    if (signal.aborted) throw new RunStopped();
    return await carryOut(this.#idle.pop() ?? takeAhead() ?? startWorker());
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
    worker.onmessage = ({ data: message }: MessageEvent<WorkerMessage>) => {
      const { type } = message;
      if (type === "failed" && !message.isReusable) this.end(worker);
      else if (type !== "started" && type !== "step" && type !== "epoch") this.give(worker);
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

  /**
   * Ends all workers that are here: those that are stopping once they have ended their step, or after
   * a second. A BLAS that computes while the program ends may take it down.
   */
  async release(): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise((resolve) => timer = setTimeout(resolve, LONGEST_STEP_MS));
    const stopped = [...this.#stopping.values()].map(({ promise }) => promise);
    await Promise.race([Promise.all(stopped), late]);
    clearTimeout(timer);
    for (const worker of [...this.#idle.splice(0), ...this.#stopping.keys()]) this.end(worker);
  }

  #forget(worker: Worker): void {
    this.#stopping.get(worker)?.resolve();
    this.#stopping.delete(worker);
  }
}

/**
 * Carries out one order in a worker of the pool. What one that failed otherwise than by its loss left
 * of the worker's memory is not to be trusted: that worker is ended.
 */
async function carryOutIn<Result>(
  worker: Worker,
  pool: Pool,
  order: Omit<Order, "control">,
  { signal, from, onStart, onStep, onEpoch, onFree }: ExecuteOptions,
): Promise<Result> {
  const { promise, resolve, reject } = Promise.withResolvers<Result>();
  const control = createControl();
  /** Resolved when all epochs that were told are dealt with. */
  let dealtWith = Promise.resolve();
  let taken = 0;
  /** Of its checkpoints: those that it went on from, and those that it told. */
  const epochs = [...from?.epochs ?? []];
  let isAtWork = true;
  const afterEpochs = (settle: () => void) => void dealtWith.then(settle, reject);
  const giveBack = (isReusable: boolean) => {
    isAtWork = false;
    signal.removeEventListener("abort", abort);
    if (isReusable) pool.give(worker);
    else pool.end(worker);
  };
  const stop = () => {
    if (!isAtWork) return;
    isAtWork = false;
    signal.removeEventListener("abort", abort);
    // It ends its step; a terminated worker would do so too (denoland/deno#35657).
    setStopped(control);
    pool.giveStopping(worker);
  };
  const abort = () => {
    stop();
    afterEpochs(() => reject(new RunStopped()));
  };
  signal.addEventListener("abort", abort);
  worker.onmessage = ({ data: message }: MessageEvent<WorkerMessage>) => {
    switch (message.type) {
      case "started":
        return onStart?.();
      case "step":
        return onStep?.(message.metrics);
      case "epoch": {
        const { metrics, state } = message;
        epochs.push(metrics);
        const checkpoint = state && { epochs: [...epochs], ...state };
        dealtWith = dealtWith.then(() => onEpoch?.(metrics, checkpoint))
          .then(() => setTaken(control, ++taken));
        dealtWith.catch((error) => {
          stop();
          reject(error);
        });
        return;
      }
      case "trained":
      case "tested":
        giveBack(true);
        onFree?.();
        return afterEpochs(() => resolve(message.result as Result));
      case "failed":
        giveBack(message.isReusable);
        return afterEpochs(() => reject(new Error(message.error)));
    }
  };
  worker.onerror = (event) => {
    event.preventDefault();
    giveBack(false);
    afterEpochs(() => reject(new RunLost(`The worker of this run ended: ${reasonOf(event)}.`)));
  };
  try {
    worker.postMessage({ ...order, control } satisfies Order);
  } catch (error) {
    giveBack(false); // data that cannot be cloned
    reject(error);
  }
  return await promise;
}

/** Why a worker ended: the first line of what Deno says of it. */
function reasonOf({ message }: ErrorEvent): string {
  const [reason] = message.split("\n");
  return reason.replace(/^Uncaught (\(in promise\) )?(Error: )?/, "").replace(/\.$/, "");
}
