/**
 * Training once more what is complete, for the weights that it came to.
 *
 * @module
 */
import { bestRun } from "../trial/best.ts";
import type { Checkpoint } from "../trial/checkpoint.ts";
import type { Trial } from "../trial/record.ts";
import { type EpochMetrics, type Outcome, type Run, RunStopped, setupOf } from "../trial/run.ts";
import { survive } from "./lost_runs.ts";
import type { SessionParts } from "./session_parts.ts";

/** A complete run that is trained once more. */
interface Again {
  /** The run. */
  readonly run: Run;
  /** What is kept of it; null: nothing. */
  readonly from: Checkpoint | null;
  /** Whether it is measured on the test images. */
  readonly test: boolean;
}

/** Whether what is kept of a complete run are its final weights. */
export function isFinal(kept: Checkpoint | null, run: Run): kept is Checkpoint {
  return kept?.epochs.length === run.epochs.length;
}

/**
 * Trains a complete run once more and keeps its checkpoints, each in place of the one before. What it
 * comes to is the same to the bit. A checkpoint that cannot be kept stops the study.
 *
 * @throws {RunStopped} If the study is stopped.
 * @throws {Error} If the run fails.
 */
export async function trainAgain(
  { executor, keeper, stop: signal, fail }: SessionParts,
  { number, setup }: Trial,
  { run, from, test }: Again,
): Promise<Outcome> {
  const onEpoch = async (_: EpochMetrics, checkpoint: Checkpoint | null) => {
    try {
      if (checkpoint !== null) await keeper.save(number, run.number, checkpoint);
    } catch (error) {
      fail(error);
    }
  };
  const options = { signal, from, test, checkpoints: true, onEpoch };
  return await survive(() => executor.execute(setupOf(setup, run), options));
}

/**
 * Sees to it that the net of the best trial can be had: its best run is trained once more where the
 * final weights of that are not there, as it was taken over from where they were not kept, or their
 * file was lost.
 */
export async function keepBest(parts: SessionParts): Promise<void> {
  const { trials: { best }, keeper, note, fail } = parts;
  if (best === null) return;
  const run = bestRun(best);
  const from = keeper.load(best.number, run.number);
  if (isFinal(from, run)) return;
  const what = best.runs.length === 1 ? "it" : "its best run";
  note(`The weights of ${best.name} were not kept; ${what} is trained once more to keep them.`);
  try {
    await trainAgain(parts, best, { run, from, test: false });
  } catch (error) {
    if (!(error instanceof RunStopped)) fail(error);
  }
}
