/**
 * The inside of a worker: does what it is sent, one order after the other, and tells how it goes.
 *
 * @module
 */
import type { Engine } from "../backends/engine.ts";
import type { Dataset } from "../datasets/dataset.ts";
import { train } from "../training/train.ts";
import { Diverged } from "../training/train_epoch.ts";
import { testWeights } from "../training/weights.ts";
import type { Checkpoint } from "../trial/checkpoint.ts";
import {
  type EpochMetrics,
  type Evaluation,
  type Outcome,
  RunStopped,
  type StepMetrics,
} from "../trial/run.ts";
import type { Setup } from "../trial/setup.ts";
import type { ExecuteOptions } from "./executor.ts";
import { isToldToStop, type RunControl, waitUntilTaken } from "./workers_control.ts";

/** What a worker is sent: a setup, the data, whose bytes are shared, and what computes. */
export interface Order {
  readonly setup: Setup;
  readonly data: Dataset;
  readonly engine: Engine;
  /** It stops the worker, and lets it go on after an epoch. */
  readonly control: RunControl;
  /** How to train; or weights, which are only to be tested. */
  readonly task: TrainingTask | { readonly weights: readonly Float32Array[] };
}

/** A training from a checkpoint or from nothing, and what shall come of it. */
export type TrainingTask = Required<Pick<ExecuteOptions, "from" | "test" | "checkpoints">>;

/** What a worker tells; the last of an order is `trained`, `tested`, `stopped` or `failed`. */
export type WorkerMessage =
  | { readonly type: "started" }
  | { readonly type: "step"; readonly metrics: StepMetrics }
  | {
    readonly type: "epoch";
    readonly metrics: EpochMetrics;
    /** A checkpoint without its epochs, which the other side has; null where none was asked for. */
    readonly state: Omit<Checkpoint, "epochs"> | null;
  }
  | { readonly type: "trained"; readonly result: Outcome }
  | { readonly type: "tested"; readonly result: Evaluation }
  | { readonly type: "stopped" }
  | { readonly type: "failed"; readonly error: string; readonly isReusable: boolean };

/** Steps are told at most this often: enough for a smooth bar. */
const STEP_INTERVAL_MS = 100;

/** The worker's side of its channel, for which the types of the main thread have no name. */
const thread = globalThis as unknown as {
  onmessage: (event: MessageEvent<Order>) => void;
  postMessage(message: WorkerMessage, moved: readonly ArrayBuffer[]): void;
};

thread.onmessage = async ({ data: order }) => {
  tell({ type: "started" });
  try {
    tell(
      "weights" in order.task
        ? { type: "tested", result: await testOrdered(order, order.task.weights) }
        : { type: "trained", result: await trainOrdered(order, order.task) },
    );
  } catch (error) {
    if (error instanceof RunStopped) return tell({ type: "stopped" });
    const { message } = error instanceof Error ? error : { message: String(error) };
    tell({ type: "failed", error: message, isReusable: error instanceof Diverged });
  }
};

/** @param moved Their memory goes along and is not copied. */
function tell(message: WorkerMessage, moved: readonly Float32Array[] = []): void {
  thread.postMessage(message, moved.map(({ buffer }) => buffer as ArrayBuffer));
}

function trainOrdered(
  { setup, data, engine, control }: Order,
  task: TrainingTask,
): Promise<Outcome> {
  let told = -Infinity;
  let epochs = 0;
  return train(setup, data, {
    blas: engine.blas,
    ...task,
    isStopped: () => isToldToStop(control),
    onStep(metrics) {
      if (metrics.step < metrics.steps && performance.now() - told < STEP_INTERVAL_MS) return;
      told = performance.now();
      tell({ type: "step", metrics });
    },
    onEpoch(metrics, checkpoint) {
      waitUntilTaken(control, epochs++);
      if (checkpoint === null) return tell({ type: "epoch", metrics, state: null });
      const { weights, optimizer } = checkpoint;
      tell({ type: "epoch", metrics, state: { weights, optimizer } }, [...weights, ...optimizer]);
    },
  });
}

function testOrdered(
  { setup, data, engine, control }: Order,
  weights: readonly Float32Array[],
): Promise<Evaluation> {
  return testWeights(setup, weights, data, engine.blas, () => {
    if (isToldToStop(control)) throw new RunStopped();
  });
}
