/** Studies that are stopped and gone on with end as if nobody had disturbed them. */
import { assert, assertEquals, assertGreater } from "@std/assert";
import { halvingPruner } from "../../lib/pruners/successive_halving.ts";
import { medianPruner } from "../../lib/pruners/median.ts";
import { createRandom } from "../../lib/random/random.ts";
import { tpeSampler } from "../../lib/samplers/tpe.ts";
import { createStudy } from "../../lib/study/create_study.ts";
import type { SearchFunction } from "../../lib/study/study_case.ts";
import type { StudyOptions } from "../../lib/study/study_options.ts";
import { adam } from "../../lib/trial/optimizer.ts";
import type { Trial } from "../../lib/trial/record.ts";
import { loadSmallMnist } from "../small_mnist.ts";
import { createTrained, record, train, type TrainedOptions } from "./fake_training.ts";
import { onEachStorage } from "./storages.ts";

const cases = ["F", "F D8", "F D9"].map((layers) => ({ name: layers, layers }));
const search: SearchFunction = (trial) => ({
  layers: `F D${trial.suggestInt("units", 1, 50)}`,
  optimizer: adam({ learningRate: trial.suggestFloat("rate", 1e-4, 1e-1, { log: true }) }),
});
const sampler = tpeSampler({ startupTrials: 4 });
const kinds: Record<string, TrainedOptions> = {
  "cases with repeats": { cases, repeats: 2 },
  "cases with a pruner": { cases, repeats: 2, lag: 1, pruner: medianPruner({ startupTrials: 1 }) },
  "a search with repeats and the median pruner": {
    search,
    sampler,
    trials: 14,
    lag: 4,
    repeats: 2,
    pruner: medianPruner({ startupTrials: 2 }),
  },
  "a search with halving": { search, sampler, trials: 12, lag: 3, pruner: halvingPruner() },
  "a search with folds": { search, sampler, trials: 6, lag: 2, folds: 3 },
};

for (const [kind, options] of Object.entries(kinds)) {
  onEachStorage(`${kind}: stopped again and again, they end bit-equal`, async (open) => {
    const undisturbed = createTrained(options);
    await train(undisturbed);
    for (const seed of [1, 2]) {
      const { below } = createRandom(seed, "stops");
      const name = `stops ${seed}`;
      let trials: readonly Trial[] = [], sessions = 0, planned = 1;
      for (let finished = 0; finished < planned; sessions++) {
        const fake = createTrained({ ...options, name, storage: open(), slots: 1 + below(3) });
        // What one session trained is there in the next.
        if (sessions > 0) assertEquals(epochsOf(fake.study.trials), epochsOf(trials));
        await train(fake, { stopAfter: 1 + below(9), choose: below });
        ({ trials, planned } = fake.study);
        ({ finished } = fake.study.progress);
      }
      // Stopped after its last epoch, a search has its best still to test.
      const last = createTrained({ ...options, name, storage: open() });
      await train(last);
      assertEquals(record(last.study.trials), record(undisturbed.study.trials), name);
      assertGreater(sessions, 2);
      open().delete(name); // so that no run of it is taken over
    }
  });
}

onEachStorage(
  "a search goes on with more trials as if they had been asked for at first",
  async (open) => {
    const options = {
      search,
      sampler,
      lag: 3,
      pruner: medianPruner({ startupTrials: 2 }),
      folds: 2,
    };
    const whole = createTrained({ ...options, trials: 12 });
    await train(whole);
    await train(createTrained({ ...options, storage: open(), trials: 7 }));
    const more = createTrained({ ...options, storage: open(), trials: 12 });
    assertEquals(more.study.progress.finished, 7);
    await train(more);
    assertEquals(record(more.study.trials), record(whole.study.trials));
  },
);

onEachStorage("real trainings that are stopped end bit-equal", async (open) => {
  const data = await loadSmallMnist(300, 100);
  const options: StudyOptions = {
    name: "real",
    data,
    search: (trial) => ({
      layers: `C2 P4 Dr.2 F D${trial.suggestInt("units", 8, 16)}`,
      optimizer: adam({ learningRate: trial.suggestFloat("rate", 1e-5, 1e-1, { log: true }) }),
    }),
    sampler: tpeSampler({ startupTrials: 2 }),
    pruner: medianPruner({ startupTrials: 1 }),
    trials: 5,
    lag: 2,
    repeats: 2,
    epochs: 3,
    backend: "wasm",
    workers: 2,
    storage: null,
  };
  const undisturbed = await createStudy(options);
  await undisturbed.optimize();
  let epochs = 0, trials: readonly Trial[] = [];
  for (let sessions = 0; sessions < 3; sessions++) {
    const study = await createStudy({ ...options, storage: open() });
    const stop = sessions < 2 ? epochs + 4 : Infinity;
    await study.optimize({
      onProgress: () => {
        if (epochsOf(study.trials).flat().length >= stop) study.stop();
      },
    });
    ({ trials } = study);
    const now = epochsOf(trials).flat().length;
    assert(now > epochs, "Expected each session to train");
    epochs = now;
  }
  assertEquals(record(trials), record(undisturbed.trials));
});

onEachStorage("a run goes on from a shorter one's checkpoint, with patience too", async (open) => {
  const data = await loadSmallMnist(300, 100);
  const options: StudyOptions = {
    name: "long",
    data,
    cases: [
      { name: "patient", layers: "C2 P4 F D8" },
      { name: "hasty", layers: "F D8", optimizer: adam({ learningRate: 1 }) },
    ],
    epochs: 4,
    patience: 1,
    backend: "wasm",
    workers: 2,
    storage: null,
  };
  const whole = await createStudy(options);
  await whole.optimize();
  const storage = open();
  const short = await createStudy({
    ...options,
    name: "short",
    epochs: 2,
    storage,
    weights: "all",
  });
  await short.optimize();
  const long = await createStudy({ ...options, storage: open() });
  const began: number[] = [];
  await long.optimize({
    onProgress: ({ changed }) => began.push(changed!.runs[0].epochs.length),
  });
  assertEquals(record(long.trials), record(whole.trials));
  assertGreater(began[0], 0);
  assert(whole.trials.some(({ runs }) => runs[0].epochs.length < 4), "Expected patience to end");
  assert(whole.trials.some(({ runs }) => runs[0].epochs.length === 4), "Expected one to go on");
});

function epochsOf(trials: readonly Trial[]) {
  return trials.flatMap(({ runs }) => runs.map(({ epochs }) => epochs));
}
