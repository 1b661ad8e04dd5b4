/**
 * The trials of a study as they stand, and which run is next. All that it decides follows from the
 * numbers of the trials and what they came to, never from the time at which they ended.
 *
 * @module
 */
import { checkBoolean } from "../check/check.ts";
import type { Pruner } from "../pruners/pruner.ts";
import { isAhead } from "../trial/best.ts";
import { valuesByEpoch } from "../trial/objective.ts";
import type { PastTrial } from "../trial/past_trial.ts";
import type { StudyPlan } from "../trial/plan.ts";
import { isFinished, type Run } from "../trial/run.ts";
import type { Trial } from "../trial/record.ts";
import { plannedWork, sum, workDone } from "./progress.ts";
import type { TrialSource } from "./trial_source.ts";

/** What the trials of a study are made of and ended by. */
export interface TrialsParts {
  /** How the study goes about them. */
  readonly plan: StudyPlan;
  /** Makes them. */
  readonly source: TrialSource;
  /** Ends those without hope; null: none. */
  readonly pruner: Pruner | null;
}

/** The trials of a study. */
export class Trials {
  readonly #plan: StudyPlan;
  readonly #source: TrialSource;
  readonly #pruner: Pruner | null;
  readonly #all: Trial[] = [];
  /** What each trial that has ended came to. */
  readonly #ended: PastTrial[] = [];
  /** All trials as the one that is made next may see them. */
  readonly #past: PastTrial[] = [];
  /** Numbers of trials that have not ended, in the order in which they are run. */
  #unfinished: number[] = [];
  /** So many of the first trials have ended. */
  #endedInTurn = 0;
  #planned: number;
  #pruned = 0;
  #failed = 0;
  #best: Trial | null = null;
  #workEnded = 0;

  /** Makes all trials that can be made. */
  constructor({ plan, source, pruner }: TrialsParts) {
    this.#plan = plan;
    this.#source = source;
    this.#pruner = pruner;
    this.#planned = source.count;
    this.make();
    if (plan.lag !== null) return;
    const byCost = (a: number, b: number) => plannedWork(this.#all[b]) - plannedWork(this.#all[a]);
    this.#unfinished.sort(byCost);
  }

  /** As they stand, in the order of their numbers. */
  get all(): readonly Trial[] {
    return this.#all;
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
    return this.#all.length - this.#unfinished.length;
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

  /** The run to be executed next; null where none may begin before another has ended. */
  next(): { readonly trial: Trial; readonly run: Run } | null {
    for (const number of this.#unfinished) {
      if (number >= this.#open) return null; // there are no others, for these are in their order
      const trial = this.#all[number];
      const [first] = trial.runs;
      const isWatched = this.#pruner !== null && !isFinished(first.state);
      const run = (isWatched ? [first] : trial.runs).find(({ state }) => state === "waiting");
      if (run !== undefined) return { trial, run };
    }
    return null;
  }

  /** Whether a trial shall end after the last epoch of one of its runs. */
  shouldPrune(number: number, run: number): boolean {
    const { runs, setup, objective } = this.#all[number];
    const { epochs } = runs[run];
    if (this.#pruner === null || run > 0 || epochs.length >= setup.epochs) return false;
    const answer = this.#pruner.shouldPrune({
      intermediate: valuesByEpoch(objective, epochs),
      epochs: setup.epochs,
      direction: objective.direction,
      trials: this.#ended.slice(0, Math.max(0, number - this.#plan.lag! + 1)),
    });
    return checkBoolean("what shouldPrune() of the pruner gives", answer);
  }

  /** Changes what is known of a run, and with it its trial. */
  changeRun(number: number, run: number, change: Partial<Run>): void {
    const before = this.#all[number];
    const runs = before.runs.with(run, { ...before.runs[run], ...change });
    const trial = freeze(withRuns(before, runs));
    this.#all[number] = trial;
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
    while (this.#all.length < Math.min(this.#planned, isSearch ? this.#open : Infinity)) {
      const number = this.#all.length;
      const visible = number - this.#plan.lag!;
      if (isSearch && visible >= 0) this.#past[visible] = this.#ended[visible];
      const trial = this.#source.create(number, this.#past);
      if (trial === null) {
        this.#planned = number;
        return;
      }
      this.#all.push(freeze(trial));
      this.#past.push({ ...toPast(trial), state: "running", value: null, intermediate: [] });
      this.#unfinished.push(number);
      if (isFinished(trial.state)) this.#end(trial);
    }
  }

  /** Keeps what a trial came to. */
  #end(trial: Trial): void {
    this.#ended[trial.number] = toPast(trial);
    this.#unfinished = this.#unfinished.filter((number) => number !== trial.number);
    this.#workEnded += workDone(trial);
    if (trial.state === "pruned") this.#pruned++;
    if (trial.state === "failed") this.#failed++;
    if (trial.state === "complete" && (this.#best === null || isBetter(trial, this.#best))) {
      this.#best = trial;
    }
    while (this.#ended[this.#endedInTurn] !== undefined) this.#endedInTurn++;
  }

  /** Trials of this number and above are not begun before others have ended. */
  get #open(): number {
    return this.#endedInTurn + (this.#plan.lag ?? Infinity);
  }
}

/** A trial with other runs, and what follows of them. */
function withRuns(trial: Trial, runs: readonly Run[]): Trial {
  const [first] = runs;
  if (first.state === "pruned") {
    const spared = runs.map((run) =>
      run.state === "waiting" ? { ...run, state: first.state } : run
    );
    return { ...trial, runs: spared, state: "pruned" };
  }
  if (runs.some(({ state }) => state === "running")) return { ...trial, runs, state: "running" };
  if (!runs.every(({ state }) => isFinished(state))) return { ...trial, runs, state: "waiting" };
  const failed = runs.find(({ state }) => state === "failed");
  if (failed === undefined) {
    return { ...trial, runs, state: "complete", value: valueOf({ ...trial, runs }) };
  }
  const which = runs.length === 1 ? "" : `Run ${failed.number + 1} of ${runs.length}: `;
  return { ...trial, runs, state: "failed", error: `${which}${failed.error}` };
}

/** The mean over the runs of a trial of what its objective says. */
function valueOf({ objective, runs }: Trial): number {
  return sum(runs, ({ epochs }) => valuesByEpoch(objective, epochs).at(-1)!) / runs.length;
}

function toPast(
  { number, state, params, distributions, value, objective, runs }: Trial,
): PastTrial {
  const intermediate = valuesByEpoch(objective, runs[0]?.epochs ?? []);
  return { number, state, params, distributions, value, intermediate };
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
