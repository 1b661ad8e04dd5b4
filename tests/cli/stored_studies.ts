/** Stored studies to try commands on, without training. */
import {
  openSqliteStorage,
  type StudyDefinition,
  type StudyWriter,
  type Trial,
} from "../../lib/mod.ts";
import { fakeProvenance, plainPlan } from "../study/fake_study.ts";
import { sampleTrial } from "../results/sample_trials.ts";

/** What a stored study was asked to do; `change` replaces some. */
export function toDefinition(
  name: string,
  change: Partial<StudyDefinition> = {},
): StudyDefinition {
  return {
    name,
    dataset: "MNIST",
    plan: plainPlan,
    planned: 2,
    reference: null,
    weights: "best",
    leftOut: [],
    provenance: fakeProvenance,
    ...change,
  };
}

/** Stores a study of these trials in a file. */
export function store(
  path: string,
  definition: StudyDefinition,
  trials: readonly Trial[] = [sampleTrial(0), sampleTrial(1, { state: "pruned" })],
): void {
  const storage = openSqliteStorage(path);
  const writer = begin(storage, definition, trials);
  writer.close();
  storage.close();
}

/** Begins to write to a study, as a program that runs it does. */
export function begin(
  storage: ReturnType<typeof openSqliteStorage>,
  definition: StudyDefinition,
  trials: readonly Trial[],
): StudyWriter {
  const writer = storage.write(definition);
  for (const trial of trials) writer.save(trial);
  return writer;
}
