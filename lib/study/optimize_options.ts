/**
 * How the running of a study is watched and stopped.
 *
 * @module
 */
import { checkFunction, checkKeys, checkSignal } from "../check/check.ts";
import type { StudyProgress } from "./progress.ts";

/** Options of `optimize()`. */
export interface OptimizeOptions {
  /**
   * It is called after everything that a trial tells.
   *
   * @default {undefined}
   */
  readonly onProgress?: (progress: StudyProgress) => void;
  /**
   * It is told, in a sentence each, what the user should know: what is taken over from earlier runs,
   * or that a checkpoint cannot be read.
   *
   * @default {undefined}
   */
  readonly onNote?: (sentence: string) => void;
  /**
   * It stops the study: what has finished is kept.
   *
   * @default {undefined}
   */
  readonly signal?: AbortSignal;
}

/**
 * The options of `optimize()`, where they are right and the study can be run.
 *
 * @throws {TypeError} If an option is unknown, or is not of its type.
 * @throws {Error} If the study is running already.
 */
export function checkOptimize(
  study: { readonly isRunning: boolean },
  options: OptimizeOptions,
): OptimizeOptions {
  const names = ["onProgress", "onNote", "signal"];
  const { onProgress, onNote, signal } = checkKeys("options of optimize()", options, names);
  if (onProgress !== undefined) checkFunction("onProgress", onProgress);
  if (onNote !== undefined) checkFunction("onNote", onNote);
  checkSignal("signal", signal);
  if (study.isRunning) throw new Error("The study is running already; wait until it has ended.");
  return { onProgress, onNote, signal };
}
