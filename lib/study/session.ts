/**
 * One call of `optimize()`: runs what waits, and stores what comes of it before anybody is told.
 *
 * @module
 */
import { setImmediate } from "node:timers/promises";
import { type ExecuteOptions, RunLost } from "../executors/executor.ts";
import type { TrainedRun } from "../storage/storage.ts";
import type { Checkpoint } from "../trial/checkpoint.ts";
import type { Trial } from "../trial/record.ts";
import {
  type EpochMetrics,
  newRun,
  type Run,
  type RunSpan,
  RunStopped,
  setupOf,
} from "../trial/run.ts";
import type { Setup } from "../trial/setup.ts";
import { MOST_LOSSES } from "./lost_runs.ts";
import { sum } from "./progress.ts";
import type { SessionParts } from "./session_parts.ts";
import { keepBusy, type Slot } from "./slots.ts";
import { isFinal } from "./train_again.ts";

/** One call of `optimize()`. */
export class Session {
  readonly #parts: SessionParts;

  /** Prepares one. */
  constructor(parts: SessionParts) {
    this.#parts = parts;
  }

  /** Keeps all slots busy until nothing is left to run. */
  async runAll(): Promise<void> {
    const { trials, executor, stop, fail } = this.#parts;
    await keepBusy(Math.min(executor.slots, trials.plannedRuns), {
      next: () => trials.next(),
      bringToEnd: ({ trial, run }, slot) =>
        this.#run(trial, run, slot).catch((error) => {
          // A sampler that throws when it is asked for the next trial is no failure of this one.
          fail(error);
          this.#putBack(trial.number, run);
        }),
      stop,
    });
  }

  /** Brings one run to its end, whatever becomes of it. */
  async #run({ number, setup }: Trial, planned: Run, { worker, onFree }: Slot): Promise<void> {
    const { times, executor, keeper, tell } = this.#parts;
    const own = setupOf(setup, planned);
    const trained = this.#findTrained(own);
    if (trained !== null) return this.#takeOver(number, planned, own, trained);
    const change = (change: Partial<Run>) => this.#change(number, planned.number, change);
    times.start(number, planned.number);
    const startedMs = Date.now();
    let endedMs: number | null = null;
    const onTrained = () => {
      endedMs = Date.now();
      onFree();
    };
    let from = keeper.load(number, planned.number);
    if (from === null) {
      from = this.#findCheckpoint(own);
      times.credit(number, from?.epochs.length ?? 0);
    }
    const epochsBefore = from?.epochs.length ?? 0;
    const span: RunSpan = { worker, startedMs, endedMs: null, epochsBefore };
    change({ ...newRun(planned), state: "running", engine: executor.engine, span });
    let ended: Partial<Run> | null = this.#replay(number, planned.number, from?.epochs ?? [])
      ? { state: "pruned" }
      : null;
    tell();
    for (let losses = 0; ended === null; losses++) {
      ended = await this.#execute(number, planned.number, own, { from, onFree: onTrained }).catch(
        (error): Partial<Run> | null => {
          if (!(error instanceof RunLost)) return { state: "failed", error: error.message };
          if (losses === MOST_LOSSES) {
            return {
              state: "failed",
              error: `${error.message} It was taken up again ${losses} times.`,
            };
          }
          from = keeper.load(number, planned.number) ?? from;
          change({ epochs: from?.epochs ?? [] });
          return null;
        },
      );
    }
    const beforeMs = sum(from?.epochs ?? [], ({ durationMs }) => durationMs);
    const durationMs = ended.state === "waiting"
      ? null
      : beforeMs + times.elapsedMs(number, planned.number)!;
    change({ ...ended, durationMs, span: { ...span, endedMs: endedMs ?? Date.now() } });
    // Its checkpoint goes only once it is stored that it has ended.
    if (ended.state !== "waiting" && tell()) keeper.ended(number);
  }

  /** Executes a run; how it ended. */
  async #execute(
    number: number,
    run: number,
    setup: Setup,
    { from, onFree }: Pick<ExecuteOptions, "from" | "onFree">,
  ): Promise<Partial<Run>> {
    const { times, executor, keeper, tested, stop, fail, tell } = this.#parts;
    const pruned = new AbortController();
    let isBroken = false;
    const execution = executor.execute(setup, {
      signal: AbortSignal.any([stop, pruned.signal]),
      from,
      test: tested === "all",
      checkpoints: true,
      onFree,
      onStart: () => times.start(number, run),
      onStep: (metrics) => {
        times.step(number, run, metrics);
        tell();
      },
      onEpoch: async (metrics, checkpoint) => {
        if (pruned.signal.aborted) return; // it was on its way then
        const broke = (error: unknown) => {
          isBroken = true;
          fail(error);
        };
        try {
          // Before the epoch itself is stored: it holds that too, so that no crash between both loses it.
          if (checkpoint !== null) await keeper.save(number, run, checkpoint);
        } catch (error) {
          broke(error);
        }
        try {
          // Also where its checkpoint is not: it was trained, and the run goes on from the one before.
          if (this.#addEpoch(number, run, metrics)) pruned.abort();
        } catch (error) {
          broke(error);
        }
        tell();
      },
    });
    const outcome = await execution.catch((error) => {
      if (error instanceof RunStopped || pruned.signal.aborted || isBroken) return null;
      throw error;
    });
    // It may have come to an end while what it told before was still dealt with; that comes first.
    if (pruned.signal.aborted) return { state: "pruned" };
    return outcome === null || isBroken ? { state: "waiting" } : { state: "complete", ...outcome };
  }

  /** Goes through epochs that a run has behind it; whether the pruner ended it in one of them. */
  #replay(number: number, run: number, epochs: readonly EpochMetrics[]): boolean {
    return epochs.some((metrics) => this.#addEpoch(number, run, metrics));
  }

  /** Adds an epoch to a run; whether the pruner ends it there. */
  #addEpoch(number: number, run: number, metrics: EpochMetrics): boolean {
    const { trials } = this.#parts;
    const { epochs } = trials.get(number).runs[run];
    this.#change(number, run, { epochs: [...epochs, metrics] });
    return trials.shouldPrune(number, run);
  }

  /** Takes a run over that was trained before, as if it were trained now. */
  async #takeOver(
    number: number,
    planned: Run,
    own: Setup,
    trained: TrainedRun,
  ): Promise<void> {
    const { tested, tookOver, keeper, tell, times } = this.#parts;
    const { epochs, validation, test, engine, durationMs } = trained.run;
    const change = (change: Partial<Run>) => this.#change(number, planned.number, change);
    times.start(number, planned.number);
    change({ ...newRun(planned), state: "running", engine });
    const isPruned = this.#replay(number, planned.number, epochs);
    const last = this.#findCheckpoint(own);
    const isWhole = last?.epochs.length === epochs.length;
    if (isWhole) await keeper.save(number, planned.number, last);
    change(
      isPruned ? { state: "pruned", durationMs } : {
        state: "complete",
        validation,
        test: tested === "all" ? test : null,
        durationMs,
      },
    );
    times.credit(number, epochs.length);
    tookOver(trained);
    if (tell()) {
      // What was begun of it here has not its final weights.
      if (!isWhole) keeper.remove(number, planned.number);
      keeper.ended(number);
    }
    await setImmediate(); // thousands may follow each other, and a stop is to be heard
  }

  /** A run that can be taken over, with all that the study is to have of it. */
  #findTrained(setup: Setup): TrainedRun | null {
    const { takesOver, tested, weights, writer } = this.#parts;
    const trained = takesOver ? writer.findTrained(setup) : null;
    if (trained === null || (tested === "all" && trained.run.test === null)) return null;
    // Those of the best alone are cheaper had in the end.
    const hasWeights = weights !== "all" || isFinal(this.#findCheckpoint(setup), trained.run);
    return hasWeights ? trained : null;
  }

  #findCheckpoint(setup: Setup): Checkpoint | null {
    const { takesOver, writer } = this.#parts;
    return takesOver ? writer.findCheckpoint(setup) : null;
  }

  /** A run that could not be begun waits as it did before. */
  #putBack(number: number, planned: Run): void {
    const { state } = this.#parts.trials.get(number).runs[planned.number];
    if (state === "running") this.#change(number, planned.number, planned);
  }

  #change(number: number, run: number, change: Partial<Run>): void {
    this.#parts.trials.changeRun(number, run, change);
    this.#parts.times.changed(number, run);
  }
}
