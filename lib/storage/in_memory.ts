/**
 * Studies in memory, which go with the program.
 *
 * @module
 */
import { checkArguments } from "../check/check.ts";
import type { Checkpoint } from "../trial/checkpoint.ts";
import type { StudyDefinition } from "../trial/definition.ts";
import type { Provenance } from "../trial/provenance.ts";
import type { Trial } from "../trial/record.ts";
import {
  copyCheckpoint,
  type KeptStudy,
  keyOf,
  type KnownRun,
  toSummary,
  writerInMemory,
} from "./in_memory_study.ts";
import { checkKnown, checkName, checkPlace, checkWrite } from "./check_arguments.ts";
import { splitLeftOut } from "./left_out.ts";
import { MemoryWriter } from "./in_memory_writer.ts";
import type { Storage, StoredStudy, StudySummary, StudyWriter, WriteOptions } from "./storage.ts";
import { checkStudyName } from "./study_name.ts";

/**
 * Keeps studies in memory: nothing is written anywhere, and all goes with the program.
 *
 * @throws {TypeError} If it is given an argument.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { createMemoryStorage, createStudy, loadMnist } from "../mod.ts";
 *
 * const data = await loadMnist();
 * const cases = [{ name: "flat", layers: "F" }];
 * const storage = createMemoryStorage();
 * const study = await createStudy({ name: "a", data, cases, storage, epochs: 1, limit: 600 });
 * await study.optimize();
 * const [summary] = storage.list();
 * assertEquals([summary.name, summary.states], ["a", { complete: 1 }]);
 * ```
 */
export function createMemoryStorage(): Storage {
  checkArguments("createMemoryStorage()", arguments, 0);
  return new MemoryStorage();
}

class MemoryStorage implements Storage {
  readonly path = null;
  readonly #studies = new Map<string, KeptStudy>();
  #revision = 0;
  #isOpen = true;

  list(): StudySummary[] {
    this.#checkOpen("list studies");
    return [...this.#studies.values()].sort((a, b) =>
      b.changed.getTime() - a.changed.getTime() || b.revision - a.revision
    ).map(toSummary);
  }

  load(name: string, known: StoredStudy | null = null): StoredStudy | null {
    checkName(name);
    checkKnown(known);
    this.#checkOpen(`load study "${name}"`);
    const study = this.#studies.get(name);
    if (study === undefined) return null;
    const { definition, changed, revision } = study;
    const trials = [...study.trials.values()].sort((a, b) => a.number - b.number);
    const parts = splitLeftOut(trials, definition);
    const loaded = { definition, ...parts, writer: writerInMemory(study), changed, revision };
    return known !== null && isSame(known, loaded) ? known : loaded;
  }

  revision(name: string): number {
    checkName(name);
    this.#checkOpen(`load study "${name}"`);
    return this.#studies.get(name)?.revision ?? 0;
  }

  loadCheckpoint(name: string, trial: number, run: number): Checkpoint | null {
    checkName(name);
    checkPlace(trial, run);
    this.#checkOpen(`load a checkpoint of study "${name}"`);
    const kept = this.#studies.get(name)?.runs.get(keyOf(trial, run))?.checkpoint ?? null;
    return kept && copyCheckpoint(kept.value);
  }

  loadProvenance(name: string, trial: number, run: number): Provenance | null {
    checkName(name);
    checkPlace(trial, run);
    this.#checkOpen(`load where a run of study "${name}" comes from`);
    return this.#studies.get(name)?.runs.get(keyOf(trial, run))?.provenance ?? null;
  }

  write(definition: StudyDefinition, options: WriteOptions = {}): StudyWriter {
    const { name, fresh } = checkWrite(definition, options);
    const sentence = `write to study "${name}"`;
    this.#checkOpen(sentence);
    const kept = this.#studies.get(name);
    if (kept !== undefined) refuseWriter(sentence, kept);
    const now = new Date();
    const study = kept !== undefined && !fresh ? kept : {
      definition,
      trials: new Map<number, Trial>(),
      runs: new Map<string, KnownRun>(),
      created: now,
      changed: now,
      revision: 0,
      writer: null,
    };
    study.definition = definition;
    study.changed = now;
    study.revision = ++this.#revision;
    this.#studies.set(name, study);
    return study.writer = new MemoryWriter(study, this.#studies);
  }

  rename(name: string, to: string): void {
    checkName(name);
    checkStudyName(to);
    const study = this.#find(`rename study "${name}"`, name);
    if (this.#studies.has(to)) {
      throw new RangeError(`Cannot rename study "${name}": there is a study "${to}" already.`);
    }
    study.definition = { ...study.definition, name: to };
    this.#studies.delete(name);
    this.#studies.set(to, study);
  }

  delete(name: string): void {
    checkName(name);
    this.#find(`delete study "${name}"`, name);
    this.#studies.delete(name);
  }

  check(): string[] {
    return [];
  }

  close(): void {
    for (const { writer } of this.#studies.values()) writer?.close();
    this.#studies.clear();
    this.#isOpen = false;
  }

  #find(what: string, name: string): KeptStudy {
    this.#checkOpen(what);
    const study = this.#studies.get(name);
    if (study === undefined) {
      throw new RangeError(`Cannot ${what}: there is none of this name in memory.`);
    }
    refuseWriter(what, study);
    return study;
  }

  #checkOpen(what: string): void {
    if (!this.#isOpen) throw new Error(`Cannot ${what}: the storage was closed.`);
  }
}

/** Whether nothing was written between two loads. */
function isSame(a: StoredStudy, b: StoredStudy): boolean {
  return a.definition === b.definition && a.writer === b.writer && a.revision === b.revision &&
    a.trials.length === b.trials.length && a.trials.every((trial, i) => trial === b.trials[i]);
}

function refuseWriter(what: string, study: KeptStudy): void {
  if (study.writer === null) return;
  const who = `this very program (${writerInMemory(study)})`;
  throw new Error(`Cannot ${what}: ${who} writes to it; end that first, or take another name.`);
}
