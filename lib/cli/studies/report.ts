/**
 * `deno task studies report NAME`.
 *
 * @module
 */
import { show } from "../../check/show.ts";
import {
  bestRun,
  bestTrial,
  checkReport,
  type Dataset,
  exportReport,
  folderName,
  type LoadedModel,
  loadMnist,
  restoreModel,
  type Storage,
  type StoredStudy,
} from "../../mod.ts";
import { asUsage, UsageError } from "../command.ts";
import { print, tell } from "../print.ts";
import { findStudy, readStudiesArgs, toRecord, withStorage } from "./stored.ts";

/** The name that loadMnist() gives. */
const MNIST = "MNIST";

/** Writes the report of a study. */
export function reportStored(args: readonly string[]): Promise<number> {
  const options = { out: "value", pdf: "flag", overwrite: "flag" } as const;
  const { names: [name], values } = readStudiesArgs(args, options, ["the name of a study"]);
  const { overwrite = false, pdf, out = `data/exports/${folderName(name)}/report.html` } = values;
  if (!/\.html?$/i.test(out)) {
    throw new UsageError(`Expected --out to be a file that ends in .html, got ${show(out)}.`);
  }
  return withStorage(values.storage, async (storage) => {
    const stored = await findStudy(storage, name);
    const study = { ...toRecord(stored), provenance: stored.definition.provenance };
    await asUsage(() => checkReport(study, out, { overwrite }));
    const data = await loadData(stored);
    using classifier = data && await loadBest(storage, stored);
    const files = await exportReport(study, out, { data, classifier, pdf, overwrite });
    await print(files.map((file) => `Wrote ${file}`).join("\n"));
    return 0;
  });
}

/** What a study was trained on, where it is on this machine. */
async function loadData({ definition: { dataset }, trials }: StoredStudy): Promise<Dataset | null> {
  if (dataset !== MNIST || bestTrial(trials) === null) return null;
  try {
    return await loadMnist({ download: false });
  } catch {
    tell("studies: The digits that the best gets wrong are left out, for MNIST is not here.");
    return null;
  }
}

/** The net of the best trial's best run; null where its weights were not kept. */
async function loadBest(
  storage: Storage,
  { definition: { name, dataset }, trials }: StoredStudy,
): Promise<LoadedModel | null> {
  const trial = bestTrial(trials)!;
  const run = bestRun(trial);
  const checkpoint = storage.loadCheckpoint(name, trial.number, run.number);
  if (checkpoint === null || checkpoint.epochs.length < run.epochs.length) return null;
  const { weights } = checkpoint;
  const provenance = storage.loadProvenance(name, trial.number, run.number)!;
  return await restoreModel({ study: name, dataset, trial, run, weights, provenance });
}
