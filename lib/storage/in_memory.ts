/**
 * Studies in memory, which go with the program.
 *
 * @module
 */
import type { Checkpoint } from "../trial/checkpoint.ts";
import type { StudyDefinition } from "../trial/definition.ts";
import { isBetter } from "../trial/objective.ts";
import type { Provenance } from "../trial/provenance.ts";
import type { Trial } from "../trial/record.ts";
import { isFinished, type Run, setupOf, type TrialState } from "../trial/run.ts";
import type { Setup } from "../trial/setup.ts";
import { identityOf, lineageOf } from "./identity.ts";
import { describeProgram, thisProgram } from "./programs.ts";
import type {
  Storage,
  StoredStudy,
  StudySummary,
  StudyWriter,
  TrainedRun,
  WriteOptions,
} from "./storage.ts";
import { checkStudyName } from "./study_name.ts";

/**
 * Keeps studies in memory: nothing is written anywhere, and all goes with the program.
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
  return new MemoryStorage();
}

/** What a run is known by, as it was when it was computed. */
interface KnownRun {
  readonly run: Run;
  readonly identity: string;
  readonly lineage: string;
  readonly ended: Date | null;
  /** With the lineage under which it was written. */
  readonly checkpoint: { readonly lineage: string; readonly value: Checkpoint } | null;
}

