/**
 * Where the runs of a study come from.
 *
 * @module
 */
import { cpus } from "node:os";
import project from "../../deno.json" with { type: "json" };
import { ARITHMETIC } from "../backends/arithmetic.ts";
import type { Dataset } from "../datasets/dataset.ts";
import { datasetChecksum } from "../datasets/dataset_checksum.ts";
import type { Provenance } from "../trial/provenance.ts";

/** What the runs on this machine, with these data and this engine, will come from. */
export function toProvenance(data: Dataset, engine: string): Provenance {
  return {
    data: datasetChecksum(data),
    engine,
    arithmetic: ARITHMETIC,
    processor: cpus()[0]?.model.trim() ?? "unknown",
    sweepbook: project.version,
    // Pinned there, so that this is the one that runs.
    tfjs: project.imports["@tensorflow/tfjs"].split("@").at(-1)!,
    deno: Deno.version.deno,
  };
}
