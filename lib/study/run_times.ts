/**
 * What the runs of a study told last and when they began, from which its progress is worked out.
 *
 * @module
 */
import type { StepMetrics } from "../trial/run.ts";
import { fractionDone, plannedWork, type StudyProgress, sum, toTrialProgress } from "./progress.ts";
import type { Trials } from "./trials.ts";

/** What is known of a trial of which a run has begun. */
interface Begun {
  /** When its first run began. */
  startedMs: number;
  readonly runsStartedMs: Map<number, number>;
  readonly steps: Map<number, StepMetrics>;
  /** The run that told last. */
  told: number;
}

/** The clocks of a study. */
export class RunTimes {
  readonly #trials: Trials;
  readonly #begun = new Map<number, Begun>();
  #changed: number | null = null;
  #beganMs = performance.now();
  /** From when the pace counts: workers take a while to load, which says nothing of the rest. */
  #pacedFromMs: number | null = null;
  #workBefore = 0;

  /** Clocks for these trials. */
  constructor(trials: Trials) {
    this.#trials = trials;
  }

  /** The study begins, or goes on. */
  begin(): void {
    this.#begun.clear();
    this.#beganMs = performance.now();
    this.#pacedFromMs = null;
    this.#workBefore = 0;
  }

  /** Epochs of a trial were not trained now: the pace does not count them. */
  credit(trial: number, epochs: number): void {
    this.#workBefore += this.#trials.get(trial).flopsPerImage * epochs;
  }

  /** A run begins; said again, it begins anew. */
  start(trial: number, run: number): void {
    const now = performance.now();
    const begun = this.#begun.get(trial) ??
      { startedMs: now, runsStartedMs: new Map(), steps: new Map(), told: run };
    begun.runsStartedMs.set(run, now);
    begun.startedMs = Math.min(...begun.runsStartedMs.values());
    begun.told = run;
    this.#begun.set(trial, begun);
  }

  /** A run has told how far its epoch is. */
  step(trial: number, run: number, metrics: StepMetrics): void {
    this.#begun.get(trial)!.steps.set(run, metrics);
    this.changed(trial, run);
    if (this.#pacedFromMs !== null) return;
    this.#pacedFromMs = performance.now();
    this.#workBefore = this.#workDone();
  }

  /** Something of a run has changed. */
  changed(trial: number, run: number): void {
    this.#changed = trial;
    this.#begun.get(trial)!.told = run;
  }

  /** Time since a run began; null if it has not. */
  elapsedMs(trial: number, run: number): number | null {
    const startedMs = this.#begun.get(trial)?.runsStartedMs.get(run);
    return startedMs === undefined ? null : performance.now() - startedMs;
  }

  /** How far the study is. */
  progress(): StudyProgress {
    const { planned, finished, pruned, failed, best, unfinished } = this.#trials;
    const now = performance.now();
    const running = unfinished.filter((number) => this.#trials.get(number).state === "running")
      .toSorted((a, b) => a - b).map((number) => {
        const { steps, told, startedMs } = this.#begun.get(number)!;
        return toTrialProgress(this.#trials.get(number), steps, told, now - startedMs);
      });
    const pacedMs = this.#pacedFromMs === null ? 0 : now - this.#pacedFromMs;
    const done = this.#workDone() - this.#workBefore;
    return {
      changed: this.#changed === null ? null : this.#trials.get(this.#changed),
      running,
      finished,
      pruned,
      failed,
      best,
      planned,
      elapsedMs: now - this.#beganMs,
      leftMs: pacedMs > 0 && done > 0 ? pacedMs * this.#workLeft() / done : null,
    };
  }

  /** Operations that the study has done. */
  #workDone(): number {
    const { workEnded } = this.#trials;
    return workEnded + this.#sumUnfinished((fraction) => fraction);
  }

  /** Operations left; trials that are not made yet take what others took on average. */
  #workLeft(): number {
    const { count, planned, finished, unfinished, workEnded } = this.#trials;
    const typical = finished > 0
      ? workEnded / finished
      : this.#sumUnfinished(() => 1) / Math.max(1, unfinished.length);
    return this.#sumUnfinished((fraction) => 1 - fraction) + (planned - count) * typical;
  }

  /** Sums a share of the operations planned for each trial that has not ended. */
  #sumUnfinished(share: (fraction: number) => number): number {
    return sum(this.#trials.unfinished, (number) => {
      const trial = this.#trials.get(number);
      return plannedWork(trial) * share(fractionDone(trial, this.#begun.get(number)?.steps));
    });
  }
}
