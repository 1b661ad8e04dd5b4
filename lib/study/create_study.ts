/**
 * From what a study is asked to try to the study.
 *
 * @module
 */
import { chooseEngine, WASM } from "../backends/engine.ts";
import { createWorkers } from "../executors/workers.ts";
import { isPlainWasm } from "../trial/provenance.ts";
import { checkStudyOptions } from "./check_study_options.ts";
import { otherEngine } from "./definition.ts";
import { openStorage } from "./open_storage.ts";
import { openTrials, testedTrials, toPlan } from "./open_trials.ts";
import { toProvenance } from "./provenance.ts";
import { Study } from "./study.ts";
import type { StudyOptions } from "./study_options.ts";

/**
 * Creates a study, or takes up the one that is stored under its name: a trial of each case, or a
 * search, whose first trials are made; and workers to run them. Nothing runs and nothing is stored
 * before `optimize()`.
 *
 * @throws {TypeError} If an option is unknown, or is not of its type.
 * @throws {RangeError} If a number is out of range, two cases share a name, or the net of a case
 * cannot be built; the message says which and why.
 * @throws {SyntaxError} If the layers of a case cannot be read.
 * @throws {Error} If a BLAS is asked for and there is none that works, or the search function
 * throws for its first trial; if the storage cannot be read, or another study is stored under the
 * name, or one that another engine computed than `backend` asks for.
 */
// deno-lint-ignore require-await -- so that every refusal is a rejection
export async function createStudy(options: StudyOptions): Promise<Study> {
  const checked = checkStudyOptions(options);
  const { name, data, workers, fresh, backend, blas } = checked;
  const storage = openStorage(options.storage);
  const stored = storage.load(name);
  const before = stored === null || fresh ? null : stored.definition.provenance.engine;
  const isOfWasm = before !== null && isPlainWasm(before);
  // What was begun on pure WASM goes on on it by itself.
  const engine = isOfWasm && backend === "auto" ? WASM : chooseEngine(backend, blas);
  // Also where nothing is left to train, its numbers are not those that were asked for.
  if (before !== null && backend !== "auto" && isOfWasm !== (backend === "wasm")) {
    throw otherEngine(name, before, engine.name);
  }
  return new Study({
    definition: {
      name,
      dataset: data.name,
      plan: toPlan(checked),
      reference: checked.reference,
      weights: checked.weights,
      provenance: toProvenance(data, engine.name),
    },
    data,
    open: (stored) => openTrials(checked, stored),
    executor: createWorkers({ data, engine, workers }),
    storage,
    stored,
    fresh,
    tested: testedTrials(checked),
    note: engine.note,
  });
}
