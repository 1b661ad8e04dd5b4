/**
 * From what a study is asked to try to its waiting trials.
 *
 * @module
 */
import { type Case, cases as known } from "../models/catalogue.ts";
import { checkLayers } from "../models/check_layers.ts";
import { formatLayers, parseLayers } from "../models/compact.ts";
import { describeNet } from "../models/shapes.ts";
import { adam, checkOptimizer } from "../trial/optimizer.ts";
import type { Trial } from "../trial/trial.ts";
import { checkStudyOptions, checkWhole, type StudyOptions } from "./study_options.ts";

/**
 * Makes one waiting trial of each case.
 *
 * @throws {TypeError} If an option is unknown, or is not of its type.
 * @throws {RangeError | SyntaxError} If a number is out of range, or a net cannot be built; the
 * message says which and why.
 */
export function createTrials(options: StudyOptions): Trial[] {
  checkStudyOptions(options);
  const { data, epochs = 5, batchSize = 100, seed = 1, limit = null } = options;
  const optimizer = checkOptimizer(options.optimizer ?? adam());
  const cases = options.cases.map(({ name, layers }) => ({
    name,
    layers: typeof layers === "string" ? parseLayers(layers) : checkLayers(layers),
  }));
  const { protocol = cases.every(isOfPaper) ? "paper" : "held-out" } = options;
  checkWhole("epochs", epochs, 1);
  checkWhole("batchSize", batchSize, 1);
  checkWhole("seed", seed, 0);
  // A held-out sixth has to leave at least one image on either side.
  if (limit !== null) checkWhole("limit", limit, protocol === "held-out" ? 3 : 1, data.train.count);
  if (cases.length === 0) throw new RangeError("Expected at least one case to try, got none.");
  return cases.map(({ name, layers }, number) => {
    const input = [data.train.height, data.train.width, 1] as const;
    const { parameters, flopsPerImage } = describeNet(layers, input, data.classes);
    return {
      number,
      name,
      setup: {
        layers: formatLayers(layers),
        epochs,
        batchSize,
        optimizer,
        seed,
        protocol,
        limit,
      },
      state: "waiting",
      parameters,
      flopsPerImage,
      epochs: [],
      test: null,
      backend: null,
      durationMs: null,
      error: null,
    };
  });
}

/** Whether a case is one of the paper's: a name alone could stand for another net. */
function isOfPaper({ name, layers }: Case): boolean {
  const net = known.paper.find((net) => net.name === name);
  return net !== undefined && formatLayers(net.layers) === formatLayers(layers);
}
