/**
 * By what a run is known again: two of one identity have the same outcome to the bit.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { isPlainWasm, type Provenance } from "../trial/provenance.ts";
import type { Setup } from "../trial/setup.ts";

/**
 * The SHA-256 of all that decides the outcome of a run, in hexadecimal digits: its setup with seed
 * and fold, the data, and what computes. Plain WASM gives the same on every processor where its engine
 * has the same name.
 *
 * @param provenance Where it comes from, with the engine that computed it.
 */
export function identityOf(setup: Setup, provenance: Provenance): string {
  return digest({ setup, ...decisive(provenance) });
}

/**
 * The same without the number of epochs: a run can go on from the checkpoint of any shorter one of
 * its lineage.
 */
export function lineageOf({ epochs: _, ...setup }: Setup, provenance: Provenance): string {
  return digest({ setup, ...decisive(provenance) });
}

function decisive({ data, engine, arithmetic, tfjs, processor }: Provenance) {
  return { data, engine, arithmetic, tfjs, processor: isPlainWasm(engine) ? null : processor };
}

function digest(value: unknown): string {
  return createHash("sha256").update(toCanonical(value)).digest("hex");
}

/** JSON whose keys are sorted, so that equal values give equal texts. */
function toCanonical(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(toCanonical).join()}]`;
  const fields = Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1)
    .map(([name, field]) => `${JSON.stringify(name)}:${toCanonical(field)}`);
  return `{${fields.join()}}`;
}
