/**
 * Where runs are executed.
 *
 * @module
 */
import type { Checkpoint } from "../trial/checkpoint.ts";
import type { EpochMetrics, Evaluation, Outcome } from "../trial/run.ts";
import type { RunListener } from "../trial/run_listener.ts";
import type { Setup } from "../trial/setup.ts";

/** Who is told how a run goes, and who may stop it. */
export interface ExecuteOptions extends RunListener {
  /** It stops this run and no other. */
  readonly signal: AbortSignal;
  /**
   * It is called after an epoch. The run goes on meanwhile, by one epoch at most: the next is told
   * when this one has been dealt with. The others are told in passing, and do not throw.
   *
   * @param checkpoint Where the run stands then; null where checkpoints were not asked for.
   * @default {undefined}
   */
  onEpoch?(metrics: EpochMetrics, checkpoint: Checkpoint | null): void | Promise<void>;
  /**
   * The run goes on from there; null: it begins anew. The checkpoint stays as it is.
   *
   * @default {null}
   */
  readonly from?: Checkpoint | null;
  /**
   * The final weights are measured on the test images where it is true.
   *
   * @default {true}
   */
  readonly test?: boolean;
  /**
   * Where it is true, `onEpoch` is handed a checkpoint each time. That of the last epoch holds the
   * final weights.
   *
   * @default {false}
   */
  readonly checkpoints?: boolean;
  /**
   * Called when the run begins: in workers, once one has loaded what it needs.
   *
   * @default {undefined}
   */
  onStart?(): void;
  /**
   * Called when the run is trained and its slot could take another, while what it told last is perhaps
   * still being dealt with. Of a run that fails or is stopped this is not told.
   *
   * @default {undefined}
   */
  onFree?(): void;
}

/** Executes runs. */
export interface Executor {
  /** Runs at a time, at least 1. */
  readonly slots: number;
  /** What computes the runs, as tables show it. */
  readonly engine: string;
  /**
   * Executes one run. Once it has settled, all that it told is dealt with, and it tells nothing more.
   *
   * @throws {RunStopped} If the signal is aborted, as soon as what it told before is dealt with.
   * @throws {RunLost} If what executed it died.
   * @throws {Error} If the run fails, or what `onEpoch` throws or rejects with; the run ends there.
   */
  execute(setup: Setup, options: ExecuteOptions): Promise<Outcome>;
  /**
   * Measures weights that a run of this setup left on the test images.
   *
   * @throws {RunStopped} If the signal is aborted, as soon as it is.
   * @throws {RunLost} If what executed it died.
   * @throws {Error} If it fails.
   */
  test(
    setup: Setup,
    weights: readonly Float32Array[],
    options: { readonly signal: AbortSignal },
  ): Promise<Evaluation>;
  /**
   * Frees what idle slots hold, once runs that were stopped have ended their step or a little later;
   * executing goes on to work.
   */
  release(): void | Promise<void>;
}

/**
 * Thrown out of a run whose worker or machine died. That need not be the run's fault: executed once
 * more, from its last checkpoint, it may well succeed.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { RunLost } from "./executor.ts";
 *
 * const lost = new RunLost("The worker of this run ended: it ran out of memory.");
 * assertEquals([lost.name, lost instanceof Error], ["RunLost", true]);
 * ```
 */
export class RunLost extends Error {
  /** Tells it from failures. */
  override name = "RunLost";
}
