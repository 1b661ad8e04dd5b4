/** What every storage keeps to of several studies: lists, writers, names. */
import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { sampleTrial } from "../results/sample_trials.ts";
import type { StorageTest } from "./runs_contract.ts";
import { sampleDefinition } from "./sample_definition.ts";
import { someCheckpoint } from "./some_checkpoint.ts";
import { variedTrials } from "./varied_trials.ts";

/** Runs this part of the contract. */
export function testStudies(test: StorageTest): void {
  test("lists studies with their trials by state, what changed last first", (storage) => {
    const empty = storage.write(sampleDefinition("empty", { planned: 2 }));
    empty.close();
    using writer = storage.write(sampleDefinition("a", { planned: 11 }));
    for (const trial of variedTrials()) writer.save(trial);
    const [a, b] = storage.list();
    assertEquals([a.name, a.dataset, a.planned, a.metric], ["a", "MNIST", 11, "valAccuracy"]);
    assertEquals(a.states, { complete: 5, failed: 2, pruned: 1, running: 1, waiting: 2 });
    assertEquals(a.best, 0.965);
    assertEquals(a.writer, storage.load("a")?.writer);
    assertEquals(a.changed, storage.load("a")?.changed);
    assert(a.created <= a.changed);
    assertEquals([b.name, b.states, b.best, b.writer], ["empty", { waiting: 2 }, null, null]);
  });

  test("keeps trials that were left out apart, and counts them among none", (storage) => {
    const trials = [
      sampleTrial(0),
      sampleTrial(1, { state: "waiting" }),
      sampleTrial(2, { state: "running" }),
      sampleTrial(3, { state: "waiting" }),
    ];
    const writer = storage.write(sampleDefinition("a", { planned: 4 }));
    for (const trial of trials) writer.save(trial);
    writer.close();
    const whole = storage.load("a");
    storage.write(sampleDefinition("a", { planned: 2, leftOut: [1, 2] })).close();
    const stored = storage.load("a", whole)!;
    assertEquals([stored.trials, stored.leftOut], [[trials[0], trials[3]], [trials[1], trials[2]]]);
    assertEquals(storage.list()[0].states, { complete: 1, waiting: 1 });
    storage.write(sampleDefinition("a", { planned: 4 })).close();
    assertEquals([storage.load("a", stored)!.trials, storage.load("a")!.leftOut], [trials, []]);
    assertEquals(storage.list()[0].states, { complete: 1, waiting: 2, running: 1 });
  });

  test("lets one writer write to a study, and many to as many", (storage) => {
    using writer = storage.write(sampleDefinition("a"));
    using other = storage.write(sampleDefinition("b"));
    const sentence = assertThrows(() => storage.write(sampleDefinition("a")), Error).message;
    assertStringIncludes(sentence, 'Cannot write to study "a": this very program (process ');
    assertEquals(storage.load("a")?.writer, `process ${Deno.pid} on ${Deno.hostname()}`);
    assertThrows(
      () => storage.write(sampleDefinition("a"), { fresh: true }),
      Error,
      "writes to it",
    );
    assertThrows(() => storage.rename("a", "c"), Error, "writes to it");
    assertThrows(() => storage.delete("a"), Error, "writes to it");
    writer.close();
    writer.close();
    assertThrows(() => writer.save(sampleTrial(0)), Error, "its writer was closed");
    assertEquals(storage.load("a")?.writer, null);
    using next = storage.write(sampleDefinition("a"));
    next.save(sampleTrial(0));
    other.save(sampleTrial(0));
    assertEquals(storage.load("a")?.trials.length, 1);
  });

  test("counts revisions up, also of studies that begin anew", (storage) => {
    let last = 0;
    for (const fresh of [false, false, true]) {
      storage.write(sampleDefinition("a"), { fresh }).close();
      assert(storage.revision("a") > last);
      last = storage.load("a")!.revision;
      assertEquals(storage.revision("a"), last);
    }
    storage.delete("a");
    storage.write(sampleDefinition("a")).close();
    assert(storage.revision("a") > last);
  });

  test("renames and deletes", async (storage) => {
    using writer = storage.write(sampleDefinition("a"));
    writer.save(sampleTrial(0));
    await writer.saveCheckpoint(0, 0, someCheckpoint(2));
    writer.close();
    storage.write(sampleDefinition("b")).close();
    assertThrows(() => storage.rename("a", "b"), RangeError, 'there is a study "b" already');
    assertThrows(() => storage.rename("c", "d"), RangeError, "there is none of this name");
    assertThrows(() => storage.delete("c"), RangeError, "there is none of this name");
    storage.rename("a", "c");
    assertEquals(storage.load("a"), null);
    assertEquals(storage.load("c")?.definition.name, "c");
    assertEquals(storage.loadCheckpoint("c", 0, 0)?.epochs.length, 2);
    storage.delete("c");
    assertEquals(storage.list().map(({ name }) => name), ["b"]);
    using next = storage.write(sampleDefinition("c"));
    next.save(sampleTrial(0));
    assertEquals(next.loadCheckpoint(0, 0), null);
    assertEquals(storage.check(), []);
  });

  test("forgets all when a study begins anew", async (storage) => {
    using writer = storage.write(sampleDefinition("a"));
    writer.save(sampleTrial(0));
    await writer.saveCheckpoint(0, 0, someCheckpoint(2));
    writer.close();
    using next = storage.write(sampleDefinition("a"), { fresh: true });
    assertEquals(storage.load("a")?.trials, []);
    next.save(sampleTrial(0, { state: "running" }));
    assertEquals(next.loadCheckpoint(0, 0), null);
  });
}
