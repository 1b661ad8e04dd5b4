/**
 * The figures of a study, each one call that shows itself.
 *
 * @module
 */
import { checkArguments, checkKeys } from "../check/check.ts";
import { plotAccuracyRanges } from "../plots/accuracy_ranges.ts";
import { plotClassScores } from "../plots/class_scores.ts";
import { plotConfusion } from "../plots/confusion.ts";
import { plotFolds } from "../plots/folds.ts";
import { plotHistory } from "../plots/history.ts";
import { plotLearningCurves } from "../plots/learning_curves.ts";
import { plotModel } from "../plots/model.ts";
import type { PlotOptions, ReferenceOptions } from "../plots/reference_line.ts";
import type { Study } from "../study/study.ts";
import { bestTrial } from "../trial/best.ts";
import type { Trial } from "../trial/record.ts";
import type { Reference } from "../trial/reference.ts";
import type { Displayable } from "./displayable.ts";
import { findTrial } from "./find_trial.ts";
import { showFigure } from "./show_figure.ts";

/**
 * What a study shows as figures.
 *
 * @example
 * ```ts
 * import { assertMatch } from "@std/assert";
 * import { createStudy, loadMnist } from "../mod.ts";
 *
 * const data = await loadMnist();
 * const cases = [{ name: "flat", layers: "F" }];
 * const study = await createStudy({ name: "drawn", data, cases });
 * assertMatch(Deno.inspect(study.model()), /^The net flat, 7,850 parameters: /);
 * ```
 */
export abstract class StudyFigures {
  /** What it shows: the trials as data, and how they are run. */
  readonly study: Study;

  /** Shows a study. */
  constructor(study: Study) {
    this.study = study;
  }

  /** What it is set beside; null: nothing. */
  get reference(): Reference | null {
    return this.study.reference;
  }

  /** The trials that there are, as they stand: those of a search are made as it goes on. */
  get trials(): readonly Trial[] {
    return this.study.trials;
  }

  /**
   * Loss and accuracy, epoch by epoch, of every trial, or of a large study of the best two dozen and
   * those that run.
   *
   * @throws {TypeError} If an option is unknown, or is not of its type.
   * @throws {RangeError} If an option is out of range.
   */
  learningCurves(options: PlotOptions = {}): Displayable {
    checkKeys("options of learningCurves()", options, ["reference", "most"]);
    const { reference } = this;
    return showFigure(plotLearningCurves(this.soFar(), { reference, ...options }));
  }

  /**
   * Lowest to highest accuracy of every trial, or of a large study of the best two dozen and those
   * that run.
   *
   * @throws {TypeError} If an option is unknown, or is not of its type.
   * @throws {RangeError} If an option is out of range.
   */
  accuracyRanges(options: PlotOptions = {}): Displayable {
    checkKeys("options of accuracyRanges()", options, ["reference", "most"]);
    const { reference } = this;
    return showFigure(plotAccuracyRanges(this.soFar(), { reference, ...options }));
  }

  /**
   * How the study went: the value of one trial after the other, and the best so far.
   *
   * @throws {TypeError} If an option is unknown, or is not of its type.
   * @throws {RangeError} If an option is out of range.
   */
  history(options: ReferenceOptions = {}): Displayable {
    checkKeys("options of history()", options, ["reference"]);
    const { reference } = this;
    return showFigure(plotHistory(this.soFar(), { reference, ...options }));
  }

  /**
   * Which classes a trial takes for which, over the test images where it met them, else over those
   * that validated it.
   *
   * @param which The number or the name of the trial; by default the best.
   * @throws {TypeError} If it is neither.
   * @throws {RangeError} If no trial has it; the message says which numbers there are.
   * @throws {Error} If the trial, or by default every trial, is not complete.
   */
  confusion(which?: number | string): Displayable {
    checkArguments("confusion()", arguments, 1);
    return showFigure(plotConfusion(this.completeTrial(which)));
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
  classScores(which?: number | string): Displayable {
    checkArguments("classScores()", arguments, 1);
    return showFigure(plotClassScores(this.completeTrial(which)));
  }

  /**
   * The net of a trial as a drawing, layer by layer.
   *
   * @param which The number or the name of the trial; by default the best, or before there is one
   * the first.
   * @throws {TypeError} If it is neither.
   * @throws {RangeError} If no trial has it; the message says which numbers there are.
   */
  model(which?: number | string): Displayable {
    checkArguments("model()", arguments, 1);
    const { train: { height, width }, classes } = this.study.data;
    const { name, setup } = this.#bestOrFirst(which);
    return showFigure(plotModel(setup.layers, { name, input: [height, width, 1], classes }));
  }

  /**
   * Loss and accuracy of a trial, epoch by epoch: a line for each of its runs, a fold or a seed each,
   * and their mean in bold.
   *
   * @param which The number or the name of the trial; by default the best, or before there is one
   * the first.
   * @throws {TypeError} If it is neither, or an option is unknown or not of its type.
   * @throws {RangeError} If no trial has it, or the reference's value is not in [0, 1].
   */
  folds(which?: number | string, options: ReferenceOptions = {}): Displayable {
    checkKeys("options of folds()", options, ["reference"]);
    const { reference } = this;
    return showFigure(plotFolds(this.#bestOrFirst(which), { reference, ...options }));
  }

  /** A trial by its number or its name; by default the best, else the first. */
  #bestOrFirst(which?: number | string): Trial {
    const trials = this.soFar();
    return which === undefined ? bestTrial(trials) ?? trials[0] : findTrial(trials, which);
  }

  /** A complete trial by its number or its name; by default the best. */
  protected completeTrial(which?: number | string): Trial {
    const trials = this.soFar();
    const trial = which === undefined ? bestTrial(trials) : findTrial(trials, which);
    if (trial !== null) return trial;
    const { finished, planned } = this.study.progress;
    const mend = finished < planned ? " so far; run optimize() to its end" : "";
    throw new Error(`Expected a complete trial, got none${mend}.`);
  }

  /**
   * The trials as they stand, with a word where a forgotten `await` lets them be shown too soon.
   */
  protected soFar(): readonly Trial[] {
    if (this.study.isRunning) {
      console.log(
        "The study is still running, and this is what it has so far; to wait for the rest, " +
          "put await before optimize().",
      );
    }
    return this.trials;
  }
}