/** A study as it is kept. */
interface KeptStudy {
  definition: StudyDefinition;
  readonly trials: Map<number, Trial>;
  /** By trial and run. */
  readonly runs: Map<string, KnownRun>;
  readonly created: Date;
  changed: Date;
  revision: number;
  writer: StudyWriter | null;
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
    ).map(summarize);
  }

  load(name: string): StoredStudy | null {
    this.#checkOpen(`load study "${name}"`);
    const study = this.#studies.get(name);
    if (study === undefined) return null;
    const { definition, revision } = study;
    const trials = [...study.trials.values()].sort((a, b) => a.number - b.number);
    return { definition, trials, writer: writerOf(study), changed: study.changed, revision };
  }

  revision(name: string): number {
    this.#checkOpen(`load study "${name}"`);
    return this.#studies.get(name)?.revision ?? 0;
  }

  loadCheckpoint(name: string, trial: number, run: number): Checkpoint | null {
    const kept = this.#studies.get(name)?.runs.get(keyOf(trial, run))?.checkpoint ?? null;
    return kept && structuredClone(kept.value);
  }

  write(definition: StudyDefinition, { fresh = false }: WriteOptions = {}): StudyWriter {
    const name = checkStudyName(definition.name);
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

class MemoryWriter implements StudyWriter {
  readonly revision: number;
  readonly #study: KeptStudy;
  readonly #studies: ReadonlyMap<string, KeptStudy>;

  constructor(study: KeptStudy, studies: ReadonlyMap<string, KeptStudy>) {
    this.#study = study;
    this.#studies = studies;
    this.revision = study.revision;
  }

  save(trial: Trial): void {
    this.#checkOpen(`save trial ${trial.number}`);
    const { trials, runs } = this.#study;
    trials.set(trial.number, trial);
    for (const run of trial.runs) {
      const key = keyOf(trial.number, run.number);
      const known = runs.get(key);
      runs.set(key, this.#know(trial, run, known));
    }
    for (const { trial: number, run } of [...runs.keys()].map(placeIn)) {
      if (number === trial.number && run >= trial.runs.length) runs.delete(keyOf(number, run));
    }
    this.#study.changed = new Date();
  }

  savePlanned(planned: number): void {
    this.#checkOpen("save the number of trials");
    this.#study.definition = { ...this.#study.definition, planned };
    this.#study.changed = new Date();
  }

  saveCheckpoint(trial: number, run: number, checkpoint: Checkpoint): void {
    const what = `save the checkpoint of run ${run} of trial ${trial}`;
    this.#checkOpen(what);
    const known = this.#study.runs.get(keyOf(trial, run));
    if (known === undefined) {
      throw new Error(`${this.#sentence(what)}: the trial has not been saved.`);
    }
    const value = structuredClone(checkpoint);
    const kept = { lineage: this.#lineageOf(trial, run), value };
    this.#study.runs.set(keyOf(trial, run), { ...known, checkpoint: kept });
  }

  loadCheckpoint(trial: number, run: number): Checkpoint | null {
    this.#checkOpen(`load the checkpoint of run ${run} of trial ${trial}`);
    const kept = this.#study.runs.get(keyOf(trial, run))?.checkpoint ?? null;
    if (kept === null || kept.lineage !== this.#lineageOf(trial, run)) return null;
    return structuredClone(kept.value);
  }

  removeCheckpoint(trial: number, run: number): void {
    this.#checkOpen(`remove the checkpoint of run ${run} of trial ${trial}`);
    const known = this.#study.runs.get(keyOf(trial, run));
    if (known) this.#study.runs.set(keyOf(trial, run), { ...known, checkpoint: null });
  }

  findTrained(setup: Setup): TrainedRun | null {
    this.#checkOpen("look for trained runs");
    const identity = identityOf(setup, this.#provenance);
    const trained = this.#allRuns().filter((known) =>
      known.identity === identity && known.run.state === "complete"
    );
    const [first] = trained.sort((a, b) =>
      Number(a.run.test === null) - Number(b.run.test === null) ||
      a.ended!.getTime() - b.ended!.getTime()
    );
    return first ? { run: first.run, study: first.study, ended: first.ended! } : null;
  }

  findCheckpoint(setup: Setup): Checkpoint | null {
    this.#checkOpen("look for checkpoints");
    const lineage = lineageOf(setup, this.#provenance);
    const found = this.#allRuns()
      .flatMap(({ checkpoint }) => checkpoint?.lineage === lineage ? [checkpoint.value] : [])
      .filter(({ epochs }) => epochs.length <= setup.epochs)
      .reduce<Checkpoint | null>(
        (longest, checkpoint) =>
          checkpoint.epochs.length > (longest?.epochs.length ?? 0) ? checkpoint : longest,
        null,
      );
    return found && structuredClone(found);
  }

  close(): void {
    if (this.#study.writer === this) this.#study.writer = null;
  }

  [Symbol.dispose](): void {
    this.close();
  }

  get #provenance(): Provenance {
    return this.#study.definition.provenance;
  }

  /** What a run that is complete goes by stays as it was when it was computed. */
  #know({ setup }: Trial, run: Run, before: KnownRun | undefined): KnownRun {
    if (before?.run.state === "complete") return { ...before, run };
    const provenance = { ...this.#provenance, engine: run.engine ?? this.#provenance.engine };
    return {
      run,
      identity: identityOf(setupOf(setup, run), provenance),
      lineage: lineageOf(setupOf(setup, run), provenance),
      ended: isFinished(run.state) ? new Date() : null,
      checkpoint: before?.checkpoint ?? null,
    };
  }

  #lineageOf(trial: number, run: number): string {
    const { setup, runs } = this.#study.trials.get(trial)!;
    return lineageOf(setupOf(setup, runs[run]), this.#provenance);
  }

  #allRuns(): (KnownRun & { study: string })[] {
    return [...this.#studies].flatMap(([study, { runs }]) =>
      [...runs.values()].map((known) => ({ ...known, study }))
    );
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

function refuseWriter(what: string, study: KeptStudy): void {
  if (study.writer === null) return;
  const who = `this very program (${writerOf(study)})`;
  throw new Error(`Cannot ${what}: ${who} writes to it; end that first, or take another name.`);
}

function writerOf({ writer }: KeptStudy): string | null {
  return writer && describeProgram(thisProgram());
}

function keyOf(trial: number, run: number): string {
  return `${trial} ${run}`;
}

function placeIn(key: string): { trial: number; run: number } {
  const [trial, run] = key.split(" ").map(Number);
  return { trial, run };
}

function summarize(study: KeptStudy): StudySummary {
  const { definition, created, changed } = study;
  const { name, dataset, planned, plan: { objective } } = definition;
  const trials = [...study.trials.values()];
  const states: Partial<Record<TrialState, number>> = {};
  for (const { state } of trials) states[state] = (states[state] ?? 0) + 1;
  const waiting = (states.waiting ?? 0) + Math.max(0, planned - trials.length);
  if (waiting > 0) states.waiting = waiting;
  const values = trials.flatMap(({ state, value }) =>
    state === "complete" && !Number.isNaN(value) ? [value!] : []
  );
  const best = values.length === 0
    ? null
    : values.reduce((best, value) => isBetter(objective, value, best) ? value : best);
  const checkpointBytes = [...study.runs.values()]
    .reduce((sum, { checkpoint }) => sum + (checkpoint ? bytesOf(checkpoint.value) : 0), 0);
  const metric = objective.metric;
  const writer = writerOf(study);
  return {
    name,
    dataset,
    states,
    planned,
    best,
    metric,
    created,
    changed,
    writer,
    checkpointBytes,
  };
}

function bytesOf({ weights, optimizer }: Checkpoint): number {
  return [...weights, ...optimizer].reduce((sum, { byteLength }) => sum + byteLength, 0);
}
