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
  /**
   * How it goes about its trials; trials of several studies together have no plan in common.
   *
   * @default {null}
   */
  readonly plan?: StudyPlan | null;
  /**
   * Trials that there are to be, at most: those of a search are made as it goes on.
   *
   * @default {trials.length}
   */
  readonly planned?: number;
  /** As they stand. */
  readonly trials: readonly Trial[];
  /**
   * What it is set beside.
   *
   * @default {null}
   */
  readonly reference?: Reference | null;
}

/**
 * Formats a study as `{ "schemaVersion": 3, "name", "dataset", "made", "plan", "planned", "trials" }`:
 * whole trials with their runs, epochs, confusion matrices and mistakes included, and under `made` the
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
export function toJson(
  { name, dataset, plan = null, trials, planned = trials.length }: StudyRecord,
): string {
  const { deno, v8 } = Deno.version;
  // Pinned there, so that this is the one that runs.
  const tfjs = project.imports["@tensorflow/tfjs"].split("@").at(-1);
  const made = { deno, v8, tfjs };
  const schemaVersion = TRIALS_SCHEMA_VERSION;
  const record = {
    schemaVersion,
    name,
    dataset,
    made,
    plan,
    planned,
    trials: trials.map(withoutSpans),
  };
  return toLines(record, "\n") + "\n";
}

/**
 * Formats trials as JSON lines, a whole trial in each, with the fields that they have in
 * {@linkcode toJson}.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { createStudy, loadMnist } from "../mod.ts";
 * import { toJsonLines } from "./json.ts";
 *
 * const data = await loadMnist();
 * const cases = [{ name: "flat", layers: "F" }, { name: "dense", layers: "F D32" }];
 * const { trials } = await createStudy({ name: "tiny", data, cases });
 * const lines = toJsonLines(trials).trimEnd().split("\n");
 * assertEquals(lines.map((line) => JSON.parse(line).name), ["flat", "dense"]);
 * ```
 */
export function toJsonLines(trials: readonly Trial[]): string {
  return trials.map((trial) => `${JSON.stringify(withoutSpans(trial))}\n`).join("");
}

/** When runs were at work is no result: exports of a study that was repeated would differ. */
function withoutSpans(trial: Trial): object {
  return { ...trial, runs: trial.runs.map(({ span: _, ...run }) => run) };
}

/**
 * JSON as `JSON.stringify(value, null, 2)` has it, but for lists of numbers, which would make most of
 * the file with each number on a line of its own.
 *
 * @param line What begins a line at this depth.
 */
function toLines(value: unknown, line: string): string {
  if (typeof value === "number") return toNumber(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const deeper = `${line}  `;
  if (Array.isArray(value)) {
    if (value.every((one) => typeof one === "number")) {
      return `[${value.map(toNumber).join(", ")}]`;
    }
    return `[${deeper}${value.map((one) => toLines(one, deeper)).join(`,${deeper}`)}${line}]`;
  }
  const fields = Object.entries(value).filter(([, field]) => field !== undefined)
    .map(([name, field]) => `${JSON.stringify(name)}: ${toLines(field, deeper)}`);
  return fields.length === 0 ? "{}" : `{${deeper}${fields.join(`,${deeper}`)}${line}}`;
}

function toNumber(value: number): string {
  return Number.isFinite(value) ? String(value) : "null";
}
