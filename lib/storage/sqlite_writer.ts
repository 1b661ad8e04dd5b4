/**
 * Writes to one study of a database.
 *
 * @module
 */
import { checkWhole } from "../check/check.ts";
import { checkCheckpoint } from "../trial/check_checkpoint.ts";
import { checkRecord } from "../trial/check_record.ts";
import { checkSetup } from "../trial/check_setup.ts";
import type { Checkpoint } from "../trial/checkpoint.ts";
import type { Provenance } from "../trial/provenance.ts";
import type { Trial } from "../trial/record.ts";
import type { Setup } from "../trial/setup.ts";
import { checkPlace } from "./check_arguments.ts";
import { readCheckpoint, writeCheckpoint } from "./checkpoints.ts";
import { identityOf, lineageOf } from "./identity.ts";
import {
  checkpointFolder,
  checkpointPath,
  readIfThere,
  removeFile,
  troubleOf,
} from "./sqlite_checkpoints.ts";
import { beHeard, giveUp, holdClaim } from "./sqlite_claims.ts";
import type { Database } from "./sqlite_database.ts";
import { attempt } from "./sqlite_errors.ts";
import { mirrorTrial } from "./sqlite_optuna.ts";
import { findTrainedRow, readRun, readTrained } from "./sqlite_read.ts";
import { type Place, saveTrial } from "./sqlite_save.ts";
import type { StudyWriter, TrainedRun } from "./storage.ts";

/** So often a writer makes itself heard. */
const HEARTBEAT_MS = 10_000;

/** What a writer holds. */
export interface Claimed {
  /** The id of its study. */
  readonly studyId: number;
  /** The name of its study. */
  readonly name: string;
  /** What its runs are computed from and by. */
  readonly provenance: Provenance;
  /** The revision of its study. */
  readonly revision: number;
  /** Of its claim. */
  readonly token: string;
}

/** Writes to the study that it has claimed. */
export class SqliteWriter implements StudyWriter {
  readonly revision: number;
  readonly #database: Database;
  readonly #claimed: Claimed;
  /** The records that were saved last, by their numbers. */
  readonly #saved = new Map<number, Trial>();
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #onClose: () => void;
  #isOpen = true;

  constructor(database: Database, claimed: Claimed, onClose: () => void) {
    this.#database = database;
    this.#claimed = claimed;
    this.#onClose = onClose;
    this.revision = claimed.revision;
    this.#timer = setInterval(() => this.#beHeard(), HEARTBEAT_MS);
    this.#timer.unref();
  }

