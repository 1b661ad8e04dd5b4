/**
 * A study for notebooks: it shows itself while it runs and after.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { checkArguments, checkKeys, checkSignal } from "../check/check.ts";
import { toClassTable } from "../results/class_scores.ts";
import { toComparisonTable } from "../results/comparison_table.ts";
import { describeBest } from "../results/describe_best.ts";
import type { ExportOptions } from "../results/check_export.ts";
import { exportStudy, folderName } from "../results/export.ts";
import { toMetricsTable } from "../results/metrics_table.ts";
import { type TableOptions, tableOptions } from "../results/to_table.ts";
import { exportReport } from "../report/export_report.ts";
import type { ReportOptions } from "../report/reported_study.ts";
import { checkOptimize, type OptimizeOptions } from "../study/optimize_options.ts";
import { bestTrial } from "../trial/best.ts";
import type { StudyPlan } from "../trial/plan.ts";
import { type BestTrial, findTrainedNet, toBestTrial } from "./best_trial.ts";
import { customInspect, type Displayable, jupyterDisplay } from "./displayable.ts";
import { findTrial } from "./find_trial.ts";
import { onInterrupt, surviveInterrupts } from "./interrupt.ts";
import type { MimeBundle } from "./kernel.ts";
import { createLiveDisplay } from "./live.ts";
import { displayTable, showTable } from "./show_table.ts";
import { StudyNets } from "./study_nets.ts";
import { type WatchOptions, watchStudy } from "./watch_study.ts";

/** How a study writes its report. */
export type StudyReportOptions = Pick<ReportOptions, "pdf" | "overwrite">;

/**
 * A study whose methods give what a cell shows as its last expression, as it does itself.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { createStudy, loadMnist } from "../mod.ts";
 *
 * const data = await loadMnist();
 * const cases = [{ name: "flat", layers: "F" }];
 * const study = await createStudy({ name: "tiny", data, cases, epochs: 1, limit: 600 });
 * await study.optimize();
 * assertEquals(study.best?.name, "flat");
 * assertEquals(Deno.inspect(study), Deno.inspect(study.table()));
 * ```
 */
export class NotebookStudy extends StudyNets implements Displayable {
  /** As its files show it. */
  get name(): string {
    return this.study.name;
  }

  /** The name of what it trains and measures on. */
  get dataset(): string {
    return this.study.dataset;
  }

  /** How it goes about its trials: their value, repeats and folds, sampler and pruner. */
  get plan(): StudyPlan {
    return this.study.plan;
  }

  /** Trials that there will be, at most. */
  get planned(): number {
    return this.study.planned;
  }

  /**
   * The complete trial of the best value, whose net `best.save(folder)` saves; null where none is
   * complete.
   */
  get best(): BestTrial | null {
    const best = bestTrial(this.trials);
    return best && toBestTrial(this.study, best);
  }

