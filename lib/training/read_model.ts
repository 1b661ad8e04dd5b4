/**
 * Reads the files of a saved model, and refuses what is not whole or not ours.
 *
 * @module
 */
import { join } from "node:path";
import { sha256 } from "../datasets/checksum.ts";
import type { ModelContents, ModelJson } from "../models/model_files.ts";
import { MODEL_SCHEMA_VERSION, type ModelProvenance } from "./model_provenance.ts";

/** What the files of a saved model hold. */
export interface ReadModel {
  /** For tfjs. */
  readonly contents: ModelContents;
  /** What the model tells of itself. */
  readonly provenance: ModelProvenance;
}

/**
 * Reads a saved model.
 *
 * @throws {Error} If there is none, it is none of Sweepbook's, it is of a later version, or a file is
 * cut short or changed; in one sentence.
 */
export async function readModel(folder: string): Promise<ReadModel> {
  const { json, provenance } = await readJson(folder);
  const weights = await Deno.readFile(join(folder, "weights.bin")).catch((error: Error) => {
    throw unreadable(join(folder, "weights.bin"), error);
  });
  if (await sha256(weights) !== provenance.weights) {
    throw new Error(
      `Cannot load "${folder}": weights.bin is not the file that model.json tells of; ` +
        "it was cut short or changed.",
    );
  }
  return { contents: { json, weights }, provenance };
}

/** What the model in a folder tells of itself; throws as {@linkcode readModel} does. */
export async function readProvenance(folder: string): Promise<ModelProvenance> {
  return (await readJson(folder)).provenance;
}

async function readJson(folder: string): Promise<{ json: ModelJson; provenance: ModelProvenance }> {
  const path = join(folder, "model.json");
  const text = await Deno.readTextFile(path).catch((error: Error) => {
    throw unreadable(path, error);
  });
  const json = parse(text);
  const provenance = json?.userDefinedMetadata?.sweepbook as ModelProvenance | undefined;
  const version = provenance?.schemaVersion;
  if (typeof version === "number" && version > MODEL_SCHEMA_VERSION) {
    throw new Error(`Cannot load "${path}": it was saved by a later version of Sweepbook.`);
  }
  const isOurs = json?.format === "layers-model" && Array.isArray(json.weightsManifest) &&
    version === MODEL_SCHEMA_VERSION && Array.isArray(provenance?.labels) &&
    typeof provenance?.weights === "string";
  if (!isOurs) throw new Error(`Cannot load "${path}": it is no model that Sweepbook saved.`);
  return { json, provenance: provenance! };
}

function parse(text: string): ModelJson | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function unreadable(path: string, error: Error): Error {
  const [reason] = error.message.split(/ \(os error|: (?:read|open)/);
  return new Error(`Cannot load "${path}": ${reason.replace(/[.:]$/, "")}.`, { cause: error });
}