  save(trial: Trial): void {
    checkRecord(trial);
    const before = this.#saved.get(trial.number);
    this.#write(`save trial ${trial.number}`, (place) => {
      if (trial === before) return;
      saveTrial(place, trial, before);
      mirrorTrial(place, trial, before);
    });
    this.#saved.set(trial.number, trial);
  }

  savePlanned(planned: number): void {
    checkWhole("the planned trials of a study", planned, 0);
    this.#write("save the number of trials", ({ database, studyId }) => {
      database.run("UPDATE sweepbook_studies SET planned = ? WHERE study_id = ?", planned, studyId);
    });
  }

  async saveCheckpoint(trial: number, run: number, checkpoint: Checkpoint): Promise<void> {
    checkPlace(trial, run);
    checkCheckpoint("a checkpoint", checkpoint);
    const what = `save the checkpoint of run ${run} of trial ${trial}`;
    const path = this.#attempt(what, () => {
      const path = this.#pathOf(trial, run);
      if (path === null) throw new Error(`${this.#sentence(what)}: the trial has not been saved.`);
      const trouble = troubleOf(this.#database);
      if (trouble !== null) throw new Error(`${this.#sentence(what)}: ${trouble}`);
      Deno.mkdirSync(checkpointFolder(this.#database), { recursive: true });
      return path;
    });
    await writeCheckpoint(path, checkpoint);
  }

  loadCheckpoint(trial: number, run: number): Checkpoint | null {
    checkPlace(trial, run);
    return this.#attempt(`load the checkpoint of run ${run} of trial ${trial}`, () => {
      const path = this.#pathOf(trial, run);
      return path === null ? null : readIfThere(path);
    });
  }

  removeCheckpoint(trial: number, run: number): void {
    checkPlace(trial, run);
    this.#attempt(`remove the checkpoint of run ${run} of trial ${trial}`, () => {
      const path = this.#pathOf(trial, run);
      if (path !== null) removeFile(path);
    });
  }

  findTrained(setup: Setup): TrainedRun | null {
    checkSetup(setup);
    return this.#attempt("look for trained runs", () => {
      const identity = identityOf(setup, this.#claimed.provenance);
      const row = findTrainedRow(this.#database, identity);
      if (row === undefined) return null;
      const run = readTrained(this.#database, Number(row.run_id));
      return { run, study: String(row.study_name), ended: new Date(Number(row.ended)) };
    });
  }

  findCheckpoint(setup: Setup): Checkpoint | null {
    checkSetup(setup);
    return this.#attempt("look for checkpoints", () => {
      const lineage = lineageOf(setup, this.#claimed.provenance);
      const rows = this.#database.all(
        "SELECT run_id FROM sweepbook_runs WHERE lineage = ? ORDER BY run_id",
        lineage,
      );
      const found = rows.map(({ run_id }) =>
        readIfWhole(checkpointPath(this.#database, Number(run_id), lineage))
      ).filter((checkpoint) => checkpoint !== null && checkpoint.epochs.length <= setup.epochs);
      return found.reduce(
        (longest, checkpoint) =>
          longest === null || checkpoint!.epochs.length > longest.epochs.length
            ? checkpoint
            : longest,
        null,
      );
    });
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    clearInterval(this.#timer);
    this.#onClose();
    const { studyId, token } = this.#claimed;
    // A claim that cannot be given up in the file is known as given up in this program, and dies with it.
    try {
      giveUp(this.#database, studyId, token);
    } catch {
      // The next writer takes it over.
    }
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #write(what: string, act: (place: Place) => void): void {
    const { studyId, token, provenance } = this.#claimed;
    const database = this.#database;
    this.#attempt(what, () =>
      database.transact(() => {
        holdClaim(this.#sentence(what), database, studyId, token);
        act({ database, studyId, provenance });
        database.run(
          "UPDATE sweepbook_studies SET changed = ?1, writer_heard = ?1 WHERE study_id = ?2",
          Date.now(),
          studyId,
        );
      }));
  }

  /**
   * Where the checkpoint of a stored run is, or would be; null where the run is not stored. That of a
   * complete run was made by what computed it then.
   */
  #pathOf(trial: number, run: number): string | null {
    const { studyId, provenance } = this.#claimed;
    const stored = readRun(this.#database, studyId, [trial, run]);
    if (stored === null) return null;
    const { id, setup, lineage, isComplete } = stored;
    return checkpointPath(this.#database, id, isComplete ? lineage : lineageOf(setup, provenance));
  }

  #attempt<T>(what: string, act: () => T): T {
    const sentence = this.#sentence(what);
    if (!this.#isOpen) throw new Error(`${sentence}: its writer was closed.`);
    const { studyId, token } = this.#claimed;
    return attempt(sentence, this.#database.path, () => {
      holdClaim(sentence, this.#database, studyId, token);
      return act();
    });
  }

  #sentence(what: string): string {
    return `Cannot ${what} of study "${this.#claimed.name}"`;
  }

  #beHeard(): void {
    const { studyId, token } = this.#claimed;
    try {
      beHeard(this.#database, studyId, token);
    } catch {
      // What keeps it from being heard keeps it from writing, which tells.
    }
  }
}

function readIfWhole(path: string): Checkpoint | null {
  try {
    return readCheckpoint(path);
  } catch {
    return null;
  }
}
