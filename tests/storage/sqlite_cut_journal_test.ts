/**
 * The journal beside a database, cut after its program was killed: as a disk does that said that it
 * had written and had not.
 */
import { isDeepStrictEqual } from "node:util";
import { assert, assertEquals, assertGreater } from "@std/assert";
import { createRandom } from "../../lib/random/random.ts";
import { medianPruner } from "../../lib/pruners/median.ts";
import { tpeSampler } from "../../lib/samplers/tpe.ts";
import { openSqliteStorage } from "../../lib/storage/sqlite.ts";
import type { SearchFunction } from "../../lib/study/study_case.ts";
import { adam } from "../../lib/trial/optimizer.ts";
import type { Trial } from "../../lib/trial/record.ts";
import { createTrained, record, train, type TrainedOptions } from "../study/fake_training.ts";
import { OtherWriter } from "./other_writer.ts";
import { sampleDefinition } from "./sample_definition.ts";
import { life } from "./varied_trials.ts";
import { withFile } from "./with_file.ts";

/** Lengths to cut a file to: within its head, within and between its frames, and all of it. */
function cuts(size: number, count: number): Set<number> {
  const { below } = createRandom(1, "cuts");
  const drawn = Array.from(
    { length: count },
    (_, i) => Math.floor((size * i) / count) + below(size / count),
  );
  return new Set([0, 1, 31, 32, 56, ...drawn, size - 1, size].toSorted((a, b) => a - b));
}

/** Copies a database as it stands, what is written to it or not, with its journal and checkpoints. */
function copyAll(from: string, to: string): void {
  for (const end of ["", "-wal"]) Deno.copyFileSync(from + end, to + end);
  Deno.mkdirSync(`${to}-checkpoints`);
  try {
    for (const { name } of Deno.readDirSync(`${from}-checkpoints`)) {
      Deno.copyFileSync(`${from}-checkpoints/${name}`, `${to}-checkpoints/${name}`);
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

Deno.test("a killed program's journal that is cut gives the study as it was at some moment", () =>
  withFile(async (_, path) => {
    const saved = [0, 1, 2].flatMap((number) => life(number));
    const program = await OtherWriter.begin(path, sampleDefinition("a"), saved);
    await program.kill();
    /** The trials after each save: what may be found. */
    const moments = saved.map((_, i): readonly Trial[] => {
      const last = new Map(saved.slice(0, i + 1).map((trial) => [trial.number, trial]));
      return [...last.values()];
    });
    const { size } = Deno.statSync(`${path}-wal`);
    assertGreater(size, 10_000);
    const found: number[] = [];
    for (const length of cuts(size, 40)) {
      const copy = `${path}.${length}`;
      copyAll(path, copy);
      Deno.truncateSync(`${copy}-wal`, length);
      const storage = openSqliteStorage(copy);
      // The longer, the later; -1: before the first.
      const since = found.at(-1) ?? -1;
      const trials: readonly Trial[] = storage.load("a")?.trials ?? [];
      const moment = trials.length === 0
        ? -1
        : moments.findIndex((then, i) => i >= since && isDeepStrictEqual(then, trials));
      assert(moment >= since && (moment >= 0 || trials.length === 0), `cut to ${length}`);
      found.push(moment);
      assertEquals(storage.check(), [], `cut to ${length}`);
      using writer = storage.write(sampleDefinition("a"));
      for (const trial of saved) writer.save(trial);
      assertEquals(storage.load("a")?.trials, moments.at(-1));
      storage.close();
    }
    assertEquals([found[0], found.at(-1)], [-1, moments.length - 1]);
    assertGreater(new Set(found).size, 5);
  }));

const search: SearchFunction = (trial) => ({
  layers: `F D${trial.suggestInt("units", 1, 50)}`,
  optimizer: adam({ learningRate: trial.suggestFloat("rate", 1e-4, 1e-1, { log: true }) }),
});

Deno.test("a search whose journal was cut goes on to the undisturbed table, and check tells", () =>
  withFile(async (storage, path) => {
    const options: TrainedOptions = {
      search,
      sampler: tpeSampler({ startupTrials: 3 }),
      pruner: medianPruner({ startupTrials: 2 }),
      trials: 8,
      lag: 2,
      repeats: 2,
      epochs: 6,
    };
    const killed = `${path}.killed`;
    const begun = createTrained({ ...options, storage });
    let told = 0;
    await train(begun, {
      onProgress: () => {
        // As a program leaves it that is killed in mid-sweep.
        if (++told === 40) copyAll(path, killed);
      },
    });
    const expected = record(begun.study.trials);
    const { size } = Deno.statSync(`${killed}-wal`);
    const said = new Set<string>();
    for (const length of cuts(size, 10)) {
      const copy = `${path}.${length}`;
      copyAll(killed, copy);
      Deno.truncateSync(`${copy}-wal`, length);
      const again = openSqliteStorage(copy);
      for (const sentence of again.check()) {
        said.add(sentence.replaceAll(/"[^"]*\.db[^"]*"|\d+/g, "…"));
      }
      const next = createTrained({ ...options, storage: again });
      await train(next);
      assertEquals(record(next.study.trials), expected, `cut to ${length}`);
      assertEquals(again.check(), [], `cut to ${length}`);
      again.close();
    }
    assertEquals([...said].sort(), [
      "The checkpoint … belongs to no run that is stored; the next study that is begun removes it.",
      'The checkpoint … holds … epochs of run … of trial … of "fake", of which … are stored; the ' +
      "study goes on from it.",
    ]);
  }));
