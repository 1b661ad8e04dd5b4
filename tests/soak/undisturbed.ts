/**
 * What of a finished study is the same whenever and however often it was disturbed.
 *
 * @module
 */
import type { Storage, Trial } from "../../lib/mod.ts";

/** Fields of records that hold times. */
const TIMES = ["durationMs", "span", "datetime_start", "datetime_complete", "datetime"];

/**
 * All files of a study's folder by their names, without times, but for what a killed program had not
 * written to its end: that is removed a minute later.
 */
export async function readResults(folder: string): Promise<Record<string, string>> {
  const names = (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name).sort();
  const files = names.filter((name) => !name.endsWith(".partial")).map(async (name) => {
    const text = await Deno.readTextFile(`${folder}/${name}`);
    return [name, withoutTimes(name, text)] as const;
  });
  return Object.fromEntries(await Promise.all(files));
}

/** The checkpoints of a study's runs, by what they are of: SHA-256 of all the bits of their nets. */
export async function readNets(
  storage: Storage,
  name: string,
  trials: readonly Trial[],
): Promise<Record<string, string>> {
  const nets: Record<string, string> = {};
  for (const { number, runs } of trials) {
    for (const run of runs) {
      const checkpoint = storage.loadCheckpoint(name, number, run.number);
      if (checkpoint === null) continue;
      const arrays = [...checkpoint.weights, ...checkpoint.optimizer];
      const bytes = await new Blob(arrays.map((array) => Float32Array.from(array))).bytes();
      const digest = await crypto.subtle.digest("SHA-256", bytes);
      nets[netName(number, run.number)] = new Uint8Array(digest).toHex();
    }
  }
  return nets;
}

/** What the net of a run is called here. */
export function netName(trial: number, run: number): string {
  return `the net of run ${run} of trial ${trial}`;
}

function withoutTimes(name: string, text: string): string {
  if (name === "trials.json") return plainJson(text);
  if (/\.(jsonl|journal)$/.test(name)) return text.trim().split("\n").map(plainJson).join("\n");
  if (name.endsWith(".csv")) return withoutSeconds(text);
  return text.replaceAll(/\d+(\.\d+)?\s(s|min)\b/g, "s").replaceAll(/ +|-{2,}/g, " ");
}

function plainJson(text: string): string {
  return JSON.stringify(
    JSON.parse(text, (key, value) => TIMES.includes(key) ? null : value),
  );
}

/** Seconds are in the last column, where a file has them. */
function withoutSeconds(text: string): string {
  return /^.*,seconds\r?\n/.test(text) ? text.replaceAll(/,[^,\n]*$/gm, "") : text;
}
