/**
 * Creating a study that shows itself.
 *
 * @module
 */
import { createStudy as createPlainStudy } from "../study/create_study.ts";
import type { StudyOptions } from "../study/study_options.ts";
import { NotebookStudy } from "./notebook_study.ts";

/**
 * Creates a study: one waiting trial of each case. Nothing runs before `optimize()`.
 *
 * @throws {TypeError} If an option is unknown, or is not of its type.
 * @throws {RangeError} If a number is out of range, two cases share a name, or a net cannot be
 * built; the message says which and why.
 * @throws {SyntaxError} If the layers of a case cannot be read.
 * @throws {Error} If a BLAS is asked for and there is none that works.
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
 */
export async function createStudy(options: StudyOptions): Promise<NotebookStudy> {
  return new NotebookStudy(await createPlainStudy(options));
}
