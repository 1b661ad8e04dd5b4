/**
 * What one call of `optimize()` works on and with.
 *
 * @module
 */
import type { Executor } from "../executors/executor.ts";
import type { StudyWriter, TrainedRun } from "../storage/storage.ts";
import type { KeptWeights } from "../trial/kept_weights.ts";
import type { CheckpointKeeper } from "./checkpoint_keeper.ts";
import type { RunTimes } from "./run_times.ts";
import type { Trials } from "./trials.ts";

/** The parts of a session. */
export interface SessionParts {
  readonly trials: Trials;
  readonly times: RunTimes;
  readonly executor: Executor;
  readonly writer: StudyWriter;
  readonly keeper: CheckpointKeeper;
  /** Which trials meet the test images: all of them, or the best when all have ended, or none. */
  readonly tested: "all" | "best" | "none";
  /** Which final weights are kept. */
  readonly weights: KeptWeights;
  /** Whether runs that were trained elsewhere are taken over. */
  readonly takesOver: boolean;
  /** Aborted where the study shall stop. */
  readonly stop: AbortSignal;
  /** Stops it with an error, which comes out of `optimize()`. */
  readonly fail: (error: unknown) => void;
  /** Stores what has changed, and tells the listener how far the study is; whether it is stored. */
  readonly tell: () => boolean;
  /** Tells the user something in a sentence. */
  readonly note: (sentence: string) => void;
  /** A run was not trained, but taken over. */
  readonly tookOver: (trained: TrainedRun) => void;
}
