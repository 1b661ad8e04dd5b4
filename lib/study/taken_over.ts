/**
 * What a study did not have to train, in words.
 *
 * @module
 */
import type { StoredStudy, TrainedRun } from "../storage/storage.ts";
import type { Trial } from "../trial/record.ts";
import { isFinished } from "../trial/run.ts";

/** Which trials of a study ended at an earlier time; null: none. */
export function describeKept(
  trials: readonly Trial[],
  stored: StoredStudy | null,
  path: string | null,
): string | null {
  if (stored === null) return null;
  const runs = trials.flatMap(({ runs }) => runs);
  const ended = runs.filter(({ state }) => isFinished(state)).length;
  const begun = runs.filter(({ state, epochs }) => !isFinished(state) && epochs.length > 0).length;
  if (ended + begun === 0) return null;
  const day = toDay(stored.changed);
  const anew = "fresh: true trains anew";
  const go = begun === 1 ? "goes on from where it" : "go on from where they";
  if (ended === 0) return `${begun} of ${runs.length} runs ${go} stood on ${day}; ${anew}.`;
  return `${ended} of ${runs.length} runs were trained by ${day} and are taken from ` +
    `${path ?? "memory"}; ${anew}.${begun === 0 ? "" : ` ${begun} more ${go} stood.`}`;
}

/** Which runs were taken over from other runs just like them; null: none. */
export function describeTakenOver(
  taken: readonly TrainedRun[],
  planned: number,
  path: string | null,
): string | null {
  if (taken.length === 0) return null;
  const days = [...new Set(taken.map(({ ended }) => toDay(ended)))].sort();
  const when = days.length === 1 ? `on ${days[0]}` : `from ${days[0]} to ${days.at(-1)}`;
  const studies = [...new Set(taken.map(({ study }) => `"${study}"`))].sort();
  const where = studies.length > 3 ? `${studies.length} studies` : studies.join(", ");
  return `${taken.length} of ${planned} runs were trained ${when} in ${where} and are taken from ` +
    `${path ?? "memory"}; fresh: true trains anew.`;
}

function toDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
