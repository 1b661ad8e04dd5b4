/**
 * `deno task studies resume NAME`.
 *
 * @module
 */
import { show } from "../../check/show.ts";
import { loadMnist, startWorkerAhead, type StoredStudy } from "../../studies.ts";
import { asUsage, UsageError } from "../command.ts";
import { loadSpace } from "../load_space.ts";
import { toWhole } from "../options.ts";
import { downloadBar } from "../progress_bars.ts";
import { runStudy } from "../run_study.ts";
import { newFolder } from "../study_args.ts";
import { findStudy, readStudiesArgs, withStorage } from "./stored.ts";
import { toStudyOptions } from "./stored_options.ts";

/** The name that loadMnist() gives. */
const MNIST = "MNIST";

const OPTIONS = {
  space: "value",
  retry: "flag",
  workers: "value",
  blas: "value",
  out: "value",
  overwrite: "flag",
} as const;

/**
 * Goes on with a study.
 *
 * @throws {UsageError} If an option is unknown, or a value makes no sense.
 * @throws {Error} If there is no study of the name, or its search function or its data cannot be loaded.
 */
export async function resumeStudy(args: readonly string[]): Promise<number> {
  const { names: [name], values } = readStudiesArgs(args, OPTIONS, ["the name of a study"]);
  const { space, retry = false, blas, out = newFolder(), overwrite = false } = values;
  if (out === "") throw new UsageError("Expected --out to be a folder, got nothing.");
  const workers = toWhole("--workers", values.workers, 1);
  const { path, study } = await withStorage(values.storage, async (storage) => {
    return { path: storage.path, study: await findStudy(storage, name) };
  });
  checkSpace(study, space);
  const search = space === undefined ? undefined : await asUsage(() => loadSpace(space));
  const rebuilt = await asUsage(() => toStudyOptions(study, search));
  using _ahead = startWorkerAhead();
  const data = await loadMnist({ onProgress: downloadBar });
  return await runStudy({
    command: "studies",
    options: { ...rebuilt, data, workers, blas, storage: path },
    out,
    overwrite,
    retry,
  });
}

function checkSpace({ definition }: StoredStudy, space: string | undefined): void {
  const { name, dataset, plan: { sampler } } = definition;
  if (dataset !== MNIST) {
    throw new UsageError(
      `Expected a study of ${MNIST}, got ${show(name)}, which is of ${show(dataset)}; it goes on ` +
        "where createStudy() is called with these data and the same name.",
    );
  }
  if (sampler !== null && space === undefined) {
    throw new UsageError(
      `Expected --space with the search function of ${show(name)}, which is a search, got none.`,
    );
  }
  if (sampler === null && space !== undefined) {
    throw new UsageError(`Expected no --space, as ${show(name)} has cases, got ${show(space)}.`);
  }
}
