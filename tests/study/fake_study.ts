/** Studies on an executor whose runs go and end as the test says. */
import type { Dataset, LabelledImages } from "../../lib/datasets/dataset.ts";
import type { ExecuteOptions, Executor } from "../../lib/executors/executor.ts";
import type { Pruner } from "../../lib/pruners/pruner.ts";
import { createMemoryStorage } from "../../lib/storage/in_memory.ts";
import { Study } from "../../lib/study/study.ts";
import type { StudyParts } from "../../lib/study/study_parts.ts";
import type { TrialsParts } from "../../lib/study/trials.ts";
import { toObjective } from "../../lib/trial/objective.ts";
import type { Checkpoint } from "../../lib/trial/checkpoint.ts";
import type { StudyPlan } from "../../lib/trial/plan.ts";
import {
  type EpochMetrics,
  type Evaluation,
  type Outcome,
  RunStopped,
} from "../../lib/trial/run.ts";
import type { KeptWeights } from "../../lib/trial/kept_weights.ts";
import type { Provenance } from "../../lib/trial/provenance.ts";
import type { Trial } from "../../lib/trial/record.ts";
import type { Setup } from "../../lib/trial/setup.ts";

/** What a net did on two images. */
export const evaluation: Evaluation = {
  loss: 1,
  accuracy: 0.5,
  errors: 1,
  confusion: [[1, 1], [0, 0]],
  mistakes: [1],
};

/** What a run comes to. */
export const outcome: Outcome = { validation: evaluation, test: evaluation };

/** The plan of plain cases. */
export const plainPlan: StudyPlan = {
  objective: toObjective("valAccuracy", "best"),
  repeats: 1,
  folds: null,
  lag: null,
  sampler: null,
  pruner: null,
};

/** Where the runs of fakes come from. */
export const fakeProvenance: Provenance = {
  data: "0".repeat(64),
  engine: "fake",
  arithmetic: 1,
  processor: "fake",
  sweepbook: "0.0.0",
  tfjs: "0.0.0",
  deno: "0.0.0",
};

/** A checkpoint of a net without weights. */
export function checkpointAfter(...epochs: EpochMetrics[]): Checkpoint {
  return { epochs, weights: [], optimizer: [] };
}

/** A run that is under way. */
export interface FakeRun {
  readonly setup: Setup;
  readonly listener: ExecuteOptions;
  readonly end: (outcome: Outcome | Error) => void;
}

/** What is not as in a study of plain cases, and the slots of its executor. */
export interface FakeOptions extends Partial<Omit<StudyParts, "open" | "definition">> {
  readonly name?: string;
  /** What its trials are made of, given those that were stored. */
  readonly open: (stored: readonly Trial[]) => Pick<TrialsParts, "kept" | "source">;
  readonly pruner?: Pruner | null;
  readonly plan?: Partial<StudyPlan>;
  /** What computes. */
  readonly engine?: string;
  /** The version of tfjs. */
  readonly tfjs?: string;
  readonly weights?: KeptWeights;
  readonly slots?: number;
}

const blank: LabelledImages = {
  count: 1,
  height: 28,
  width: 28,
  images: new Uint8Array(new SharedArrayBuffer(784)),
  labels: new Uint8Array(new SharedArrayBuffer(1)),
};

/** A dataset of two blank images. */
export const fakeData: Dataset = { name: "none", classes: 10, train: blank, test: blank };

/**
 * A study, the runs that were begun, the setups whose kept weights were tested, and how many were at
 * a time.
 */
export function createFakeStudy(options: FakeOptions) {
  const { name = "fake", slots = 2, plan, open, pruner = null, ...others } = options;
  const { engine = "fake", tfjs = fakeProvenance.tfjs, weights = "none", ...parts } = others;
  const runs: FakeRun[] = [];
  const tested: Setup[] = [];
  const testing = { now: 0, most: 0, error: null as Error | null };
  const executor = {
    slots,
    engine,
    released: 0,
    execute(setup, options) {
      const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
      options.signal.addEventListener("abort", () => reject(new RunStopped()));
      if (options.signal.aborted) reject(new RunStopped());
      const end = (result: Outcome | Error) =>
        result instanceof Error ? reject(result) : resolve(result);
      runs.push({ setup, listener: options, end });
      return promise;
    },
    async test(setup) {
      tested.push(setup);
      testing.most = Math.max(testing.most, ++testing.now);
      await settle();
      testing.now--;
      if (testing.error !== null) throw testing.error;
      return evaluation;
    },
    release: () => void executor.released++,
  } satisfies Executor & { released: number };
  const storage = parts.storage ?? createMemoryStorage();
  const whole = { ...plainPlan, ...plan };
  const study = new Study({
    definition: {
      name,
      dataset: "none",
      plan: whole,
      reference: null,
      weights,
      provenance: { ...fakeProvenance, engine, tfjs },
    },
    data: fakeData,
    open: (stored) => ({ plan: whole, pruner, nextNumber: 0, ...open(stored) }),
    stored: storage.load(name),
    storage,
    fresh: false,
    note: null,
    tested: "all",
    executor,
    ...parts,
  });
  return { runs, tested, testing, executor, study };
}

/** Lets all that is ready happen. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
