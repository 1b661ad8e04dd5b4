/**
 * The trials of a study as they stand, and which run is next. All that it decides follows from the
 * order of the trials and what they came to, never from the time at which they ended.
 *
 * @module
 */
import { checkBoolean } from "../check/check.ts";
import type { Pruner } from "../pruners/pruner.ts";
import { isAhead } from "../trial/best.ts";
import { valuesByEpoch } from "../trial/objective.ts";
import type { PastTrial } from "../trial/past_trial.ts";
import type { StudyPlan } from "../trial/plan.ts";
import type { Trial } from "../trial/record.ts";
import { isFinished, type Run } from "../trial/run.ts";
import { plannedWork, workDone } from "./progress.ts";
import { toRetries } from "./retries.ts";
import type { TrialSource } from "./trial_source.ts";
import { toPast, withRuns } from "./with_runs.ts";

/** What the trials of a study are made of and ended by. */
export interface TrialsParts {
  /** How the study goes about them. */
  readonly plan: StudyPlan;
  /** Trials of an earlier time, in the order of their numbers; none of them is running. */
  readonly kept: readonly Trial[];
  /** From here on numbers are free; cases that were left out may have those below. */
  readonly nextNumber: number;
  /** Makes the others. */
  readonly source: TrialSource;
  /** Ends those without hope; null: none. */
  readonly pruner: Pruner | null;
}

/** The trials of a study. */
export class Trials {
  readonly #plan: StudyPlan;
  readonly #source: TrialSource;
  readonly #pruner: Pruner | null;
  /** By their numbers, in the order of these; a number may be missing. */
  readonly #all = new Map<number, Trial>();
  /** The place of each in the order of the study; a retry has that of the trial that failed. */
  readonly #places = new Map<number, number>();
  /** What the trial at each place came to, once it has ended. */
  readonly #ended: PastTrial[] = [];
  /** The trial at each place as the one that is made next may see it. */
  readonly #past: PastTrial[] = [];
  /** Numbers of those that were made or changed since they were last asked for. */
  #changed = new Set<number>();
  /** Numbers of trials that have not ended, in the order in which they are run. */
  #unfinished: number[] = [];
  #nextNumber: number;
  /** So many of the first trials have ended. */
  #endedInTurn = 0;
  #planned: number;
  #pruned = 0;
  #failed = 0;
  #best: Trial | null = null;
  #workEnded = 0;

  /** Takes those of an earlier time, and makes all that can be made. */
  constructor({ plan, kept, nextNumber, source, pruner }: TrialsParts) {
    this.#plan = plan;
    this.#source = source;
    this.#pruner = pruner;
    this.#planned = source.count;
    this.#nextNumber = nextNumber;
    for (const trial of kept) this.#add(trial);
    this.#changed.clear();
    this.make();
    if (plan.lag !== null) return;
    const byCost = (a: number, b: number) => plannedWork(this.get(b)) - plannedWork(this.get(a));
    this.#unfinished.sort(byCost);
  }

