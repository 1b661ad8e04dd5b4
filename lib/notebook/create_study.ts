/**
 * Creating a study that shows itself.
 *
 * @module
 */
import { createStudy as createPlainStudy } from "../study/create_study.ts";
import type { StudyOptions } from "../study/study_options.ts";
import { NotebookStudy } from "./notebook_study.ts";

/**
 * Creates a study: one waiting trial of each case, or a search, whose trials are made as it goes on.
 * Nothing runs before `optimize()`.
 *
 * @throws {TypeError} If an option is unknown, or is not of its type.
 * @throws {RangeError} If a number is out of range, two cases share a name, or the net of a case
 * cannot be built; the message says which and why.
 * @throws {SyntaxError} If the layers of a case cannot be read.
 * @throws {Error} If a BLAS is asked for and there is none that works, or the search function
 * throws for its first trial.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { cases, createStudy, loadMnist, PAPER_BEST } from "../mod.ts";
 *
 * const study = await createStudy({
 *   name: "hidden-layers",
 *   data: await loadMnist(),
 *   cases: cases.paper,
 *   reference: PAPER_BEST,
 * });
 * assertEquals(study.trials.length, 6);
 * assertEquals(study.trials[0].state, "waiting");
 * ```
 *
 * @example A search: a function says what may vary
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { adam, createStudy, loadMnist, medianPruner, randomSampler } from "../mod.ts";
 *
 * const study = await createStudy({
 *   name: "rates",
 *   data: await loadMnist(),
 *   search: (trial) => ({
 *     layers: `F D${trial.suggestInt("units", 16, 64, { log: true })}`,
 *     optimizer: adam({ learningRate: trial.suggestFloat("rate", 1e-4, 1e-2, { log: true }) }),
 *   }),
 *   trials: 10,
 *   sampler: randomSampler(),
 *   pruner: medianPruner(),
 *   epochs: 2,
 *   limit: 600,
 * });
 * await study.optimize();
 * assertEquals(Object.keys(study.best!.params), ["units", "rate"]);
 * assertEquals(study.trials.length, study.planned);
 * ```
 */
export async function createStudy(options: StudyOptions): Promise<NotebookStudy> {
  return new NotebookStudy(await createPlainStudy(options), options.data);
}
