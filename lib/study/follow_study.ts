/**
 * Follows a stored study, whichever program runs it, by reading its storage again and again.
 *
 * @module
 */
import { setTimeout } from "node:timers/promises";
import { checkFunction, checkKeys, checkSignal, checkText } from "../check/check.ts";
import { didYouMean, show } from "../check/show.ts";
import type { Storage, StoredStudy } from "../storage/storage.ts";
import type { StudyDefinition } from "../trial/definition.ts";
import type { Trial } from "../trial/record.ts";
import { openStorage, type StorageOption } from "./open_storage.ts";
import type { StudyProgress } from "./progress.ts";
import { toStoredProgress } from "./stored_progress.ts";
import { atRest } from "./with_runs.ts";

/** How a stored study stands. */
export interface FollowedStudy {
  /** What it was asked to do. */
  readonly definition: StudyDefinition;
  /** Its trials in the order of their numbers; where no program runs it, none of them is running. */
  readonly trials: readonly Trial[];
  /**
   * How far it is, by the epochs that its runs have finished. Its `elapsedMs` is the time since it is
   * followed.
   */
  readonly progress: StudyProgress;
  /** Whether a live program runs it. */
  readonly isRunning: boolean;
  /** How it stands, in a few words: `Running in process 4711 on host`, `Stopped`. */
  readonly status: string;
}

/** How a study is followed. */
export interface FollowOptions {
  /**
   * It is where the study is kept: a path, a storage, or null for the memory of this program.
   *
   * @default {"data/studies.db"}
   */
  readonly storage?: StorageOption;
  /**
   * It is called at once, then four times a second, and more often where several trials have
   * changed: `study.progress.changed` is each of them in turn, and null where none has.
   *
   * @default {undefined}
   */
  readonly onProgress?: (study: FollowedStudy) => void;
  /**
   * It ends the following; the study goes on.
   *
   * @default {undefined}
   */
  readonly signal?: AbortSignal;
}

/** So often the storage is looked at. */
const LOOK_MS = 250;
/** Looking takes at most this share of the main thread. */
const MOST_TIME = 0.05;

/**
 * Follows a stored study until no program runs it any more, or the signal is aborted; gives how it
 * stands then. Of a study that is not running that is at once. It may be run by this program or by any
 * other that uses the same storage, and is not disturbed.
 *
 * @param name Of the study.
 * @throws {TypeError} If the name is no text, or an option is unknown or not of its type.
 * @throws {RangeError} If the storage has no study of this name.
 * @throws {Error} If the storage cannot be read, or the study is deleted or renamed meanwhile.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { createMemoryStorage, createStudy, followStudy, loadMnist } from "../mod.ts";
 *
 * const data = await loadMnist();
 * const cases = [{ name: "flat", layers: "F" }];
 * const storage = createMemoryStorage();
 * const study = await createStudy({ name: "a", data, cases, storage, epochs: 1, limit: 600 });
 * const running = study.optimize();
 * const { status, trials } = await followStudy("a", { storage });
 * await running;
 * assertEquals([status, trials[0].state], ["Ended", "complete"]);
 * ```
 */
export async function followStudy(
  name: string,
  options: FollowOptions = {},
): Promise<FollowedStudy> {
  checkText("the name of a study", name, 'a text such as "hidden-layers"');
  const { storage: where, onProgress = () => {}, signal } = checkFollow(options);
  const storage = openStorage(where);
  try {
    return await follow(name, storage, { onProgress, signal });
  } finally {
    if (storage !== where) storage.close();
  }
}

function checkFollow(options: FollowOptions): FollowOptions {
  const names = ["storage", "onProgress", "signal"];
  const { onProgress, signal } = checkKeys("options of followStudy()", options, names);
  if (onProgress !== undefined) checkFunction("onProgress", onProgress);
  checkSignal("signal", signal);
  return options;
}

async function follow(
  name: string,
  storage: Storage,
  { onProgress, signal }: FollowOptions & Required<Pick<FollowOptions, "onProgress">>,
): Promise<FollowedStudy> {
  const beganMs = performance.now();
  const elapsedMs = () => performance.now() - beganMs;
  let stored: StoredStudy | null = null;
  while (true) {
    const lookedMs = performance.now();
    const next: StoredStudy | null = storage.load(name, stored);
    if (next === null) {
      if (stored === null) return refuseName(name, storage);
      throw new Error(`Cannot follow study ${show(name)}: it was deleted or renamed meanwhile.`);
    }
    const study = toFollowed(next, elapsedMs());
    for (const changed of changedTrials(stored, next, study.trials)) {
      onProgress({ ...study, progress: { ...study.progress, changed } });
    }
    if (!study.isRunning || signal?.aborted) return study;
    stored = next;
    const tookMs = performance.now() - lookedMs;
    await setTimeout(Math.max(LOOK_MS, tookMs / MOST_TIME), undefined, { signal }).catch(() => {});
  }
}

function refuseName(name: string, storage: Storage): never {
  const names = storage.list().map(({ name }) => name);
  const where = storage.path === null ? "memory" : show(storage.path);
  throw new RangeError(
    `Expected the name of a study in ${where}, got ${show(name)}${didYouMean(name, names)}`,
  );
}

/** The trials that have changed, as they stand now; null where none has. */
function changedTrials(
  before: StoredStudy | null,
  now: StoredStudy,
  standing: readonly Trial[],
): (Trial | null)[] {
  const known = new Set((before ?? now).trials);
  const changed = standing.filter((_, i) => !known.has(now.trials[i]));
  return changed.length > 0 ? changed : [null];
}

function toFollowed({ definition, trials, writer }: StoredStudy, elapsedMs: number): FollowedStudy {
  const isRunning = writer !== null;
  const standing = isRunning ? trials : trials.map(atRest);
  const progress = toStoredProgress(standing, definition.planned, elapsedMs);
  const isLeft = trials.some(({ state }) => state === "running");
  return {
    definition,
    trials: standing,
    progress,
    isRunning,
    status: isRunning
      ? `Running in ${writer}`
      : progress.finished >= progress.planned
      ? "Ended"
      : isLeft
      ? "Stopped, for its program is gone"
      : "Stopped",
  };
}
