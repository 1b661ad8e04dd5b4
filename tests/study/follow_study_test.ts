import { assert, assertEquals, assertRejects } from "@std/assert";
import { type FollowedStudy, followStudy } from "../../lib/study/follow_study.ts";
import type { Storage } from "../../lib/storage/storage.ts";
import type { Trial } from "../../lib/trial/record.ts";
import { sampleEpoch, sampleTrial } from "../results/sample_trials.ts";
import { OtherWriter } from "../storage/other_writer.ts";
import { sampleDefinition } from "../storage/sample_definition.ts";
import { createTrained, train } from "./fake_training.ts";
import { inDatabase, onEachStorage } from "./storages.ts";

const running = sampleTrial(0, { state: "running", epochs: [] });
const oneEpoch = sampleTrial(0, { state: "running", epochs: [sampleEpoch(1)] });
const waiting = sampleTrial(1, { state: "waiting", epochs: [] });
const definition = sampleDefinition("a", { planned: 2 });

/** A line for what was told: the trial that changed, its epochs, and how the study stands. */
function toLine({ progress: { changed, finished, planned }, status }: FollowedStudy): string {
  const what = changed === null ? "nothing" : `${changed.name}, ${changed.runs[0].epochs.length}`;
  return `${what}: ${status.replace(/process \d+ on .*/, "a process")}, ${finished}/${planned}`;
}

/** Follows a study, and takes the next step whenever all before it has been told. */
async function follow(
  storage: Storage | string,
  steps: readonly (() => unknown)[],
): Promise<{ lines: string[]; study: FollowedStudy }> {
  const lines: string[] = [];
  const left = [...steps];
  const taken: unknown[] = [];
  const study = await followStudy("a", {
    storage,
    onProgress: (study) => {
      const line = toLine(study);
      if (line === lines.at(-1)) return;
      lines.push(line);
      taken.push(left.shift()?.());
    },
  });
  await Promise.all(taken);
  return { lines, study };
}

onEachStorage("a study is followed through its epochs to its end", async (open) => {
  const own = open();
  using writer = own.write(definition);
  for (const trial of [running, waiting]) writer.save(trial);
  const { lines, study } = await follow(open(), [
    () => writer.save(oneEpoch),
    () => writer.save(sampleTrial(0)),
    () => writer.save(sampleTrial(1, { state: "pruned" })),
    () => writer.close(),
  ]);
  assertEquals(lines, [
    "nothing: Running in a process, 0/2",
    "case 1, 1: Running in a process, 0/2",
    "case 1, 3: Running in a process, 1/2",
    "case 2, 3: Running in a process, 2/2",
    "nothing: Ended, 2/2",
  ]);
  assertEquals([study.isRunning, study.trials], [false, own.load("a")!.trials]);
});

onEachStorage("of several trials that have changed each is told", async (open) => {
  const own = open();
  using writer = own.write(definition);
  for (const trial of [running, waiting]) writer.save(trial);
  const { lines } = await follow(open(), [() => {
    for (const number of [0, 1]) writer.save(sampleTrial(number));
    writer.close();
  }]);
  assertEquals(lines.slice(1), ["case 1, 3: Ended, 2/2", "case 2, 3: Ended, 2/2"]);
});

onEachStorage("a study that is not running is told once, as it stands", async (open) => {
  const own = open();
  using writer = own.write(definition);
  writer.save(oneEpoch);
  writer.close();
  const told: FollowedStudy[] = [];
  const study = await followStudy("a", { storage: own, onProgress: (study) => told.push(study) });
  assertEquals([told.length, told[0]], [1, study]);
  // Nobody runs it, whatever its trials say.
  assertEquals([study.isRunning, study.trials[0].state], [false, "waiting"]);
  assertEquals(study.definition, { ...definition });
});

