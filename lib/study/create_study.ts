/**
 * From what a study is asked to try to the study.
 *
 * @module
 */
import { chooseEngine } from "../backends/engine.ts";
import { createWorkers } from "../executors/workers.ts";
import { formatLayers } from "../models/compact.ts";
import { describeNet } from "../models/shapes.ts";
import type { Trial } from "../trial/record.ts";
import { newRun } from "../trial/run.ts";
import { type CheckedOptions, checkStudyOptions } from "./check_study_options.ts";
import { Study } from "./study.ts";
import type { StudyOptions } from "./study_options.ts";

/**
 * Creates a study: one waiting trial of each case, and workers to run them. Nothing runs before
 * `optimize()`.
 *
 * @throws {TypeError} If an option is unknown, or is not of its type.
 * @throws {RangeError} If a number is out of range, two cases share a name, or a net cannot be
 * built; the message says which and why.
 * @throws {SyntaxError} If the layers of a case cannot be read.
 * @throws {Error} If a BLAS is asked for and there is none that works.
 */
// deno-lint-ignore require-await -- so that every refusal is a rejection, also once studies are stored
export async function createStudy(options: StudyOptions): Promise<Study> {
  const checked = checkStudyOptions(options);
  const { name, data, workers, backend, blas, reference } = checked;
  const trials = createTrials(checked);
  const engine = chooseEngine(backend, blas);
  return new Study({
    name,
    dataset: data.name,
    trials,
    reference,
    executor: createWorkers({ data, engine, workers }),
    note: engine.note,
  });
}

function createTrials({ data, cases, ...settings }: CheckedOptions): Trial[] {
  const input = [data.train.height, data.train.width, 1] as const;
  return cases.map((one, number) => {
    const { parameters, flopsPerImage } = describeNet(one.layers, input, data.classes);
    return {
      number,
      name: one.name,
      setup: {
        layers: formatLayers(one.layers),
        epochs: one.epochs ?? settings.epochs,
        batchSize: one.batchSize ?? settings.batchSize,
        optimizer: one.optimizer ?? settings.optimizer,
        seed: one.seed ?? settings.seed,
        protocol: settings.protocol,
        limit: settings.limit,
      },
      state: "waiting",
      parameters,
      flopsPerImage,
      run: newRun,
      error: null,
    };
  });
}
