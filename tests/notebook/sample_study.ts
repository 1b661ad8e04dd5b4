/** A study for notebooks whose runs end as the test says, and what calls print. */
import type { Executor } from "../../lib/executors/executor.ts";
import { createMemoryStorage } from "../../lib/storage/in_memory.ts";
import { fakeData, fakeProvenance, plainPlan } from "../study/fake_study.ts";
import { NotebookStudy } from "../../lib/notebook/notebook_study.ts";
import { Study } from "../../lib/study/study.ts";
import type { Trial } from "../../lib/trial/record.ts";
import { type Outcome, RunStopped } from "../../lib/trial/run.ts";
import { sampleEpoch, sampleEvaluation, sampleTrial } from "../results/sample_trials.ts";

/** Two complete trials. */
export const complete = [sampleTrial(0), sampleTrial(1)];

/** A study of these trials and more to be made, whose runs end when `end` is called. */
export function createSample(
  trials: readonly Trial[],
  planned = trials.length,
  storage = createMemoryStorage(),
) {
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  const execute: Executor["execute"] = async (_setup, { signal, onEpoch }) => {
    const stopped = Promise.withResolvers<never>();
    signal.addEventListener("abort", () => stopped.reject(new RunStopped()));
    await onEpoch!(sampleEpoch(1), null);
    return await Promise.race([promise, stopped.promise]);
  };
  const isSearch = planned > trials.length;
  const whole = { ...plainPlan, lag: isSearch ? 1 : null };
  const study = new Study({
    definition: {
      name: "sample",
      dataset: "MNIST",
      plan: whole,
      reference: null,
      weights: "none",
      provenance: fakeProvenance,
    },
    data: fakeData,
    open: () => ({
      plan: whole,
      kept: [],
      nextNumber: 0,
      source: { count: planned, isSearch, create: (number) => trials[number] },
      pruner: null,
    }),
    stored: null,
    storage,
    fresh: false,
    executor: {
      slots: 1,
      engine: "wasm",
      execute,
      test: () => Promise.resolve(sampleEvaluation),
      release: () => {},
    },
    tested: "all",
    note: null,
  });
  const end = () => resolve({ validation: sampleEvaluation, test: sampleEvaluation });
  return { study: new NotebookStudy(study), end };
}

/** What a call prints. */
export function printed(call: () => unknown): string {
  const { log } = console;
  const lines: string[] = [];
  console.log = (line: string) => lines.push(line);
  try {
    call();
  } finally {
    console.log = log;
  }
  return lines.join("\n");
}

/** What a call prints until it resolves. */
export async function printedBy(call: () => Promise<unknown>): Promise<string> {
  const { log } = console;
  const lines: string[] = [];
  console.log = (line: string) => lines.push(line);
  try {
    await call();
  } finally {
    console.log = log;
  }
  return lines.join("\n");
}
