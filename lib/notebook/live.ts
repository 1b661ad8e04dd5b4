/**
 * A study that shows itself while it runs: progress and learning curves that grow in place.
 *
 * @module
 */
import { plotLearningCurves } from "../plots/learning_curves.ts";
import { formatPercent } from "../results/format.ts";
import { toVisible } from "../results/visible.ts";
import { studyLeftMs, type TrialProgress, workDone } from "../study/progress.ts";
import type { Reference } from "../trial/reference.ts";
import { type Broadcast, kernelBroadcast, type MimeBundle } from "./kernel.ts";
import { progressHtml, progressText } from "./progress.ts";
import { figureBundle, missingPlotly } from "./show_figure.ts";

/** Shows a study while it runs. */
export interface LiveDisplay {
  /** Shows where the trials stand; of calls in quick succession only some are shown. */
  update(progress: readonly TrialProgress[]): void;
  /** Shows the trials as they ended. */
  finish(progress: readonly TrialProgress[]): Promise<void>;
}

/** What a live display stands on; all of it has a default. */
export interface LiveDisplayOptions {
  /**
   * The learning curves are set beside this accuracy, reached elsewhere; null: beside none.
   *
   * @default {null}
   */
  readonly reference?: Reference | null;
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

/** Least time between two updates, in milliseconds. */
const UPDATE_INTERVAL_MS = 250;

let displays = 0;

/**
 * Creates a live display. In a notebook it is a table of progress with the learning curves below,
 * both updated in place; elsewhere, one printed line per finished epoch.
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
 * const live = createLiveDisplay({ print: (line) => lines.push(line) });
 * await study.optimize({ onProgress: (progress) => live.update(progress) });
 * await live.finish(study.progress);
 * assertEquals(lines.length, 1);
 * ```
 */
export function createLiveDisplay(options: LiveDisplayOptions = {}): LiveDisplay {
  const { broadcast = kernelBroadcast(), now = () => performance.now(), print = console.log } =
    options;
  return broadcast
    ? new NotebookDisplay(broadcast, now, options.reference)
    : new ConsoleDisplay(print);
}

class NotebookDisplay implements LiveDisplay {
  readonly #broadcast: Broadcast;
  readonly #now: () => number;
  readonly #reference: Reference | null;
  readonly #id = `sweepbook-live-${Deno.pid}-${displays++}`;
  readonly #shown = new Set<string>();
  readonly #startMs: number;
  #doneBefore: number | null = null;
  #epochsDrawn = 0;
  #sentAt = -Infinity;
  #sending: Promise<void> | null = null;

  constructor(broadcast: Broadcast, now: () => number, reference: Reference | null = null) {
    this.#broadcast = broadcast;
    this.#now = now;
    this.#reference = reference;
    this.#startMs = now();
  }

  update(progress: readonly TrialProgress[]): void {
    this.#doneBefore ??= workDone(progress);
    const now = this.#now();
    if (this.#sending || now - this.#sentAt < UPDATE_INTERVAL_MS) return;
    this.#sentAt = now;
    this.#sending = this.#send(progress, true)
      // A frontend that went away must not end a study.
      .catch(() => {})
      .finally(() => this.#sending = null);
  }

  async finish(progress: readonly TrialProgress[]): Promise<void> {
    await this.#sending;
    await this.#send(progress, false).catch(() => {});
  }

  async #send(progress: readonly TrialProgress[], running: boolean): Promise<void> {
    const elapsedMs = this.#now() - this.#startMs;
    const leftMs = studyLeftMs(progress, elapsedMs, this.#doneBefore ?? 0);
    const study = { trials: progress, elapsedMs, leftMs, running };
    await this.#show("progress", {
      "text/plain": progressText(study),
      "text/html": progressHtml(study),
    });
    const trials = progress.map(({ trial }) => trial);
    const epochs = trials.reduce((sum, trial) => sum + trial.run.epochs.length, 0);
    if (epochs === this.#epochsDrawn) return;
    this.#epochsDrawn = epochs;
    // Trials that are run anew lose their epochs: a chart that is there shows that.
    if (epochs === 0 && !this.#shown.has("curves")) return;
    // In an output of its own: an update would replace the library together with the figure.
    const library = await missingPlotly();
    if (library !== null) await this.#show("library", { "text/plain": "", "text/html": library });
    await this.#show(
      "curves",
      figureBundle(plotLearningCurves(trials, { reference: this.#reference })),
    );
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
  readonly #print: (line: string) => void;
  #epochsPrinted: Map<number, number> | null = null;

  constructor(print: (line: string) => void) {
    this.#print = print;
  }

  update(progress: readonly TrialProgress[]): void {
    const trials = progress.map(({ trial }) => trial);
    // What ran before this display began was printed then.
    this.#epochsPrinted ??= new Map(
      trials.map(({ number, state, run }) => [number, state === "running" ? 0 : run.epochs.length]),
    );
    for (const { number, name, setup, run } of trials) {
      for (const metrics of run.epochs.slice(this.#epochsPrinted.get(number) ?? 0)) {
        this.#print(
          `${toVisible(name)}  epoch ${metrics.epoch}/${setup.epochs}  loss ${
            metrics.loss.toFixed(4)
          }  ` +
            `training ${formatPercent(metrics.accuracy)}  ` +
            `validation ${formatPercent(metrics.valAccuracy)}`,
        );
      }
      this.#epochsPrinted.set(number, run.epochs.length);
    }
  }

  finish(progress: readonly TrialProgress[]): Promise<void> {
    this.update(progress);
    return Promise.resolve();
  }
}
