/**
 * A study for notebooks: it shows itself while it runs and after.
 *
 * @module
 */
import { plotAccuracyRanges } from "../plots/accuracy_ranges.ts";
import { plotConfusion } from "../plots/confusion.ts";
import { plotLearningCurves } from "../plots/learning_curves.ts";
import { bestTrial } from "../results/best.ts";
import { exportStudy } from "../results/export.ts";
import type { StudyOptions } from "../study/study_options.ts";
import { type OptimizeOptions, Study } from "../study/study.ts";
import type { Displayable } from "./displayable.ts";
import { onInterrupt } from "./interrupt.ts";
import { kernelBroadcast } from "./kernel.ts";
import { createLiveDisplay } from "./live.ts";
import { showFigure } from "./show_figure.ts";
import { showTable } from "./show_table.ts";

let kernelLives: Disposable | undefined;

/** A study whose methods give what a cell shows as its last expression. */
export class NotebookStudy extends Study {
  /**
   * Runs the trials that wait, with progress and learning curves that grow in place. The Interrupt
   * button stops the study and keeps what is finished; running the cell again goes on.
   */
  override async optimize(options: OptimizeOptions = {}): Promise<void> {
    const interrupted = new AbortController();
    using _ = onInterrupt(() => interrupted.abort());
    // For good: a second press of the button, after the study has stopped, would end the kernel.
    if (kernelBroadcast() !== null) kernelLives ??= onInterrupt(() => {});
    const live = createLiveDisplay();
    try {
      await super.optimize({
        signal: AbortSignal.any([interrupted.signal, ...(options.signal ? [options.signal] : [])]),
        onProgress: (progress) => {
          live.update(progress);
          options.onProgress?.(progress);
        },
      });
    } finally {
      await live.finish(this.progress);
    }
    if (interrupted.signal.aborted) console.log(this.#howFar());
  }

  /**
   * The table of the study, the best trial marked, beside the paper's best. With `time: false` it
   * leaves out the times, which differ from run to run.
   */
  table(options: { readonly time?: boolean } = {}): Displayable {
    return showTable(this.trials, options);
  }

  /** Loss and accuracy of every trial, epoch by epoch. */
  learningCurves(): Displayable {
    return showFigure(plotLearningCurves(this.trials));
  }

  /** Lowest to highest accuracy of every trial: what the paper notes for each case. */
  accuracyRanges(): Displayable {
    return showFigure(plotAccuracyRanges(this.trials));
  }

  /**
   * Which digits a trial takes for which, over the test images.
   *
   * @param number The trial; the best by default.
   * @throws {RangeError} If there is no such trial, or it is not complete.
   */
  confusion(number?: number): Displayable {
    const trial = number === undefined ? bestTrial(this.trials) : this.trials[number];
    if (!trial) throw new RangeError("Expected the number of a trial of this study that has run.");
    return showFigure(plotConfusion(trial));
  }

  /**
   * Writes `trials.csv`, `epochs.csv`, `trials.json`, `table.md` and `table.tex` into a folder,
   * which is made if it is not there, and gives their paths.
   */
  export(folder: string): Promise<string[]> {
    return exportStudy(this, folder);
  }

  #howFar(): string {
    const ended = this.trials.filter(({ state }) => state !== "waiting").length;
    return `Interrupted: ${ended} of ${this.trials.length} trials have ended and are kept. ` +
      "Run the cell again to run the rest.";
  }
}

/**
 * Creates a study: one waiting trial of each case. Nothing runs before `optimize()`.
 *
 * @throws {TypeError} If an option is unknown, or is not of its type.
 * @throws {RangeError | SyntaxError} If a number is out of range, or a net cannot be built.
 *
 * @example
 * ```ts ignore
 * const study = createStudy({ name: "hidden-layers", data: await loadMnist(), cases: cases.paper });
 * await study.optimize();
 * study.table();
 * ```
 */
export function createStudy(options: StudyOptions): NotebookStudy {
  return new NotebookStudy(options);
}