Deno.test("a study is followed that another program runs, until that is killed", () =>
  inDatabase(async (_open, path) => {
    const other = await OtherWriter.begin(path, definition, [running, waiting]);
    const { lines, study } = await follow(path, [
      () => other.save(oneEpoch),
      () => other.kill(),
    ]);
    assertEquals(lines, [
      "nothing: Running in a process, 0/2",
      "case 1, 1: Running in a process, 0/2",
      "nothing: Stopped, for its program is gone, 0/2",
    ]);
    assertEquals(study.trials.map(({ state }) => state), ["waiting", "waiting"]);
    assertEquals(study.trials[0].runs[0].epochs.length, 1);
  }));

Deno.test("a study is followed that another program stops in order", () =>
  inDatabase(async (_open, path) => {
    const other = await OtherWriter.begin(path, definition, [oneEpoch, waiting]);
    const stop = async () => {
      await other.save({ ...oneEpoch, state: "waiting", runs: waiting.runs });
      await other.end();
    };
    const { study } = await follow(path, [stop]);
    assertEquals([study.status, study.progress.finished], ["Stopped", 0]);
  }));

Deno.test("the signal ends the following alone", () =>
  inDatabase(async (open, path) => {
    const other = await OtherWriter.begin(path, definition, [running, waiting]);
    const stop = new AbortController();
    const study = await followStudy("a", {
      storage: path,
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    assertEquals([study.isRunning, study.status], [true, `Running in ${other.name}`]);
    await other.save(oneEpoch);
    assertEquals(open().load("a")?.writer, other.name);
    await other.end();
  }));

Deno.test("a followed study changes nothing of what is stored", () =>
  inDatabase(async (open) => {
    const [own, reader] = [open(), open()];
    using writer = own.write(definition);
    writer.save(oneEpoch);
    const before = own.load("a")!;
    const { study } = await follow(reader, [() => writer.close()]);
    assertEquals(study.status, "Stopped, for its program is gone");
    assertEquals(own.load("a"), { ...before, writer: null });
    assertEquals(own.check(), []);
  }));

onEachStorage(
  "a study that is deleted meanwhile ends the following with a sentence",
  async (open) => {
    const own = open();
    const writer = own.write(definition);
    const remove = () => {
      writer.close();
      own.delete("a");
    };
    await assertRejects(
      () => follow(open(), [remove]),
      Error,
      'Cannot follow study "a": it was deleted or renamed meanwhile.',
    );
  },
);

onEachStorage("a study that begins anew meanwhile is followed on", async (open) => {
  const own = open();
  let writer = own.write(definition);
  writer.save(sampleTrial(0));
  const { lines } = await follow(open(), [
    () => {
      writer.close();
      writer = own.write(definition, { fresh: true });
      writer.save(running);
    },
    () => writer.close(),
  ]);
  assertEquals(lines.slice(0, 2), [
    "nothing: Running in a process, 1/2",
    "case 1, 0: Running in a process, 0/2",
  ]);
});

Deno.test("a name that no study has is refused, and the nearest told", () =>
  inDatabase(async (open, path) => {
    open().write(sampleDefinition("rates")).close();
    const { message } = await assertRejects(
      () => followStudy("rate", { storage: path }),
      RangeError,
    );
    assert(message.endsWith(`studies.db", got "rate"; did you mean "rates"?`), message);
    await assertRejects(() => followStudy("a", { storage: null }), RangeError, "in memory, got");
  }));

onEachStorage("a study that this program runs is followed too", async (open) => {
  const cases = ["F", "F D8"].map((layers) => ({ name: layers, layers }));
  const fake = createTrained({ name: "a", cases, storage: open() });
  const trained = train(fake);
  const counts: number[] = [];
  const { status, trials } = await followStudy("a", {
    storage: fake.study.keptIn,
    onProgress: ({ progress }) => counts.push(progress.finished),
  });
  await trained;
  assertEquals([status, counts.at(-1)], ["Ended", 2]);
  assertEquals(trials, fake.study.trials as Trial[]);
});
