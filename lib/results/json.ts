/**
 * Whole trials as JSON.
 *
 * @module
 */
import project from "../../deno.json" with { type: "json" };
import type { StudyPlan } from "../trial/plan.ts";
import type { Trial } from "../trial/record.ts";
import type { Reference } from "../trial/reference.ts";

/** The version of the layout of `trials.json`; it grows when a field changes its meaning. */
export const TRIALS_SCHEMA_VERSION = 3;

/** What is kept of a study. A `Study` is one. */
export interface StudyRecord {
  /** Of the study. */
  readonly name: string;
  /** The name of what it trained and measured on, `MNIST`. */
  readonly dataset: string;
  /** How it goes about its trials; trials of several studies together have no plan in common. */
  readonly plan?: StudyPlan | null;
  /** As they stand. */
  readonly trials: readonly Trial[];
  /** What it is set beside. */
  readonly reference?: Reference | null;
}

/** A list of numbers as JSON sets it, each on a line of its own. */
const NUMBERS = /\[\n\s+((?:[-+.\deE]+|null)(?:,\n\s+(?:[-+.\deE]+|null))*)\n\s+\]/g;

/**
 * Formats a study as `{ "schemaVersion": 3, "name", "dataset", "made", "plan", "trials" }`: whole
 * trials with their runs, epochs, confusion matrices and mistakes included, and under `made` the
 * versions of Deno, V8 and tfjs. A list of numbers stands on one line. JSON has no NaN and no
 * infinity: they become null.
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
export function toJson({ name, dataset, plan = null, trials }: StudyRecord): string {
  const { deno, v8 } = Deno.version;
  // Pinned there, so that this is the one that runs.
  const tfjs = project.imports["@tensorflow/tfjs"].split("@").at(-1);
  const made = { deno, v8, tfjs };
  const record = { schemaVersion: TRIALS_SCHEMA_VERSION, name, dataset, made, plan, trials };
  // No text holds a line break of its own, so that this finds lists alone.
  const json = JSON.stringify(record, null, 2).replaceAll(
    NUMBERS,
    (_, numbers: string) => `[${numbers.replaceAll(/\n\s+/g, " ")}]`,
  );
  return json + "\n";
}
