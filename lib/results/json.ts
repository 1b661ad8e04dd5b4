/**
 * Whole trials as JSON.
 *
 * @module
 */
import project from "../../deno.json" with { type: "json" };
import type { Trial } from "../trial/record.ts";
import type { Reference } from "../trial/reference.ts";

/** The version of the layout of `trials.json`; it grows when a field changes its meaning. */
export const TRIALS_SCHEMA_VERSION = 2;

/** What is kept of a study. A `Study` is one. */
export interface StudyRecord {
  /** Of the study. */
  readonly name: string;
  /** The name of what it trained and measured on, `MNIST`. */
  readonly dataset: string;
  /** As they stand. */
  readonly trials: readonly Trial[];
  /** What it is set beside. */
  readonly reference?: Reference | null;
}

/**
 * Formats a study as `{ "schemaVersion": 2, "name", "dataset", "made", "trials" }`: whole trials,
 * epochs and confusion matrices included, and under `made` the versions of Deno, V8 and tfjs. JSON
 * has no NaN and no infinity: they become null.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { toJson } from "./json.ts";
 *
 * const json = toJson({ name: "rates", dataset: "MNIST", trials: [] });
 * assertEquals(JSON.parse(json).name, "rates");
 * ```
 */
export function toJson({ name, dataset, trials }: StudyRecord): string {
  const { deno, v8 } = Deno.version;
  // Pinned there, so that this is the one that runs.
  const tfjs = project.imports["@tensorflow/tfjs"].split("@").at(-1);
  const made = { deno, v8, tfjs };
  const record = { schemaVersion: TRIALS_SCHEMA_VERSION, name, dataset, made, trials };
  return JSON.stringify(record, null, 2) + "\n";
}
