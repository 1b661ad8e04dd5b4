/**
 * A study: trials of one dataset, asked, executed and told.
 *
 * @module
 */
import { chooseEngine, type Engine } from "../backends/engine.ts";
import type { Dataset } from "../datasets/dataset.ts";
import { runInWorkers } from "../executors/workers.ts";
import type { Trial, TrialEvent } from "../trial/trial.ts";
import { createTrials } from "./create_trials.ts";
import { type StepEvent, toProgress, type TrialProgress } from "./progress.ts";
import { checkWhole, type StudyOptions } from "./study_options.ts";

/** How {@linkcode Study.optimize} is watched and stopped. */
export interface OptimizeOptions {
  /** Called after everything that a trial tells. */
  readonly onProgress?: (progress: readonly TrialProgress[]) => void;
  /** Stops the study: what has finished is kept. */
  readonly signal?: AbortSignal;
}

/** Trials of one dataset. */
export class Study {
  /** As its files show it. */
  readonly name: string;
  /** The name of what it trains and measures on. */
  readonly dataset: string;
  /** How many trials run at a time. */
  readonly workers: number;
  /** What computes all trials of this study. */
  readonly backend: Engine;
  readonly #data: Dataset;
  readonly #trials: Trial[];
  #optimizing = false;
  readonly #startMs = new Map<number, number>();
  readonly #lastStep = new Map<number, StepEvent>();

  /**
   * Makes one waiting trial of each case.
   *
   * @throws {TypeError} If an option is unknown, or is not of its type.
   * @throws {RangeError | SyntaxError} If a number is out of range, or a net cannot be built; the
   * message says which and why.
   * @throws {Error} If a BLAS is asked for and there is none that works.
   */
  constructor(options: StudyOptions) {
    this.#trials = createTrials(options);
    const { name, data, workers = navigator.hardwareConcurrency } = options;
    checkWhole("workers", workers, 1);
    this.name = name;
    this.dataset = data.name;
    this.workers = workers;
    this.#data = data;
    this.backend = chooseEngine(options.backend ?? "auto", options.blas);
  }

  /** The trials as they stand, in the order of the cases. */
  get trials(): readonly Trial[] {
    return this.#trials;
  }

  /** How far each trial is. */
  get progress(): TrialProgress[] {
    return this.#trials.map((trial) => {
      const startMs = this.#startMs.get(trial.number);
      const elapsedMs = startMs === undefined ? null : performance.now() - startMs;
      return toProgress(trial, this.#lastStep.get(trial.number), elapsedMs);
    });
  }

  /**
   * Runs the trials that wait, costly ones first so that the workers end together. Resolves when
   * all have ended or the signal is aborted; trials that were then running wait again and keep the
   * epochs that they had finished until they are run anew.
   *
   * @throws {Error} If it is running already.
   */
  async optimize({ onProgress, signal }: OptimizeOptions = {}): Promise<void> {
    if (this.#optimizing) throw new Error("The study is running already; wait until it has ended.");
    this.#optimizing = true;
    const waiting = this.#trials
      .filter(({ state }) => state === "waiting")
      .sort((a, b) => b.flopsPerImage - a.flopsPerImage);
    try {
      await runInWorkers(waiting, {
        data: this.#data,
        backend: this.backend,
        workers: this.workers,
        signal,
        onEvent: (event) => {
          this.#tell(event);
          onProgress?.(this.progress);
        },
      });
    } finally {
      this.#optimizing = false;
      this.#stopRunning();
    }
  }

  /** Trials that were running when the workers ended wait again. */
  #stopRunning(): void {
    for (const { number, state, epochs, setup } of this.#trials) {
      if (state !== "running") continue;
      const error = `Stopped after epoch ${epochs.length} of ${setup.epochs}.`;
      this.#change(number, { state: "waiting", error });
    }
  }

  #tell(event: TrialEvent): void {
    switch (event.type) {
      case "started":
        this.#startMs.set(event.trial, performance.now());
        this.#lastStep.delete(event.trial);
        return this.#change(event.trial, {
          state: "running",
          backend: event.backend,
          epochs: [],
          error: null,
        });
      case "step":
        this.#lastStep.set(event.trial, event);
        return;
      case "epoch":
        return this.#change(event.trial, {
          epochs: [...this.#trials[event.trial].epochs, event.metrics],
        });
      case "finished": {
        const { state, test, durationMs, error } = event;
        return this.#change(event.trial, { state, test, durationMs, error });
      }
    }
  }

  #change(number: number, change: Partial<Trial>): void {
    this.#trials[number] = { ...this.#trials[number], ...change };
  }
}
