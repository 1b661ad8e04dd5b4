/**
 * Writes to one study in memory.
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
import { isFinished, isTakenOver, type Run, setupOf } from "../trial/run.ts";
import type { Setup } from "../trial/setup.ts";
import { checkPlace } from "./check_arguments.ts";
import { identityOf, lineageOf } from "./identity.ts";
import { copyCheckpoint, type KeptStudy, keyOf, type KnownRun } from "./in_memory_study.ts";
import type { StudyWriter, TrainedRun } from "./storage.ts";

/** Writes to a study as long as the study names it as its writer. */
export class MemoryWriter implements StudyWriter {
  readonly revision: number;
  readonly #study: KeptStudy;
  readonly #studies: ReadonlyMap<string, KeptStudy>;

  constructor(study: KeptStudy, studies: ReadonlyMap<string, KeptStudy>) {
    this.#study = study;
    this.#studies = studies;
    this.revision = study.revision;
  }

  save(trial: Trial): void {
    checkRecord(trial);
    this.#checkOpen(`save trial ${trial.number}`);
    const { trials, runs } = this.#study;
    trials.set(trial.number, trial);
    for (const run of trial.runs) {
      const key = keyOf(trial.number, run.number);
      const known = runs.get(key);
      runs.set(key, this.#know(trial, run, known));
    }
    let gone = trial.runs.length;
    while (runs.delete(keyOf(trial.number, gone))) gone++;
    this.#study.changed = new Date();
  }

  savePlanned(planned: number): void {
    checkWhole("the planned trials of a study", planned, 0);
    this.#checkOpen("save the number of trials");
    this.#study.definition = { ...this.#study.definition, planned };
    this.#study.changed = new Date();
  }

  // deno-lint-ignore require-await -- What it throws is a rejection, as it is of a file.
  async saveCheckpoint(trial: number, run: number, checkpoint: Checkpoint): Promise<void> {
    checkPlace(trial, run);
    checkCheckpoint("a checkpoint", checkpoint);
    const what = `save the checkpoint of run ${run} of trial ${trial}`;
    this.#checkOpen(what);
    const known = this.#study.runs.get(keyOf(trial, run));
    if (known === undefined) {
      throw new Error(`${this.#sentence(what)}: the trial has not been saved.`);
    }
    const value = copyCheckpoint(checkpoint);
    const kept = { lineage: this.#lineageOf(trial, run), value };
    this.#study.runs.set(keyOf(trial, run), { ...known, checkpoint: kept });
  }

  loadCheckpoint(trial: number, run: number): Checkpoint | null {
    checkPlace(trial, run);
    this.#checkOpen(`load the checkpoint of run ${run} of trial ${trial}`);
    const kept = this.#study.runs.get(keyOf(trial, run))?.checkpoint ?? null;
    if (kept === null || kept.lineage !== this.#lineageOf(trial, run)) return null;
    return copyCheckpoint(kept.value);
  }

  removeCheckpoint(trial: number, run: number): void {
    checkPlace(trial, run);
    this.#checkOpen(`remove the checkpoint of run ${run} of trial ${trial}`);
    const known = this.#study.runs.get(keyOf(trial, run));
    if (known) this.#study.runs.set(keyOf(trial, run), { ...known, checkpoint: null });
  }

  findTrained(setup: Setup): TrainedRun | null {
    checkSetup(setup);
    this.#checkOpen("look for trained runs");
    const found = this.#findKnown(identityOf(setup, this.#provenance));
    return found && { run: found.run, study: found.study, ended: found.ended! };
  }

  findCheckpoint(setup: Setup): Checkpoint | null {
    checkSetup(setup);
    this.#checkOpen("look for checkpoints");
    const lineage = lineageOf(setup, this.#provenance);
    let longest: Checkpoint | null = null;
    for (const { runs } of this.#studies.values()) {
      for (const { checkpoint } of runs.values()) {
        if (checkpoint?.lineage !== lineage) continue;
        const { length } = checkpoint.value.epochs;
        if (length <= setup.epochs && length > (longest?.epochs.length ?? 0)) {
          longest = checkpoint.value;
        }
      }
    }
    return longest && copyCheckpoint(longest);
  }

  close(): void {
    if (this.#study.writer === this) this.#study.writer = null;
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #findKnown(identity: string): KnownRun & { study: string } | null {
    let best: KnownRun & { study: string } | null = null;
    for (const [study, { runs }] of this.#studies) {
      for (const known of runs.values()) {
        if (known.identity !== identity || known.run.state !== "complete") continue;
        const isEarlier = best === null || known.ended! < best.ended!;
        const isTested = known.run.test !== null;
        const wasTested = best !== null && best.run.test !== null;
        if (isTested === wasTested ? isEarlier : isTested) best = { ...known, study };
      }
    }
    return best;
  }

  get #provenance(): Provenance {
    return this.#study.definition.provenance;
  }

  /** What a run that is complete goes by stays as it was when it was computed. */
  #know({ setup }: Trial, run: Run, before: KnownRun | undefined): KnownRun {
    if (before?.run.state === "complete") return { ...before, run };
    const provenance = { ...this.#provenance, engine: run.engine ?? this.#provenance.engine };
    const identity = identityOf(setupOf(setup, run), provenance);
    const trained = isTakenOver(run) ? this.#findKnown(identity) : null;
    return {
      run,
      identity,
      provenance: trained?.provenance ?? provenance,
      lineage: lineageOf(setupOf(setup, run), provenance),
      ended: isFinished(run.state) ? new Date() : null,
      checkpoint: before?.checkpoint ?? null,
    };
  }

  /** That of a complete run stays as it was when it was computed. */
  #lineageOf(trial: number, run: number): string {
    const known = this.#study.runs.get(keyOf(trial, run))!;
    if (known.run.state === "complete") return known.lineage;
    const { setup, runs } = this.#study.trials.get(trial)!;
    return lineageOf(setupOf(setup, runs[run]), this.#provenance);
  }

  #checkOpen(what: string): void {
    if (this.#study.writer !== this) {
      throw new Error(`${this.#sentence(what)}: its writer was closed.`);
    }
  }

  #sentence(what: string): string {
    return `Cannot ${what} of study "${this.#study.definition.name}"`;
  }
}
