/**
 * `deno task studies report NAME`.
 *
 * @module
 */
import { show } from "../../check/show.ts";
import type { LoadedModel } from "../../mod.ts";
import {
  bestTrial,
  checkReport,
  type Dataset,
  datasetChecksum,
  exportReport,
  folderName,
  loadMnist,
  type Storage,
  type StoredStudy,
} from "../../studies.ts";
import { asUsage, UsageError } from "../command.ts";
import { print, reason, tell } from "../print.ts";
import { findModel, findStudy, readStudiesArgs, toRecord, withStorage } from "./stored.ts";

/** The name that loadMnist() gives. */
const MNIST = "MNIST";

/**
 * Writes the report of a study.
 *
 * @throws {UsageError} If an option is unknown, or a value makes no sense.
 * @throws {Error} If there is no study of the name, or the report cannot be written.
 */
export function reportStored(args: readonly string[]): Promise<number> {
  const options = { out: "value", pdf: "flag", overwrite: "flag" } as const;
  const { names: [name], values } = readStudiesArgs(args, options, ["the name of a study"]);
  const { overwrite = false, pdf, out } = values;
  if (out !== undefined && !/\.html?$/i.test(out)) {
    throw new UsageError(`Expected --out to be a file that ends in .html, got ${show(out)}.`);
  }
  return withStorage(values.storage, async (storage) => {
    const stored = await findStudy(storage, name);
    const study = { ...toRecord(stored), provenance: stored.definition.provenance };
    const file = out ?? `data/exports/${folderName(name)}/report.html`;
    await asUsage(() => checkReport(study, file, { overwrite }));
    const data = await loadData(stored);
    using classifier = data && await loadBest(storage, stored);
    const files = await exportReport(study, file, { data, classifier, pdf, overwrite });
    await print(files.map((file) => `Wrote ${file}`).join("\n"));
    return 0;
  });
}

/** What a study was trained on, where it is on this machine. */
async function loadData({ definition, trials }: StoredStudy): Promise<Dataset | null> {
  const { dataset, provenance } = definition;
  if (dataset !== MNIST || bestTrial(trials) === null) return null;
  const leaveOut = (why: string) => {
    tell(`studies: The digits that the best gets wrong are left out, for ${why}.`);
    return null;
  };
  try {
    const mnist = await loadMnist({ download: false });
    if (datasetChecksum(mnist) === provenance.data) return mnist;
  } catch {
    return leaveOut("MNIST is not here");
  }
  return leaveOut("the MNIST that is here is not what the study was trained on");
}

/** The net of the best trial; null where its weights were not kept, or cannot be read. */
async function loadBest(storage: Storage, stored: StoredStudy): Promise<LoadedModel | null> {
  try {
    const model = findModel(storage, stored, bestTrial(stored.trials)!);
    if (model === null) return null;
    const { restoreModel } = await import("../../mod.ts");
    return await restoreModel(model);
  } catch (error) {
    tell(`studies: ${reason(error)}. What the best takes digits for is left out.`);
    return null;
  }
}
