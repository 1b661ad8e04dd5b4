/**
 * Where runs are executed.
 *
 * @module
 */
import type { Evaluation, Outcome, RunListener } from "../trial/run.ts";
import type { Setup } from "../trial/setup.ts";

/** What is to be done with the final weights of a run. */
export type FinalWeights = "test" | "keep" | "drop";

/** Who is told how a run goes, and who may stop it. What listens does not throw. */
export interface ExecuteOptions extends RunListener {
  /** It stops this run and no other. */
  readonly signal: AbortSignal;
  /**
   * The final weights are measured on the test images, kept for that, or neither.
   *
   * @default {"test"}
   */
  readonly weights?: FinalWeights;
  /**
   * Called when the run begins: in workers, once one has loaded what it needs.
   *
   * @default {undefined}
   */
  onStart?(): void;
}

/** Executes runs. */
export interface Executor {
  /** Runs at a time, at least 1. */
  readonly slots: number;
  /** What computes the runs, as tables show it. */
  readonly engine: string;
  /**
   * Executes one run. Once it has settled, the run tells nothing more.
   *
   * @throws {RunStopped} If the signal is aborted, as soon as it is.
   * @throws {Error} If the run fails.
   */
  execute(setup: Setup, options: ExecuteOptions): Promise<Outcome>;
  /**
   * Measures weights that a run of this setup left on the test images.
   *
   * @throws {RunStopped} If the signal is aborted, as soon as it is.
   * @throws {Error} If it fails.
   */
  test(
    setup: Setup,
    weights: readonly Float32Array[],
    options: { readonly signal: AbortSignal },
  ): Promise<Evaluation>;
  /** Frees what idle slots hold; executing goes on to work. */
  release(): void;
}
