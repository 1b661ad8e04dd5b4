/**
 * Where studies are kept.
 *
 * @module
 */
import type { Checkpoint } from "../trial/checkpoint.ts";
import type { StudyDefinition } from "../trial/definition.ts";
import type { Provenance } from "../trial/provenance.ts";
import type { Trial } from "../trial/record.ts";
import type { Run, TrialState } from "../trial/run.ts";
import type { Setup } from "../trial/setup.ts";

/**
 * Keeps studies. Everything that it gives is plain data and frozen in time. What it is handed is
 * checked first: a {@linkcode TypeError} or a {@linkcode RangeError} says what was expected.
 */
export interface Storage {
  /** The path of its file; null: it lives in memory and goes with the program. */
  readonly path: string | null;
  /** All studies, the one that changed last first. */
  list(): StudySummary[];
  /**
   * A study as it stands, whoever runs it; null where there is none of this name.
   *
   * @param known What was loaded of it before. It is given back where nothing has changed, and else
   * its trials that have not, so that a study can be followed at little cost.
   */
  load(name: string, known?: StoredStudy | null): StoredStudy | null;
  /** How often a study was begun to be written to; 0 where there is none of this name. */
  revision(name: string): number;
  /**
   * The checkpoint of a run, whoever writes to its study; null where there is none.
   *
   * @throws {Error} If it is there and not whole.
   */
  loadCheckpoint(name: string, trial: number, run: number): Checkpoint | null;
  /**
   * Where a run comes from: that of what trained it, also where it was taken over since. Null where
   * there is none.
   */
  loadProvenance(name: string, trial: number, run: number): Provenance | null;
  /**
   * Begins to write to a study, which is made where there is none of this name. Until the writer is
   * closed, or this program ends, no other may write to it.
   *
   * @throws {Error} If a live program writes to it; the sentence names which.
   */
  write(definition: StudyDefinition, options?: WriteOptions): StudyWriter;
  /**
   * Gives a study another name.
   *
   * @throws {RangeError} If there is none of the name, or there is one of the other.
   * @throws {Error} If a live program writes to it.
   */
  rename(name: string, to: string): void;
  /**
   * Deletes a study with its checkpoints, and frees the space.
   *
   * @throws {RangeError} If there is none of the name.
   * @throws {Error} If a live program writes to it.
   */
  delete(name: string): void;
  /** What is wrong with the database and the checkpoints, a sentence each; empty: nothing is. */
  check(): string[];
  /** Frees what it holds; it cannot be used any more. */
  close(): void;
}

/** How a study is begun to be written to. */
export interface WriteOptions {
  /**
   * What is stored under this name is deleted first.
   *
   * @default {false}
   */
  readonly fresh?: boolean;
}

/** A study as it was stored. */
export interface StoredStudy {
  /** What it was asked to do, when it was last written to. */
  readonly definition: StudyDefinition;
  /** Its trials in the order of their numbers, which may have gaps. */
  readonly trials: readonly Trial[];
  /** Trials that had not ended when their cases were left out. */
  readonly leftOut: readonly Trial[];
  /** Who writes to it, such as `process 4711 on host`; null where no live program does. */
  readonly writer: string | null;
  /** When something of it was last written. */
  readonly changed: Date;
  /** As {@linkcode Storage.revision} gave it then. */
  readonly revision: number;
}

/** A study in a list. */
export interface StudySummary {
  /** Of the study. */
  readonly name: string;
  /** The name of what it trained and measured on. */
  readonly dataset: string;
  /** Its trials by state, those that were never begun among the waiting; states without any are missing. */
  readonly states: Readonly<Partial<Record<TrialState, number>>>;
  /** Trials that there are to be, at most. */
  readonly planned: number;
  /** The best value of its complete trials; null where there is none. */
  readonly best: number | null;
  /** The name of the metric of its value. */
  readonly metric: string;
  /** When it was made. */
  readonly created: Date;
  /** When something of it was last written. */
  readonly changed: Date;
  /** Who writes to it; null where no live program does. */
  readonly writer: string | null;
  /** Bytes of its checkpoints. */
  readonly checkpointBytes: number;
}

/** A run that is finished somewhere in the storage. */
export interface TrainedRun {
  /** All that is known of it. */
  readonly run: Run;
  /** The name of the study in which it was trained. */
  readonly study: string;
  /** When it ended. */
  readonly ended: Date;
}

/**
 * Writes to one study. Every write is whole or not done, and is on the disk when it has ended. What
 * fails, for a full disk or a locked database, leaves the study as it was, and can be tried again.
 *
 * All but {@linkcode close} throw an {@linkcode Error} whose sentence says what could not be done,
 * and why, or what was expected of what they were handed.
 */
export interface StudyWriter extends Disposable {
  /**
   * Stores how a trial stands. What was stored of it by this writer, and has not changed since, is
   * not written again: records are compared by identity, runs and epochs one by one.
   */
  save(trial: Trial): void;
  /** Stores how many trials there will be, at most. */
  savePlanned(planned: number): void;
  /**
   * Keeps the checkpoint of a run of a stored trial, in place of an earlier one. It takes long enough
   * to let others go on meanwhile; for one run there is to be one at a time.
   */
  saveCheckpoint(trial: number, run: number, checkpoint: Checkpoint): Promise<void>;
  /** The checkpoint of a run; null where there is none. It throws where it is there and not whole. */
  loadCheckpoint(trial: number, run: number): Checkpoint | null;
  /** Removes the checkpoint of a run, where there is one. */
  removeCheckpoint(trial: number, run: number): void;
  /**
   * A complete run of any study whose outcome is, by construction, that of this setup on the data, the
   * engine and the arithmetic of this writer's study; null where there is none.
   *
   * @param setup Of the run, with its own seed and fold.
   */
  findTrained(setup: Setup): TrainedRun | null;
  /**
   * The longest checkpoint of any study that a run of this setup can go on from: of a run that is
   * identical but for its number of epochs, and has trained no more than are asked for. Null where
   * there is none; one that is not whole is none.
   */
  findCheckpoint(setup: Setup): Checkpoint | null;
  /** Lets others write to the study. */
  close(): void;
}
