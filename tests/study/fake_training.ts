/**
 * Studies of real options on a fake executor, whose runs train by a sum that only the right checkpoint
 * goes on with.
 *
 * @module
 */
import { createRandom } from "../../lib/random/random.ts";
import { checkStudyOptions } from "../../lib/study/check_study_options.ts";
import type { OptimizeOptions } from "../../lib/study/optimize_options.ts";
import type { StudyCase } from "../../lib/study/study_case.ts";
import type { StudyOptions } from "../../lib/study/study_options.ts";
import { openTrials, testedTrials, toPlan } from "../../lib/study/open_trials.ts";
import { openStorage } from "../../lib/study/open_storage.ts";
import type { Checkpoint } from "../../lib/trial/checkpoint.ts";
import type { Trial } from "../../lib/trial/record.ts";
import type { Setup } from "../../lib/trial/setup.ts";
import { sampleEpoch } from "../results/sample_trials.ts";
import { loadSmallMnist } from "../small_mnist.ts";
import { createFakeStudy, evaluation, type FakeRun, settle } from "./fake_study.ts";

export const data = await loadSmallMnist(60, 20);

/** Options of a study, the slots of its executor, and what computes. */
export type TrainedOptions = Partial<StudyOptions> & {
  readonly slots?: number;
  readonly engine?: string;
  readonly tfjs?: string;
};

/** Cases of these layers, each called by them. */
export function toCases(...layers: string[]): StudyCase[] {
  return layers.map((layers) => ({ name: layers, layers }));
}

/** A study of these options on a fake executor. */
export function createTrained({ slots = 2, engine, tfjs, ...options }: TrainedOptions = {}) {
  const checked = checkStudyOptions({ name: "fake", data, epochs: 3, ...options });
  const { name, fresh, weights } = checked;
  const storage = openStorage(options.storage ?? null);
  return createFakeStudy({
    name,
    slots,
    engine,
    tfjs,
    storage,
    fresh,
    weights,
    tested: testedTrials(checked),
    plan: toPlan(checked),
    open: (stored) => openTrials(checked, stored),
  });
}

/** How a fake study is run. */
export interface TrainOptions extends OptimizeOptions {
  /**
   * It is stopped after so many epochs.
   *
   * @default {Infinity}
   */
  readonly stopAfter?: number;
  /**
   * Which of so many runs has its next epoch.
   *
   * @default {() => 0}
   */
  readonly choose?: (count: number) => number;
  /**
   * What a run comes to in place of its next epoch; null: nothing else.
   *
   * @default {() => null}
   */
  readonly breaks?: (setup: Setup, epoch: number) => Error | null;
}

/** Calls `optimize()` and has its runs train, until it returns. */
export async function train(
  { runs, study }: ReturnType<typeof createTrained>,
  { stopAfter = Infinity, choose = () => 0, breaks = () => null, ...options }: TrainOptions = {},
): Promise<void> {
  let seen = runs.length, left = stopAfter;
  const done = study.optimize(options);
  done.catch(() => {}); // it is awaited at the end
  const open: { run: FakeRun; checkpoint: Checkpoint }[] = [];
  while (study.isRunning) {
    await settle();
    for (const run of runs.slice(seen)) open.push({ run, checkpoint: begin(run) });
    seen = runs.length;
    for (const one of open.filter(({ run }) => run.listener.signal.aborted)) {
      open.splice(open.indexOf(one), 1);
    }
    if (open.length === 0) continue;
    const one = open[choose(open.length)];
    const { run: { setup, listener, end } } = one;
    const error = breaks(setup, one.checkpoint.epochs.length + 1);
    if (error === null && one.checkpoint.epochs.length < setup.epochs) {
      one.checkpoint = nextEpoch(setup, one.checkpoint);
      await listener.onEpoch?.(one.checkpoint.epochs.at(-1)!, structuredClone(one.checkpoint));
      if (--left === 0) study.stop();
      if (one.checkpoint.epochs.length < setup.epochs) continue;
    }
    open.splice(open.indexOf(one), 1);
    const test = listener.test ? evaluation : null;
    if (!listener.signal.aborted) end(error ?? { validation: evaluation, test });
  }
  await done;
}

/** What studies came to, durations aside. */
export function record(trials: readonly Trial[]): string {
  return JSON.stringify(
    trials,
    (key, value) => key === "durationMs" || key === "span" ? null : value,
    1,
  );
}

function begin({ listener }: FakeRun): Checkpoint {
  return structuredClone(
    listener.from ?? { epochs: [], weights: [new Float32Array(1)], optimizer: [] },
  );
}

/** An epoch depends on the setup and on the weights before it. */
function nextEpoch({ layers, seed, fold }: Setup, { epochs, weights }: Checkpoint): Checkpoint {
  const epoch = epochs.length + 1;
  const { uniform } = createRandom(seed, layers, fold?.index ?? 0, weights[0][0], epoch);
  const [valAccuracy, valLoss, weight] = [uniform() * 0.5 + epoch / 10, uniform(), uniform()];
  const metrics = sampleEpoch(epoch, { valAccuracy, valLoss, durationMs: epoch });
  return { epochs: [...epochs, metrics], weights: [Float32Array.of(weight)], optimizer: [] };
}
