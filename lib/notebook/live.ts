/**
 * A study that shows itself while it runs: progress and learning curves that grow in place.
 *
 * @module
 */
import { isDeepStrictEqual } from "node:util";
import { plotLearningCurves } from "../plots/learning_curves.ts";
import { formatPercent } from "../results/format.ts";
import { toVisible } from "../results/visible.ts";
import type { StudyProgress } from "../study/progress.ts";
import type { Study } from "../study/study.ts";
import type { Trial } from "../trial/record.ts";
import type { EpochMetrics } from "../trial/run.ts";
import { type Broadcast, kernelBroadcast, type MimeBundle } from "./kernel.ts";
import { progressHtml, progressText, type Standing, toProgressView } from "./progress.ts";
import { figureBundle, missingPlotly } from "./show_figure.ts";

/** What is shown of a study. */
export type ShownStudy = Pick<Study, "trials" | "progress" | "reference"> & {
  /** How it stands, where the study is followed and not run here. */
  readonly standing?: Standing;
};

/** Shows a study while it runs. */
export interface LiveDisplay {
  /** Shows how far the study is; of calls in quick succession only some are shown. */
  update(progress: StudyProgress): void;
  /** Shows the study as it ended. */
  finish(): Promise<void>;
}

/** What a live display stands on; all of it has a default. */
export interface LiveDisplayOptions {
  /**
   * It is the way to the notebook; null: there is none, and lines are printed.
   *
   * @default {kernelBroadcast()}
   */
  readonly broadcast?: Broadcast | null;
  /**
   * It is the clock, in milliseconds.
   *
   * @default {performance.now}
   */
  readonly now?: () => number;
  /**
   * It prints a line where there is no notebook.
   *
   * @default {console.log}
   */
  readonly print?: (line: string) => void;
}

/** Least time between two updates of the progress, in milliseconds. */
const PROGRESS_INTERVAL_MS = 250;
/** Least time between two charts, and for each of its series: a page may take 5 ms to draw one. */
const CHART_INTERVAL_MS = 1000;
const CHART_SERIES_INTERVAL_MS = 25;
/** Making what is shown takes at most this share of the main thread, for which workers wait too. */
const MOST_TIME = 0.05;

let displays = 0;

/**
 * Creates a live display of a study. In a notebook it is a table of progress with the learning
 * curves below, both updated in place, and each made in at most a twentieth of the time, however
 * large the study is; elsewhere, one printed line per finished epoch.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { createStudy, loadMnist } from "../mod.ts";
 * import { createLiveDisplay } from "./live.ts";
 *
 * const data = await loadMnist();
 * const cases = [{ name: "flat", layers: "F" }];
 * const { study } = await createStudy({ name: "tiny", data, cases, epochs: 1, limit: 600 });
 * const lines: string[] = [];
 * const live = createLiveDisplay(study, { print: (line) => lines.push(line) });
 * await study.optimize({ onProgress: (progress) => live.update(progress) });
 * await live.finish();
 * assertEquals(lines.length, 1);
 * ```
 */
export function createLiveDisplay(
  study: ShownStudy,
  options: LiveDisplayOptions = {},
): LiveDisplay {
  const { broadcast = kernelBroadcast(), now = () => performance.now(), print = console.log } =
    options;
  return broadcast ? new NotebookDisplay(study, broadcast, now) : new ConsoleDisplay(study, print);
}

class NotebookDisplay implements LiveDisplay {
  readonly #study: ShownStudy;
  readonly #broadcast: Broadcast;
  readonly #now: () => number;
  readonly #id = `sweepbook-live-${Deno.pid}-${displays++}`;
  readonly #shown = new Set<string>();
  /** The chart as it was sent. */
  #drawn: unknown = null;
  #nextProgressAt = -Infinity;
  #nextChartAt = -Infinity;
  #sending: Promise<void> | null = null;

  constructor(study: ShownStudy, broadcast: Broadcast, now: () => number) {
    this.#study = study;
    this.#broadcast = broadcast;
    this.#now = now;
  }

