/**
 * What a study is made of.
 *
 * @module
 */
import type { Dataset } from "../datasets/dataset.ts";
import type { Executor } from "../executors/executor.ts";
import type { Storage, StoredStudy } from "../storage/storage.ts";
import type { StudyDefinition } from "../trial/definition.ts";
import type { Trial } from "../trial/record.ts";
import type { TrialsParts } from "./trials.ts";

/** The parts of a study. */
export interface StudyParts {
  /** What it was asked to do. */
  readonly definition: Omit<StudyDefinition, "planned" | "leftOut">;
  /** What it trains and measures on. */
  readonly data: Dataset;
  /** What its trials are made of, given those that were stored. */
  readonly open: (stored: readonly Trial[]) => TrialsParts;
  /** Where the trials are run. */
  readonly executor: Executor;
  /** Where it is kept. */
  readonly storage: Storage;
  /** What it holds under the study's name; null: nothing. */
  readonly stored: StoredStudy | null;
  /** Whether that is deleted, and nothing taken over from other studies. */
  readonly fresh: boolean;
  /**
   * Which trials meet the test images: all of them, or the best when all have ended, or none.
   */
  readonly tested: "all" | "best" | "none";
  /** What the user should know before it runs, in a sentence or two. */
  readonly note: string | null;
}
