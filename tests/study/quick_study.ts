/** Studies whose runs are over at once: what they measure follows from their setups alone. */
import type { ExecuteOptions, Executor } from "../../lib/executors/executor.ts";
import { createRandom } from "../../lib/random/random.ts";
import { createMemoryStorage } from "../../lib/storage/in_memory.ts";
import { caseTrials } from "../../lib/study/case_trials.ts";
import { checkStudyOptions } from "../../lib/study/check_study_options.ts";
import { searchTrials } from "../../lib/study/search_trials.ts";
import { Study } from "../../lib/study/study.ts";
import type { StudyOptions } from "../../lib/study/study_options.ts";
import type { Storage } from "../../lib/storage/storage.ts";
import type { Checkpoint } from "../../lib/trial/checkpoint.ts";
import type { Provenance } from "../../lib/trial/provenance.ts";
import type { Trial } from "../../lib/trial/record.ts";
import { type Outcome, RunStopped } from "../../lib/trial/run.ts";
import type { Setup } from "../../lib/trial/setup.ts";
import { sampleEpoch } from "../results/sample_trials.ts";
import { loadSmallMnist } from "../small_mnist.ts";
import { evaluation, fakeProvenance } from "./fake_study.ts";

const data = await loadSmallMnist(60, 20);

/** What such a study is made of. */
export interface QuickOptions extends Partial<StudyOptions> {
  readonly storage?: Storage;
  readonly provenance?: Partial<Provenance>;
  readonly slots?: number;
  /** Told before each epoch that is trained; what it throws is how the run fails. */
  readonly beforeEpoch?: (setup: Setup, epoch: number) => void;
}

/** A study, and the epochs that were trained, as `F D8 seed 1: epoch 2`. */
export function createQuickStudy(
  { slots = 2, beforeEpoch = () => {}, provenance, storage = createMemoryStorage(), ...options }:
    QuickOptions,
) {
  const trained: string[] = [];
  const tested: Setup[] = [];
  const execute = async (setup: Setup, options: ExecuteOptions): Promise<Outcome> => {
    const { signal, from, test, checkpoints, onStart, onEpoch } = options;
    const epochs = [...from?.epochs ?? []];
    onStart?.();
    while (epochs.length < setup.epochs) {
      await Promise.resolve();
      if (signal.aborted) throw new RunStopped();
      const epoch = epochs.length + 1;
      beforeEpoch(setup, epoch);
      const { fold } = setup;
      const part = fold === null ? "" : ` fold ${fold.index}`;
      trained.push(`${setup.layers} seed ${setup.seed}${part}: epoch ${epoch}`);
      const luck = createRandom(setup.seed, setup.layers, fold?.index ?? -1, epoch).uniform();
      epochs.push(sampleEpoch(epoch, { valAccuracy: 0.9 * luck, durationMs: 0 }));
      const checkpoint: Checkpoint = {
        epochs: [...epochs],
        weights: [Float32Array.of(epoch)],
        optimizer: [Float32Array.of(-epoch)],
      };
      onEpoch?.(epochs.at(-1)!, checkpoints ? checkpoint : null);
    }
    if (signal.aborted) throw new RunStopped();
    return { validation: evaluation, test: test ? evaluation : null };
  };
  const executor: Executor = {
    slots,
    engine: provenance?.engine ?? fakeProvenance.engine,
    execute,
    test(setup) {
      tested.push(setup);
      return Promise.resolve(evaluation);
    },
    release() {},
  };
  const checked = checkStudyOptions({ name: "quick", data, epochs: 3, ...options });
  const { name, objective, repeats, folds, lag, pruner, search, fresh, weights } = checked;
  const plan = {
    objective,
    repeats,
    folds,
    lag: search !== null || pruner !== null ? lag : null,
    sampler: search?.sampler.settings ?? null,
    pruner: pruner?.settings ?? null,
  };
  const study = new Study({
    definition: {
      name,
      dataset: data.name,
      plan,
      reference: null,
      provenance: { ...fakeProvenance, ...provenance },
    },
    images: { height: 28, width: 28, classes: 10 },
    open: (stored) => ({
      plan,
      pruner,
      ...(search === null ? caseTrials(checked, stored) : searchTrials(checked, search, stored)),
    }),
    executor,
    storage,
    stored: fresh ? null : storage.load(name),
    fresh,
    weights,
    tested: folds !== null ? "none" : search !== null ? "best" : "all",
    note: null,
  });
  return { study, trained, tested, storage };
}

/** Runs a study; what it noted. */
export async function notesOf(study: Study): Promise<string[]> {
  const notes: string[] = [];
  await study.optimize({ onNote: (sentence) => notes.push(sentence) });
  return notes;
}

/** What trials came to, durations aside. */
export function withoutTimes(trials: readonly Trial[]): unknown {
  return JSON.parse(
    JSON.stringify(trials, (key, value) => key === "durationMs" ? undefined : value),
  );
}
