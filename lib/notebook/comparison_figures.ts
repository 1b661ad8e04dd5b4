/**
 * The figures that set the trials of a study beside each other, each one call that shows itself.
 *
 * @module
 */
import { checkArguments, checkKeys } from "../check/check.ts";
import { plotContour } from "../plots/contour.ts";
import { plotImportances } from "../plots/importances.ts";
import { plotIntervals } from "../plots/intervals.ts";
import { plotParallelCoordinates } from "../plots/parallel_coordinates.ts";
import type { ParamOptions } from "../plots/param_options.ts";
import type { PlotOptions } from "../plots/reference_line.ts";
import { plotSlice } from "../plots/slice.ts";
import { plotTimeline } from "../plots/timeline.ts";
import { plotTradeOff, type TradeOffOptions } from "../plots/trade_off.ts";
import type { Displayable } from "./displayable.ts";
import { showFigure } from "./show_figure.ts";
import { StudyFigures } from "./study_figures.ts";

/**
 * What a study shows of its trials beside each other.
 *
 * @example
 * ```ts
 * import { assertMatch } from "@std/assert";
 * import { createStudy, loadMnist } from "../mod.ts";
 *
 * const data = await loadMnist();
 * const cases = ["F", "F D16"].map((layers) => ({ name: layers, layers }));
 * const study = await createStudy({ name: "beside", data, cases, epochs: 1, limit: 600 });
 * await study.optimize();
 * assertMatch(Deno.inspect(study.intervals()), /of 2 trials with 95 % intervals/);
 * ```
 */
export abstract class ComparisonFigures extends StudyFigures {
  /**
   * The trials as dots with their 95 % intervals, the best on top, and which of them cannot be told
   * from it; of a large study the best two dozen.
   *
   * @throws {TypeError} If an option is unknown, or is not of its type.
   * @throws {RangeError} If an option is out of range.
   */
  intervals(options: PlotOptions = {}): Displayable {
    checkKeys("options of intervals()", options, ["reference", "most"]);
    const { reference } = this;
    return showFigure(plotIntervals(this.soFar(), { reference, ...options }));
  }

  /**
   * What trials came to against the `parameters` of their nets, or against the `time` of a run, with
   * those that no cheaper one outdoes.
   *
   * @throws {TypeError} If the option is unknown or neither.
   */
  tradeOff(options: TradeOffOptions = {}): Displayable {
    checkKeys("options of tradeOff()", options, ["against"]);
    return showFigure(plotTradeOff(this.soFar(), options));
  }

  /**
   * How much of what the trials came to each param of a search decides, by functional ANOVA.
   *
   * @throws {TypeError} If it is given an argument.
   */
  importances(): Displayable {
    checkArguments("importances()", arguments, 0);
    return showFigure(plotImportances(this.soFar()));
  }

  /**
   * The value of the trials of a search over each param.
   *
   * @throws {TypeError} If the option is unknown or not of its type.
   * @throws {RangeError} If a param is none of the search's, or the study is no search.
   */
  slice(options: ParamOptions = {}): Displayable {
    checkKeys("options of slice()", options, ["params"]);
    return showFigure(plotSlice(this.soFar(), options));
  }

  /**
   * The value of the trials of a search over two params, by default the two most important ones.
   *
   * @throws {TypeError} If the option is unknown or not of its type.
   * @throws {RangeError} If they are not two, one is none of the search's, or the study is no search.
   */
  contour(options: ParamOptions = {}): Displayable {
    checkKeys("options of contour()", options, ["params"]);
    return showFigure(plotContour(this.soFar(), options));
  }

  /**
   * Every trial of a search as a line through its params to its value.
   *
   * @throws {TypeError} If the option is unknown or not of its type.
   * @throws {RangeError} If a param is none of the search's, or the study is no search.
   */
  parallelCoordinates(options: ParamOptions = {}): Displayable {
    checkKeys("options of parallelCoordinates()", options, ["params"]);
    return showFigure(plotParallelCoordinates(this.soFar(), options));
  }

  /**
   * Which worker was at which trial, and when.
   *
   * @throws {TypeError} If it is given an argument.
   */
  timeline(): Displayable {
    checkArguments("timeline()", arguments, 0);
    return showFigure(plotTimeline(this.soFar()));
  }
}
