/**
 * What `train()` may be told beside the setup and the data.
 *
 * @module
 */
import type { TfjsBackend } from "../backends/prepare.ts";
import { checkBoolean, checkFunction, checkKeys } from "../check/check.ts";
import { checkCheckpoint } from "../trial/check_checkpoint.ts";
import type { Checkpoint } from "../trial/checkpoint.ts";
import type { RunListener } from "../trial/run_listener.ts";

/** What computes, who is told how it goes, and who may stop it. */
export interface TrainingOptions extends RunListener {
  /**
   * This backend of tfjs computes: `wasm` is fast, `cpu` the plain reference.
   *
   * @default {"wasm"}
   */
  readonly backend?: TfjsBackend;
  /**
   * The BLAS at this path does the matrix products of `wasm`; null: WASM does them.
   *
   * @default {null}
   */
  readonly blas?: string | null;
  /**
   * It is asked after every step and every batch of an evaluation; true ends the run.
   *
   * @default {undefined}
   */
  readonly isStopped?: () => boolean;
  /**
   * The final weights are measured on the test images where it is true.
   *
   * @default {true}
   */
  readonly test?: boolean;
  /**
   * The run goes on from there, to the same outcome as if it had never stopped: where that is its
   * end, it is measured alone. The checkpoint has to be of a run of this setup on this data; null: the
   * run begins anew.
   *
   * @default {null}
   */
  readonly from?: Checkpoint | null;
  /**
   * Where it is true, `onEpoch` is handed a checkpoint each time. That of the last epoch holds the
   * final weights.
   *
   * @default {false}
   */
  readonly checkpoints?: boolean;
}

/**
 * Passes where all options but backend and BLAS are right, which are looked at where they are used.
 *
 * @throws {TypeError} If one is unknown, or is not of its type.
 * @throws {RangeError} If the epochs of the checkpoint are not counted from 1.
 */
export function checkTrainingOptions(options: TrainingOptions): void {
  const { isStopped, test, from, checkpoints, onStep, onEpoch } = checkKeys(
    "options of train()",
    options,
    ["backend", "blas", "isStopped", "test", "from", "checkpoints", "onStep", "onEpoch"],
  );
  if (test !== undefined) checkBoolean("test", test);
  if (from !== undefined && from !== null) checkCheckpoint("from", from);
  if (checkpoints !== undefined) checkBoolean("checkpoints", checkpoints);
  for (const [name, listener] of Object.entries({ isStopped, onStep, onEpoch })) {
    if (listener !== undefined) checkFunction(name, listener);
  }
}
