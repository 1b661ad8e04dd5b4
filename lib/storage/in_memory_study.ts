/**
 * A study as it is kept in memory.
 *
 * @module
 */
import type { Checkpoint } from "../trial/checkpoint.ts";
import type { StudyDefinition } from "../trial/definition.ts";
import { isBetter } from "../trial/objective.ts";
import type { Trial } from "../trial/record.ts";
import type { Provenance } from "../trial/provenance.ts";
import type { Run, TrialState } from "../trial/run.ts";
import { splitLeftOut } from "./left_out.ts";
import { describeProgram, thisProgram } from "./programs.ts";
import type { StudySummary, StudyWriter } from "./storage.ts";

/** What a run is known by, as it was when it was computed. */
export interface KnownRun {
  /** As it was saved last. */
  readonly run: Run;
  /** Of all that decides its outcome. */
  readonly identity: string;
  /** The same without its epochs. */
  readonly lineage: string;
  /** Of what trained it. */
  readonly provenance: Provenance;
  /** Null until it did. */
  readonly ended: Date | null;
  /** With the lineage under which it was written. */
  readonly checkpoint: { readonly lineage: string; readonly value: Checkpoint } | null;
}

/** A study as it is kept. */
export interface KeptStudy {
  /** When it was last written to. */
  definition: StudyDefinition;
  /** By their numbers. */
  readonly trials: Map<number, Trial>;
  /** By trial and run. */
  readonly runs: Map<string, KnownRun>;
  /** When it was made. */
  readonly created: Date;
  /** When something of it was last written. */
  changed: Date;
  /** Grows with every writer. */
  revision: number;
  /** Null where there is none. */
  writer: StudyWriter | null;
}

/** Who writes to a study; null where nobody does. */
export function writerInMemory({ writer }: KeptStudy): string | null {
  return writer && describeProgram(thisProgram());
}

/** The key of a run. */
export function keyOf(trial: number, run: number): string {
  return `${trial} ${run}`;
}

/** A copy of a checkpoint; `structuredClone()` takes five times as long. */
export function copyCheckpoint({ epochs, weights, optimizer }: Checkpoint): Checkpoint {
  return {
    epochs: epochs.map((metrics) => ({ ...metrics })),
    weights: weights.map((values) => values.slice()),
    optimizer: optimizer.map((values) => values.slice()),
  };
}

/** A study in a list. */
export function toSummary(study: KeptStudy): StudySummary {
  const { definition, created, changed } = study;
  const { name, dataset, planned, plan: { objective } } = definition;
  const { trials } = splitLeftOut([...study.trials.values()], definition);
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
  const writer = writerInMemory(study);
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
