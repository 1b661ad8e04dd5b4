/**
 * A study: trials of one dataset, asked, executed and told.
 *
 * @module
 */
import type { Dataset } from "../datasets/dataset.ts";
import { runInWorkers } from "../executors/workers.ts";
import { formatLayers, parseLayers } from "../models/compact.ts";
import type { Layer } from "../models/layers.ts";
import { describeNet } from "../models/shapes.ts";
import { adam } from "../trial/optimizer.ts";
import type { Optimizer, Protocol, Trial, TrialEvent } from "../trial/trial.ts";
import { type StepEvent, toProgress, type TrialProgress } from "./progress.ts";

/** A net to try: a name for the tables, and hidden layers as values or in compact form. */
export interface StudyCase {
  readonly name: string;
  readonly layers: readonly Layer[] | string;
}

/** What a study tries, on what, and how. */
export interface StudyOptions {
  /** As reports show it. */
  readonly name: string;
  readonly data: Dataset;
  /** One trial is made of each. */
  readonly cases: readonly StudyCase[];
  /** 5 by default, as in the paper. */
  readonly epochs?: number;
  /** 100 by default, as in the paper. */
  readonly batchSize?: number;
  /** Adam with Keras's defaults by default. */
  readonly optimizer?: Optimizer;
  /** A whole number from 0 to 2^53 - 1; 1 by default. Every trial has the same. */
  readonly seed?: number;
  /** `held-out` by default. */
  readonly protocol?: Protocol;
  /** Use only the first so many training images; all by default. */
  readonly limit?: number | null;
  /** Trials at a time; the number of cores by default. Results do not depend on it. */
  readonly workers?: number;
}

/** How {@linkcode Study.optimize} is watched and stopped. */
export interface OptimizeOptions {
  /** Called after everything that a trial tells. */
  readonly onProgress?: (progress: readonly TrialProgress[]) => void;
  /** Stops the study: what has finished is kept. */
  readonly signal?: AbortSignal;
}

/** Trials of one dataset. */
export class Study {
  readonly name: string;
  /** How many trials run at a time. */
  readonly workers: number;
  readonly #data: Dataset;
  readonly #trials: Trial[];
  readonly #startMs = new Map<number, number>();
  readonly #lastStep = new Map<number, StepEvent>();

  /**
   * Makes one waiting trial of each case.
   *
   * @throws {RangeError | SyntaxError} If a number is out of range, or a net cannot be built; the
   * message says which and why.
   */
  constructor(options: StudyOptions) {
    const { data, cases, epochs = 5, batchSize = 100, seed = 1, limit = null } = options;
    const { protocol = "held-out", optimizer = adam() } = options;
    const { workers = navigator.hardwareConcurrency } = options;
    checkWhole("epochs", epochs, 1);
    checkWhole("batchSize", batchSize, 1);
    checkWhole("seed", seed, 0);
    checkWhole("workers", workers, 1);
    if (limit !== null) checkWhole("limit", limit, protocol === "held-out" ? 2 : 1);
    if (cases.length === 0) throw new RangeError("Expected at least one case to try, got none.");
    this.name = options.name;
    this.workers = workers;
    this.#data = data;
    this.#trials = cases.map(({ name, layers }, number) => {
      const values = typeof layers === "string" ? parseLayers(layers) : layers;
      const input = [data.train.height, data.train.width, 1] as const;
      const { parameters, flopsPerImage } = describeNet(values, input, data.classes);
      return {
        number,
        name,
        params: {
          layers: formatLayers(values),
          epochs,
          batchSize,
          optimizer,
          seed,
          protocol,
          limit,
        },
        state: "waiting",
        parameters,
        flopsPerImage,
        epochs: [],
        test: null,
        backend: null,
        durationMs: null,
        error: null,
      };
    });
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
   */
  async optimize({ onProgress, signal }: OptimizeOptions = {}): Promise<void> {
    const waiting = this.#trials
      .filter(({ state }) => state === "waiting")
      .sort((a, b) => b.flopsPerImage - a.flopsPerImage);
    await runInWorkers(waiting, {
      data: this.#data,
      workers: this.workers,
      signal,
      onEvent: (event) => {
        this.#tell(event);
        onProgress?.(this.progress);
      },
    });
    for (const { number, state, epochs, params } of this.#trials) {
      if (state !== "running") continue;
      const error = `Stopped after epoch ${epochs.length} of ${params.epochs}.`;
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

function checkWhole(name: string, value: number, least: number): void {
  if (!Number.isSafeInteger(value) || value < least) {
    throw new RangeError(
      `Expected ${name} to be a whole number of at least ${least}, got ${value}.`,
    );
  }
}
