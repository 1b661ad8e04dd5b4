/**
 * From what a study is asked to try to the study.
 *
 * @module
 */
import { chooseEngine } from "../backends/engine.ts";
import { createWorkers } from "../executors/workers.ts";
import { caseTrials } from "./case_trials.ts";
import { checkStudyOptions } from "./check_study_options.ts";
import { searchTrials } from "./search_trials.ts";
import { Study } from "./study.ts";
import type { StudyOptions } from "./study_options.ts";

/**
 * Creates a study: one waiting trial of each case, or a search, whose first trials are made; and
 * workers to run them. Nothing runs before `optimize()`.
 *
 * @throws {TypeError} If an option is unknown, or is not of its type.
 * @throws {RangeError} If a number is out of range, two cases share a name, or the net of a case
 * cannot be built; the message says which and why.
 * @throws {SyntaxError} If the layers of a case cannot be read.
 * @throws {Error} If a BLAS is asked for and there is none that works, or the search function
 * throws for its first trial.
 */
// deno-lint-ignore require-await -- so that every refusal is a rejection, also once studies are stored
export async function createStudy(options: StudyOptions): Promise<Study> {
  const checked = checkStudyOptions(options);
  const { name, data, workers, backend, blas, reference, objective, repeats, folds } = checked;
  const { search, pruner, lag } = checked;
  const source = search === null ? caseTrials(checked) : searchTrials(checked, search);
  const engine = chooseEngine(backend, blas);
  return new Study({
    name,
    dataset: data.name,
    plan: {
      objective,
      repeats,
      folds,
      lag: search !== null || pruner !== null ? lag : null,
      sampler: search?.sampler.settings ?? null,
      pruner: pruner?.settings ?? null,
    },
    source,
    pruner,
    reference,
    executor: createWorkers({ data, engine, workers }),
    tested: folds !== null ? "none" : search !== null ? "best" : "all",
    note: engine.note,
  });
}
