/**
 * A study that shows itself while it runs: progress and learning curves that grow in place.
 *
 * @module
 */
import { plotLearningCurves } from "../plots/learning_curves.ts";
import { formatPercent } from "../results/format.ts";
import { toVisible } from "../results/visible.ts";
import type { Study } from "../study/study.ts";
import type { Trial } from "../trial/record.ts";
import { type Broadcast, kernelBroadcast, type MimeBundle } from "./kernel.ts";
import { progressHtml, progressText, shownTrials } from "./progress.ts";
import { figureBundle, missingPlotly } from "./show_figure.ts";

/** What is shown of a study. */
export type ShownStudy = Pick<Study, "trials" | "progress" | "reference">;

/** Shows a study while it runs. */
export interface LiveDisplay {
  /** Shows where the trials stand; of calls in quick succession only some are shown. */
  update(): void;
  /** Shows the trials as they ended. */
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

/** Least time between two updates, in milliseconds. */
const UPDATE_INTERVAL_MS = 250;

let displays = 0;

/**
 * Creates a live display of a study. In a notebook it is a table of progress with the learning
 * curves below, both updated in place; elsewhere, one printed line per finished epoch.
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
 * await study.optimize({ onProgress: () => live.update() });
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
  #drawn = "";
  #sentAt = -Infinity;
  #sending: Promise<void> | null = null;

  constructor(study: ShownStudy, broadcast: Broadcast, now: () => number) {
    this.#study = study;
    this.#broadcast = broadcast;
    this.#now = now;
  }

  update(): void {
    const now = this.#now();
    if (this.#sending || now - this.#sentAt < UPDATE_INTERVAL_MS) return;
    this.#sentAt = now;
    this.#sending = this.#send(true)
      // A frontend that went away must not end a study.
      .catch(() => {})
      .finally(() => this.#sending = null);
  }

  async finish(): Promise<void> {
    await this.#sending;
    await this.#send(false).catch(() => {});
  }

  async #send(isRunning: boolean): Promise<void> {
    const { trials, progress, reference } = this.#study;
    const shown = { trials, progress, isRunning };
    await this.#show("progress", {
      "text/plain": progressText(shown),
      "text/html": progressHtml(shown),
    });
    const charted = shownTrials(shown);
    const epochs = charted.map(({ number, runs }) =>
      `${number}:${runs.map(({ epochs }) => epochs.length)}`
    );
    const drawn = epochs.join();
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    // Trials that are run anew lose their epochs: a chart that is there shows that.
    const isEmpty = charted.every(({ runs }) => runs.every(({ epochs }) => epochs.length === 0));
    if (isEmpty && !this.#shown.has("curves")) return;
    // In an output of its own: an update would replace the library together with the figure.
    const library = await missingPlotly();
    if (library !== null) await this.#show("library", { "text/plain": "", "text/html": library });
    await this.#show("curves", figureBundle(plotLearningCurves(charted, { reference })));
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
  readonly #printed = new Map<string, number>();

  constructor(study: ShownStudy, print: (line: string) => void) {
    this.#study = study;
    this.#print = print;
    for (const trial of study.trials) this.#tell(trial, () => {});
  }

  update(): void {
    const { changed } = this.#study.progress;
    if (changed !== null) this.#tell(changed, this.#print);
  }

  finish(): Promise<void> {
    for (const trial of this.#study.trials) this.#tell(trial, this.#print);
    return Promise.resolve();
  }

  #tell({ number, name, setup, runs }: Trial, print: (line: string) => void): void {
    for (const run of runs) {
      const key = `${number} ${run.number}`;
      const printed = run.state === "running" && run.epochs.length === 0
        ? 0 // it has begun anew
        : this.#printed.get(key) ?? 0;
      const which = runs.length === 1 ? "" : `  run ${run.number + 1}/${runs.length}`;
      for (const { epoch, loss, accuracy, valAccuracy } of run.epochs.slice(printed)) {
        print(
          `${toVisible(name)}${which}  epoch ${epoch}/${setup.epochs}  loss ${loss.toFixed(4)}  ` +
            `training ${formatPercent(accuracy)}  validation ${formatPercent(valAccuracy)}`,
        );
      }
      this.#printed.set(key, run.epochs.length);
    }
  }
}