  /** As they stand, in the order of their numbers. */
  get all(): Trial[] {
    return [...this.#all.values()];
  }

  /** So many were made. */
  get count(): number {
    return this.#all.size;
  }

  /** So many there will be, at most. */
  get planned(): number {
    return this.#planned;
  }

  /** So many runs there will be, at most. */
  get plannedRuns(): number {
    return this.#planned * this.#plan.repeats * (this.#plan.folds ?? 1);
  }

  /** So many have ended. */
  get finished(): number {
    return this.#all.size - this.#unfinished.length;
  }

  /** So many were pruned. */
  get pruned(): number {
    return this.#pruned;
  }

  /** So many failed. */
  get failed(): number {
    return this.#failed;
  }

  /** The numbers of those made that have not ended, in the order in which they are run. */
  get unfinished(): readonly number[] {
    return this.#unfinished;
  }

  /** Operations that those took that have ended. */
  get workEnded(): number {
    return this.#workEnded;
  }

  /** The best of those that are complete. */
  get best(): Trial | null {
    return this.#best;
  }

  /** The trial of this number, which was made. */
  get(number: number): Trial {
    return this.#all.get(number)!;
  }

  /** Those that were made or changed since this was last asked for. */
  takeChanged(): Trial[] {
    const changed = [...this.#changed].sort((a, b) => a - b).map((number) => this.get(number));
    this.#changed = new Set();
    return changed;
  }

  /** The run to be executed next; null where none may begin before another has ended. */
  next(): { readonly trial: Trial; readonly run: Run } | null {
    for (const number of this.#unfinished) {
      if (this.#places.get(number)! >= this.#open) continue;
      const trial = this.get(number);
      const [first] = trial.runs;
      const isWatched = this.#pruner !== null && !isFinished(first.state);
      const run = (isWatched ? [first] : trial.runs).find(({ state }) => state === "waiting");
      if (run !== undefined) return { trial, run };
    }
    return null;
  }

  /** Whether a trial shall end after the last epoch of one of its runs. */
  shouldPrune(number: number, run: number): boolean {
    const { runs, setup, objective } = this.get(number);
    const { epochs } = runs[run];
    if (this.#pruner === null || run > 0 || epochs.length >= setup.epochs) return false;
    const visible = this.#places.get(number)! - this.#plan.lag! + 1;
    const answer = this.#pruner.shouldPrune({
      intermediate: valuesByEpoch(objective, epochs),
      epochs: setup.epochs,
      direction: objective.direction,
      trials: this.#ended.slice(0, Math.max(0, visible)),
    });
    return checkBoolean("what shouldPrune() of the pruner gives", answer);
  }

  /** Changes what is known of a run, and with it its trial. */
  changeRun(number: number, run: number, change: Partial<Run>): void {
    const before = this.get(number);
    const runs = before.runs.with(run, { ...before.runs[run], ...change });
    const trial = freeze(withRuns(before, runs));
    this.#all.set(number, trial);
    this.#changed.add(number);
    if (this.#best?.number === number) this.#best = trial;
    if (!isFinished(trial.state) || isFinished(before.state)) return;
    this.#end(trial);
    this.make();
  }

  /**
   * Makes every trial that may be made by now: cases are there from the beginning. Where the
   * sampler throws it can be called again.
   */
  make(): void {
    const { isSearch } = this.#source;
    while (
      this.#all.size < this.#planned && (!isSearch || this.#past.length < this.#open)
    ) {
      this.#reveal();
      const trial = this.#source.create(this.#nextNumber, this.#past);
      if (trial === null) {
        this.#planned = this.#all.size;
        return;
      }
      this.#add(trial);
    }
  }

  /**
   * Adds a trial like each that failed in training, unless that was done before; how many there are.
   * What samplers and pruners see of the past stays as it is.
   */
  retry(): number {
    const retries = toRetries(this.all, this.#nextNumber);
    for (const trial of retries) this.#add(trial);
    this.#planned += retries.length;
    return retries.length;
  }

  #add(trial: Trial): void {
    const { number, retryOf } = trial;
    this.#all.set(number, freeze(trial));
    this.#nextNumber = Math.max(this.#nextNumber, number + 1);
    this.#changed.add(number);
    this.#unfinished.push(number);
    if (retryOf === null) {
      this.#reveal();
      this.#places.set(number, this.#past.length);
      this.#past.push({ ...toPast(trial), state: "running", value: null, intermediate: [] });
    } else {
      this.#places.set(number, this.#places.get(retryOf)!);
    }
    if (isFinished(trial.state)) this.#end(trial);
  }

  /** The trial that is made next may see what one more of the earlier ones came to. */
  #reveal(): void {
    const visible = this.#past.length - this.#plan.lag!;
    if (this.#source.isSearch && visible >= 0) this.#past[visible] = this.#ended[visible];
  }

  /** Keeps what a trial came to. */
  #end(trial: Trial): void {
    if (trial.retryOf === null) this.#ended[this.#places.get(trial.number)!] = toPast(trial);
    this.#unfinished = this.#unfinished.filter((number) => number !== trial.number);
    this.#workEnded += workDone(trial);
    if (trial.state === "pruned") this.#pruned++;
    if (trial.state === "failed") this.#failed++;
    if (trial.state === "complete" && (this.#best === null || isBetter(trial, this.#best))) {
      this.#best = trial;
    }
    while (this.#ended[this.#endedInTurn] !== undefined) this.#endedInTurn++;
  }

  /** Trials at this place and behind it are not begun before others have ended. */
  get #open(): number {
    return this.#endedInTurn + (this.#plan.lag ?? Infinity);
  }
}

/** Whether a trial takes the place of the best so far: of equal ones the first in the study does. */
function isBetter(trial: Trial, best: Trial): boolean {
  return trial.number < best.number ? !isAhead(best, trial) : isAhead(trial, best);
}

/** A record as it may be handed out: whoever sorts or changes what he has changes no study. */
function freeze(trial: Trial): Trial {
  Object.freeze(trial.setup);
  return Object.freeze(trial);
}
