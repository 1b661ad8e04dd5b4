/**
 * What a look into the trained nets of a study shows.
 *
 * @module
 */
import { checkArguments, checkKeys, checkWhole } from "../check/check.ts";
import { plotFeatureMaps } from "../plots/feature_maps.ts";
import { plotFilters } from "../plots/filters.ts";
import { plotMistakes } from "../plots/mistakes.ts";
import type { PredictedImage } from "../plots/prediction.ts";
import { runName } from "../results/run_name.ts";
import { wrongImages } from "../results/wrong_images.ts";
import { bestRun } from "../trial/best.ts";
import { findTrainedNet, loadNet, toKeepWeights } from "./best_trial.ts";
import { ComparisonFigures } from "./comparison_figures.ts";
import type { Displayable } from "./displayable.ts";
import { showFigure } from "./show_figure.ts";

/** Options of `study.mistakes()`. */
export interface ShownMistakesOptions {
  /**
   * At most so many are drawn, the surest of them, at least 1.
   *
   * @default {24}
   */
  readonly most?: number;
}

/** Options of `study.featureMaps()`. */
export interface ShownMapsOptions {
  /**
   * The number or the name of the trial; by default the best.
   *
   * @default {undefined}
   */
  readonly trial?: number | string;
  /**
   * Which convolution of its net, counted from 1.
   *
   * @default {1}
   */
  readonly convolution?: number;
}

/**
 * What a look into the trained nets of a study shows. Each is of a trial's best run, whose weights
 * have to be kept: those of the best trial are unless told otherwise, those of the others with
 * `weights: "all"`.
 *
 * @example
 * ```ts
 * import { assertMatch } from "@std/assert";
 * import { createStudy, imageAt, loadMnist } from "../mod.ts";
 *
 * const data = await loadMnist();
 * const cases = [{ name: "small", layers: "C4 P2 F" }];
 * const study = await createStudy({ name: "looked into", data, cases, epochs: 1, limit: 600 });
 * await study.optimize();
 * const maps = await study.featureMaps(imageAt(data.test, 0));
 * assertMatch(Deno.inspect(maps), /^Feature maps of an image of class 7 by convolution 1 of small: 4 of/);
 * ```
 */
export abstract class StudyNets extends ComparisonFigures {
  /**
   * The images that the net of a trial takes for another class than theirs, the surest first: of the
   * test images where the trial met them, else of those that validated it. Where its weights were not
   * kept they stand in their order, without what they were taken for.
   *
   * @param which The number or the name of the trial; by default the best.
   * @throws {TypeError} If it is neither, or an option is unknown or not of its type.
   * @throws {RangeError} If no trial has it, or `most` is fractional or below 1.
   * @throws {Error} If the trial, or by default every trial, is not complete.
   */
  async mistakes(
    which?: number | string,
    options: ShownMistakesOptions = {},
  ): Promise<Displayable> {
    const { most = 24 } = checkKeys("options of mistakes()", options, ["most"]);
    checkWhole("most", most, 1);
    const trial = this.completeTrial(which);
    const run = bestRun(trial);
    const { images, set, mistakes } = wrongImages(trial, run, this.study.data);
    const one = trial.runs.length === 1 ? "" : ` in its best run, ${runName(run)}`;
    const title = `What ${trial.name} gets wrong of the ${images} images${one}`;
    using net = await findTrainedNet(this.study, trial);
    if (net === null) {
      console.log(
        `The weights of ${trial.name} were not kept, so that it is not known what it took the ` +
          `images for; ${toKeepWeights(this.study, trial)}.`,
      );
      return showFigure(plotMistakes(mistakes, { most, title }));
    }
    const indices = mistakes.map(({ index }) => index);
    return showFigure(plotMistakes(await net.findMistakes(set, { indices }), { most, title }));
  }

  /**
   * The filters of the first convolution of a trial's net, as pictures.
   *
   * @param which The number or the name of the trial; by default the best.
   * @throws {TypeError} If it is neither.
   * @throws {RangeError} If no trial has it, or its net has no convolution.
   * @throws {Error} If the trial is not complete, or its weights were not kept.
   */
  async filters(which?: number | string): Promise<Displayable> {
    checkArguments("filters()", arguments, 1);
    const trial = this.completeTrial(which);
    using net = await loadNet(this.study, trial);
    const title = `Filters of the first convolution of ${trial.name}`;
    return showFigure(plotFilters(net.filters(), { title }));
  }

  /**
   * What a convolution of a trial's net makes of an image: a map for each filter, as pictures.
   *
   * @param image Such as `imageAt(mnist.test, 0)` or `await loadDigit("seven.png")`; a title may be
   * added.
   * @throws {TypeError} If it is no image, or an option is unknown or not of its type.
   * @throws {RangeError} If the image is of another size than those of the study, no trial is the one
   * asked for, or its net has no such convolution.
   * @throws {Error} If the trial is not complete, or its weights were not kept.
   */
  async featureMaps(image: PredictedImage, options: ShownMapsOptions = {}): Promise<Displayable> {
    const known = checkKeys("options of featureMaps()", options, ["trial", "convolution"]);
    const { trial: which, convolution = 1 } = known;
    const trial = this.completeTrial(which);
    using net = await loadNet(this.study, trial);
    const maps = await net.featureMaps(image, { convolution });
    const { title: own, label } = image;
    const what = own ?? (label === undefined ? "an image" : `an image of class ${label}`);
    const title = `Feature maps of ${what} by convolution ${convolution} of ${trial.name}`;
    return showFigure(plotFeatureMaps(maps, { title, image }));
  }
}