  update(progress: StudyProgress): void {
    if (this.#sending || this.#now() < this.#nextProgressAt) return;
    this.#sending = this.#send(progress, false)
      // A frontend that went away must not end a study.
      .catch(() => {})
      .finally(() => this.#sending = null);
  }

  async finish(): Promise<void> {
    await this.#sending;
    await this.#send(this.#study.progress, true).catch(() => {});
  }

  async #send(progress: StudyProgress, isLast: boolean): Promise<void> {
    const { trials, standing } = this.#study;
    const began = this.#now();
    const view = toProgressView({ trials, progress, ...standing ?? { isRunning: !isLast } });
    const sent = this.#show("progress", {
      "text/plain": progressText(view),
      "text/html": progressHtml(view),
    });
    this.#nextProgressAt = this.#after(began, PROGRESS_INTERVAL_MS);
    await sent;
    if (isLast || began >= this.#nextChartAt) await this.#sendChart(trials);
  }

  /** Shows the learning curves, if they are others than those that are there. */
  async #sendChart(trials: readonly Trial[]): Promise<void> {
    const hasEpochs = trials.some(({ runs }) => runs.some(({ epochs }) => epochs.length > 0));
    // Trials that are run anew lose their epochs: a chart that is there shows that.
    if (!hasEpochs && !this.#shown.has("curves")) return;
    // In an output of its own: an update would replace the library together with the figure.
    const library = await missingPlotly();
    if (library !== null) await this.#show("library", { "text/plain": "", "text/html": library });
    const began = this.#now();
    const figure = plotLearningCurves(trials, { reference: this.#study.reference });
    const bundle = figureBundle(figure);
    const isNew = bundle["text/html"] !== this.#drawn;
    this.#drawn = bundle["text/html"];
    const sent = isNew ? this.#show("curves", bundle) : null;
    const interval = Math.max(CHART_INTERVAL_MS, CHART_SERIES_INTERVAL_MS * figure.data.length);
    this.#nextChartAt = this.#after(began, interval);
    await sent;
  }

  /** When to show again what was begun to be made then, and is on its way now. */
  #after(began: number, intervalMs: number): number {
    return began + Math.max(intervalMs, (this.#now() - began) / MOST_TIME);
  }

  /** Shows an output, or replaces it where it is there. */
  async #show(name: string, data: MimeBundle): Promise<void> {
    const type = this.#shown.has(name) ? "update_display_data" : "display_data";
    this.#shown.add(name);
    const transient = { display_id: `${this.#id}-${name}` };
    await this.#broadcast(type, { data, metadata: {}, transient });
  }
}

class ConsoleDisplay implements LiveDisplay {
  readonly #study: ShownStudy;
  readonly #print: (line: string) => void;
  /** Epochs by trial and run: what ran before this display began was printed then. */
  readonly #printed = new Map<string, readonly EpochMetrics[]>();
  /** Trials of which was printed that they were pruned or have failed. */
  readonly #ended = new Set<number>();

  constructor(study: ShownStudy, print: (line: string) => void) {
    this.#study = study;
    this.#print = print;
    for (const trial of study.trials) this.#tell(trial, () => {});
  }

  update({ changed }: StudyProgress): void {
    if (changed !== null) this.#tell(changed, this.#print);
  }

  finish(): Promise<void> {
    const { trials, progress, standing } = this.#study;
    for (const trial of trials) this.#tell(trial, this.#print);
    if (standing) this.#print(progressText(toProgressView({ trials, progress, ...standing })));
    return Promise.resolve();
  }

  #tell(trial: Trial, print: (line: string) => void): void {
    const { number, state, setup, runs, error } = trial;
    const name = toVisible(trial.name);
    for (const run of runs) {
      const key = `${number} ${run.number}`;
      const printed = this.#printed.get(key) ?? [];
      // Others are there where it has begun anew.
      const next = run.epochs.findIndex((epoch, i) => !isDeepStrictEqual(epoch, printed[i]));
      const epochs = next === -1 ? [] : run.epochs.slice(next);
      const which = runs.length === 1 ? "" : `  run ${run.number + 1}/${runs.length}`;
      for (const { epoch, loss, accuracy, valAccuracy } of epochs) {
        print(
          `${name}${which}  epoch ${epoch}/${setup.epochs}  loss ${loss.toFixed(4)}  ` +
            `training ${formatPercent(accuracy)}  validation ${formatPercent(valAccuracy)}`,
        );
      }
      this.#printed.set(key, run.epochs);
    }
    if ((state !== "pruned" && state !== "failed") || this.#ended.has(number)) return;
    this.#ended.add(number);
    print(`${name}  ${state}${error === null ? "" : `: ${toVisible(error)}`}`);
  }
}