  /**
   * Runs the trials that wait, with progress and learning curves that grow in place. The Interrupt
   * button stops the study and keeps what is finished; called again, it goes on. What an earlier
   * session, or another study, has trained is taken from the storage.
   *
   * @throws {TypeError} If an option is unknown, or is not of its type.
   * @throws {Error} If it is running already, or if `onProgress` throws, what that throws.
   */
  async optimize(options: OptimizeOptions = {}): Promise<void> {
    // Before anything is shown.
    const { onProgress, onNote = console.log, signal } = checkOptimize(this.study, options);
    const interrupted = new AbortController();
    using _ = onInterrupt(() => interrupted.abort());
    surviveInterrupts();
    const live = createLiveDisplay(this.study);
    try {
      await this.study.optimize({
        signal: AbortSignal.any([interrupted.signal, ...(signal ? [signal] : [])]),
        onNote,
        onProgress: (progress) => {
          live.update(progress);
          return onProgress?.(progress);
        },
      });
    } finally {
      await live.finish();
    }
    // Whoever stopped it: the button, the signal, stop().
    const { hasWork, lacksWeights } = this.study;
    const lost = this.study.checkStored();
    if (lost !== null) onNote(`${lost} What has ended is kept in memory; export it.`);
    else if (interrupted.signal.aborted || hasWork || lacksWeights) console.log(this.#howFar());
  }

  /**
   * Follows the study where another program or kernel runs it, or this one in a call of `optimize()`
   * that was not awaited, as {@linkcode watchStudy} does. Of a study that is not running it shows how
   * it stands, and returns at once.
   *
   * @throws {TypeError} If an option is unknown, or is not of its type.
   * @throws {Error} If the storage cannot be read.
   */
  async watch(options: Pick<WatchOptions, "signal"> = {}): Promise<void> {
    const { signal } = checkKeys("options of watch()", options, ["signal"]);
    checkSignal("signal", signal);
    const { name, keptIn: storage, trials, progress, reference } = this.study;
    if (storage.load(name) !== null) return await watchStudy(name, { storage, signal });
    const standing = { isRunning: false, status: "Not begun" };
    await createLiveDisplay({ trials, progress, reference, standing }).finish();
  }

  /**
   * Stops `optimize()`, which then returns; what has ended is kept. Otherwise nothing happens.
   *
   * @throws {TypeError} If it is given an argument.
   */
  stop(): void {
    checkArguments("stop()", arguments, 0);
    this.study.stop();
  }

  /**
   * Adds a trial like each that failed in training, unless it was tried again already; `optimize()`
   * runs them. The failed ones stay.
   *
   * @returns How many there are.
   * @throws {TypeError} If it is given an argument.
   * @throws {Error} If the study is running.
   */
  retry(): number {
    checkArguments("retry()", arguments, 0);
    return this.study.retry();
  }

  /**
   * The table of the study: the best trial marked, and beside the reference where there is one. Of a
   * search of more than 50 trials it shows the best 20, unless told `{ rows: "all" }`.
   *
   * @throws {TypeError} If an option is unknown, or is not of its type.
   * @throws {RangeError} If rows is fractional or below 1, or planned is fractional or less than the
   * trials that there are.
   */
  table(options: TableOptions = {}): Displayable {
    checkKeys("options of table()", options, tableOptions);
    const { reference, planned } = this;
    return showTable(this.soFar(), { reference, planned, ...options });
  }

  /**
   * The best trial in one sentence, beside the reference where there is one.
   *
   * @throws {TypeError} If it is given an argument.
   */
  describeBest(): string {
    checkArguments("describeBest()", arguments, 0);
    const { reference, planned } = this;
    return describeBest(this.soFar(), reference, { planned });
  }

  /**
   * Two trials beside each other, and whether their difference is real: over the pairs of their runs
   * that share seed and fold, and over the images that just one of them classifies wrongly. What
   * each of the tests can and cannot say stands with {@linkcode compareTrials}.
   *
   * @param a The number or the name of a trial.
   * @param b The number or the name of another.
   * @throws {TypeError} If one of them is neither.
   * @throws {RangeError} If no trial has it.
   */
  compare(a: number | string, b: number | string): Displayable {
    checkArguments("compare()", arguments, 2);
    const trials = this.soFar();
    return displayTable(toComparisonTable(findTrial(trials, a), findTrial(trials, b)));
  }

  /**
   * The metrics of a trial's final weights: loss, accuracy and zero-one errors, over the validation
   * images and, where it met them, the test images, run by run.
   *
   * @param which The number or the name of the trial; by default the best.
   * @throws {TypeError} If it is neither.
   * @throws {RangeError} If no trial has it; the message says which numbers there are.
   * @throws {Error} If the trial, or by default every trial, is not complete.
   */
  metrics(which?: number | string): Displayable {
    checkArguments("metrics()", arguments, 1);
    return displayTable(toMetricsTable(this.completeTrial(which)));
  }

  /**
   * Precision, recall and F1 of a trial for each class, over the test images where it met them, else
   * over those that validated it.
   *
   * @param which The number or the name of the trial; by default the best.
   * @throws {TypeError} If it is neither.
   * @throws {RangeError} If no trial has it; the message says which numbers there are.
   * @throws {Error} If the trial, or by default every trial, is not complete.
   */
  classTable(which?: number | string): Displayable {
    checkArguments("classTable()", arguments, 1);
    return displayTable(toClassTable(this.completeTrial(which)));
  }

  /**
   * Writes the tables of the study as CSV, JSON, Markdown and LaTeX, and as a journal for Optuna, into
   * a folder, which is made if it is not there, and gives their paths. Files of another study, or of
   * this one with more trials finished, are not written over.
   *
   * @param folder By default `data/exports/<name of the study>` of Sweepbook; the options may stand
   * in its place.
   * @throws {TypeError} If an argument is not of its type, or an option is unknown.
   * @throws {Error} If the folder holds files of another or a fuller study, or cannot be written.
   */
  export(
    folder: string | URL | ExportOptions = this.#folder(),
    options: ExportOptions = {},
  ): Promise<string[]> {
    this.soFar();
    return typeof folder === "string" || folder instanceof URL
      ? exportStudy(this.study, folder, options)
      : exportStudy(this.study, this.#folder(), folder);
  }

  /**
   * Writes the study as one page that can be sent, with all that {@linkcode exportReport} tells of and
   * the digits that the best gets wrong, and gives its path, with `{ pdf: true }` that of a PDF file
   * too. The report of another study, or of this one with more trials finished, is not written over.
   *
   * @param file Its name ends in `.html`; by default `data/exports/<name of the study>/report.html` of
   * Sweepbook. The options may stand in its place.
   * @throws {TypeError} If an argument is not of its type, or an option is unknown.
   * @throws {RangeError} If the name of the file ends otherwise.
   * @throws {Error} If the file is something else, or cannot be written, or no browser is found that
   * prints it.
   */
  async report(
    file: string | URL | StudyReportOptions = `${this.#folder()}/report.html`,
    options: StudyReportOptions = {},
  ): Promise<string[]> {
    if (typeof file !== "string" && !(file instanceof URL)) {
      return await this.report(undefined, file);
    }
    checkKeys("options of report()", options, ["pdf", "overwrite"]);
    const best = bestTrial(this.soFar());
    using classifier = best && await findTrainedNet(this.study, best).catch((error) => {
      console.log(`${error.message} What the best takes images for is left out.`);
      return null;
    });
    return await exportReport(this.study, file, { ...options, data: this.study.data, classifier });
  }

  /** The notebook's display: the table. */
  [jupyterDisplay](): Promise<MimeBundle> {
    return this.table()[jupyterDisplay]();
  }

  /** The console's text: the table. */
  [customInspect](): string {
    return this.table()[customInspect]();
  }

  #folder(): string {
    const exports = new URL("../../data/exports/", import.meta.url);
    return fileURLToPath(new URL(folderName(this.name), exports));
  }

  #howFar(): string {
    const { hasWork, lacksWeights, progress: { finished, planned } } = this.study;
    const left = finished < planned
      ? "runs the rest"
      : hasWork
      ? "tests the best"
      : "keeps the weights of the best";
    return `Interrupted: ${finished} of ${planned} trials have ended and are kept. ` +
      (hasWork || lacksWeights ? `await study.optimize() ${left}.` : "Nothing is left to run.");
  }
}
