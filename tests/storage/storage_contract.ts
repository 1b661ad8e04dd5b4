/** What every storage keeps to, as one suite that each storage's own test runs. Its larger parts stand apart. */
import { assert, assertEquals, assertThrows } from "@std/assert";
import type { Storage, StoredStudy } from "../../lib/storage/storage.ts";
import type { Trial } from "../../lib/trial/record.ts";
import { sampleTrial } from "../results/sample_trials.ts";
import { testRefusals } from "./refusals_contract.ts";
import { sampleDefinition } from "./sample_definition.ts";
import { type StorageTest, testRuns } from "./runs_contract.ts";
import { testStudies } from "./studies_contract.ts";
import { life, variedTrials } from "./varied_trials.ts";

/** Runs a test with a storage of its own. */
export type WithStorage = (test: (storage: Storage) => void | Promise<void>) => Promise<void>;

/** Runs the contract over storages that a function makes. */
export function testStorage(title: string, withStorage: WithStorage): void {
  const test: StorageTest = (what, run) => Deno.test(`${title} ${what}`, () => withStorage(run));

  test("is empty at first", (storage) => {
    assertEquals(storage.list(), []);
    assertEquals(storage.load("a"), null);
    assertEquals(storage.revision("a"), 0);
    assertEquals(storage.loadCheckpoint("a", 0, 0), null);
    assertEquals(storage.check(), []);
  });

  test("gives back what was saved, whatever it is", (storage) => {
    const definition = sampleDefinition("a");
    using writer = storage.write(definition);
    const trials = variedTrials();
    for (const trial of trials.toReversed()) writer.save(trial);
    assertEquals(storage.load("a")?.trials, trials);
    assertEquals(storage.load("a")?.definition, definition);
    writer.savePlanned(12);
    assertEquals(storage.load("a")?.definition, { ...definition, planned: 12 });
    assertEquals(storage.check(), []);
  });

  test("follows a trial through its states", (storage) => {
    using writer = storage.write(sampleDefinition("a"));
    for (const trial of life(0)) {
      writer.save(trial);
      assertEquals(storage.load("a")?.trials, [trial]);
      assertEquals(storage.check(), []);
    }
  });

  test("takes up a trial where an earlier writer left it", (storage) => {
    const states = life(4);
    for (const [i, first] of states.entries()) {
      for (const second of states.slice(i)) {
        storage.write(sampleDefinition("a"), { fresh: true }).close();
        using writer = storage.write(sampleDefinition("a"));
        writer.save(first);
        writer.close();
        using next = storage.write(sampleDefinition("a"));
        next.save(second);
        assertEquals(storage.load("a")?.trials, [second]);
      }
    }
    assertEquals(storage.check(), []);
  });

  test("gives what does not change any more", (storage) => {
    using writer = storage.write(sampleDefinition("a"));
    const [waiting, running] = life(0);
    writer.save(waiting);
    const loaded = storage.load("a")!;
    writer.save(running);
    writer.save(sampleTrial(1));
    assertEquals(loaded.trials, [waiting]);
  });

  test("gives what is known where nothing has changed, else what a first load gives", (storage) => {
    let known: StoredStudy | null = null;
    const follow = () => {
      const before: StoredStudy | null = known;
      known = storage.load("a", before);
      assertEquals(known, storage.load("a"));
      return known !== before;
    };
    assertEquals(follow(), false); // there is none
    let writer = storage.write(sampleDefinition("a"));
    assert(follow());
    const test = sampleTrial(0).runs[0].test;
    const untested = sampleTrial(30, { test: null });
    const steps: readonly Trial[] = [
      ...variedTrials(), // with gaps, and not in the order of their numbers
      ...life(50),
      untested,
      ...life(51),
      { ...untested, runs: [{ ...untested.runs[0], test }] },
    ];
    for (const trial of [...steps.slice(3), ...steps.slice(0, 3)]) {
      writer.save(trial);
      assert(follow(), `trial ${trial.number} has changed`);
      assert(!follow());
    }
    storage.write(sampleDefinition("b")).close();
    writer.savePlanned(77);
    assert(follow());
    writer.close();
    assert(follow());
    assert(!follow());
    writer = storage.write(sampleDefinition("a"), { fresh: true });
    writer.save(untested);
    assert(follow());
    writer.close();
    storage.rename("a", "c");
    assert(follow());
    assertEquals(known, null);
  });

  test("gives the trials that are known where they have not changed", (storage) => {
    using writer = storage.write(sampleDefinition("a"));
    for (const number of [0, 1]) writer.save(sampleTrial(number));
    for (const number of [2, 3]) writer.save(sampleTrial(number, { state: "running" }));
    const known = storage.load("a")!;
    writer.save(sampleTrial(2));
    const { trials } = storage.load("a", known)!;
    assertEquals(trials.map((trial, i) => trial === known.trials[i]), [true, true, false, true]);
  });

  testStudies(test);

  testRuns(test);
  testRefusals(test);

  test("refuses names that no database holds", (storage) => {
    for (const name of ["", "  ", "x".repeat(513), "a\0b", "half \ud800", 7, null]) {
      const definition = sampleDefinition(name as string);
      const { message } = assertThrows(() => storage.write(definition), Error);
      assert(/^Expected the name of a .* got .*\.$/s.test(message), message);
      using writer = storage.write(sampleDefinition("a"));
      writer.close();
      assertThrows(() => storage.rename("a", name as string), Error, "Expected the name of a");
    }
    storage.write(sampleDefinition("💡".repeat(512))).close();
  });

  test("cannot be used after it was closed", (storage) => {
    const writer = storage.write(sampleDefinition("a"));
    storage.close();
    storage.close();
    assertThrows(() => storage.list(), Error, "the storage was closed");
    assertThrows(() => storage.load("a"), Error, "the storage was closed");
    assertThrows(() => storage.write(sampleDefinition("b")), Error, "the storage was closed");
    assertThrows(() => writer.save(sampleTrial(0)), Error, "was closed");
  });
}
