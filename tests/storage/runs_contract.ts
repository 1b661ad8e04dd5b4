/** What every storage keeps to of checkpoints and of runs that were trained before. */
import { assert, assertEquals, assertNotEquals, assertRejects } from "@std/assert";
import type { Storage } from "../../lib/storage/storage.ts";
import { setupOf } from "../../lib/trial/run.ts";
import { sampleRun, sampleTrial } from "../results/sample_trials.ts";
import { sampleDefinition, sampleProvenance } from "./sample_definition.ts";
import { someCheckpoint } from "./some_checkpoint.ts";
import { heldOut, others } from "./varied_trials.ts";

/** A test of the contract, with a storage of its own. */
export type StorageTest = (what: string, run: (storage: Storage) => void | Promise<void>) => void;

/** Runs this part of the contract. */
export function testRuns(test: StorageTest): void {
  test("keeps checkpoints as they were, one for each run", async (storage) => {
    using writer = storage.write(sampleDefinition("a"));
    await assertRejects(
      () => writer.saveCheckpoint(0, 0, someCheckpoint(1)),
      Error,
      "the trial has not been saved",
    );
    writer.save(sampleTrial(0, { runs: [sampleRun(0), sampleRun(1)] }));
    const weights = [Float32Array.of(1, 2)];
    await writer.saveCheckpoint(0, 1, { ...someCheckpoint(1), weights });
    weights[0][0] = 7;
    assertEquals([...writer.loadCheckpoint(0, 1)!.weights[0]], [1, 2]);
    assertEquals(writer.loadCheckpoint(0, 0), null);
    assertEquals(writer.loadCheckpoint(5, 0), null);
    await writer.saveCheckpoint(0, 1, someCheckpoint(3));
    assertEquals(writer.loadCheckpoint(0, 1)?.epochs, someCheckpoint(3).epochs);
    assert(storage.list()[0].checkpointBytes > 0);
    writer.removeCheckpoint(0, 1);
    writer.removeCheckpoint(0, 1);
    assertEquals(writer.loadCheckpoint(0, 1), null);
    assertEquals(storage.list()[0].checkpointBytes, 0);
  });

  test("never goes on from the checkpoint of another machine's arithmetic", async (storage) => {
    using writer = storage.write(sampleDefinition("a"));
    writer.save(sampleTrial(0, { state: "running" }));
    await writer.saveCheckpoint(0, 0, someCheckpoint(1));
    writer.close();
    using same = storage.write(sampleDefinition("a", { provenance: { processor: "two" } }));
    assertEquals(same.loadCheckpoint(0, 0)?.epochs.length, 1);
    same.close();
    using other = storage.write(sampleDefinition("a", { provenance: { engine: "blas" } }));
    assertEquals(other.loadCheckpoint(0, 0), null);
  });

  test("keeps the weights of a complete run, whoever writes to its study", async (storage) => {
    using writer = storage.write(sampleDefinition("a"));
    writer.save(sampleTrial(0, { state: "running" }));
    await writer.saveCheckpoint(0, 0, someCheckpoint(2));
    writer.save(sampleTrial(0));
    writer.close();
    using other = storage.write(sampleDefinition("a", { provenance: { engine: "blas" } }));
    assertEquals(storage.loadCheckpoint("a", 0, 0)?.epochs.length, 2);
    assertEquals(other.loadCheckpoint(0, 0)?.epochs.length, 2);
    other.removeCheckpoint(0, 0);
    assertEquals(storage.loadCheckpoint("a", 0, 0), null);
    assertEquals(storage.list()[0].checkpointBytes, 0);
  });

  test("finds a run that was trained in any study", (storage) => {
    const trial = heldOut(sampleTrial(0, { test: null }));
    const setup = setupOf(trial.setup, trial.runs[0]);
    const before = new Date();
    using a = storage.write(sampleDefinition("a"));
    assertEquals(a.findTrained(setup), null);
    a.save(heldOut(sampleTrial(0, { state: "running" })));
    assertEquals(a.findTrained(setup), null);
    a.save(trial);
    a.close();
    using b = storage.write(sampleDefinition("b"));
    const found = b.findTrained(setup)!;
    assertEquals([found.run, found.study], [trial.runs[0], "a"]);
    assert(found.ended >= before && found.ended <= new Date());
    // One that met the test images knows more.
    b.save(heldOut(sampleTrial(7)));
    assertEquals(b.findTrained(setup)?.study, "b");
    for (const [field, value] of Object.entries(others)) {
      assertEquals(b.findTrained({ ...setup, [field]: value }), null, field);
    }
    assertEquals(b.findTrained({ ...setup, seed: 99 }), null);
  });

  for (const [field, value] of Object.entries({ ...sampleProvenance, arithmetic: 2 })) {
    test(`knows whether ${field} decides the outcome`, (storage) => {
      const isDecisive = ["data", "engine", "arithmetic", "tfjs"].includes(field);
      const trial = sampleTrial(0);
      using a = storage.write(sampleDefinition("a"));
      a.save(trial);
      const change = { [field]: typeof value === "number" ? value : `${value} other` };
      using b = storage.write(sampleDefinition("b", { provenance: change }));
      const found = b.findTrained(setupOf(trial.setup, trial.runs[0]));
      assertEquals(found === null, isDecisive);
    });
  }

  test("takes the processor for decisive where a BLAS computed", (storage) => {
    const trial = sampleTrial(0, { engine: "wasm+openblas 0.3.34" });
    const setup = setupOf(trial.setup, trial.runs[0]);
    const engine = "wasm+openblas 0.3.34";
    using a = storage.write(sampleDefinition("a", { provenance: { engine } }));
    a.save(trial);
    assertNotEquals(a.findTrained(setup), null);
    using b = storage.write(sampleDefinition("b", { provenance: { engine, processor: "two" } }));
    assertEquals(b.findTrained(setup), null);
  });

  test("takes plain WASM for the same on all processors that round as it did", (storage) => {
    const engine = "wasm without FMA";
    const trial = sampleTrial(0, { engine });
    const setup = setupOf(trial.setup, trial.runs[0]);
    using a = storage.write(sampleDefinition("a", { provenance: { engine } }));
    a.save(trial);
    using b = storage.write(sampleDefinition("b", { provenance: { engine, processor: "two" } }));
    assertEquals(b.findTrained(setup)?.study, "a");
    using c = storage.write(sampleDefinition("c"));
    assertEquals(c.findTrained(setup), null);
  });

  test("keeps what a complete run was computed by, when others write to its study", (storage) => {
    const trial = sampleTrial(0);
    const setup = setupOf(trial.setup, trial.runs[0]);
    using a = storage.write(sampleDefinition("a"));
    a.save(trial);
    a.close();
    using other = storage.write(sampleDefinition("a", { provenance: { data: "1" } }));
    other.save({ ...trial, runs: [{ ...trial.runs[0] }] });
    assertEquals(other.findTrained(setup), null);
    other.close();
    using again = storage.write(sampleDefinition("a"));
    assertEquals(again.findTrained(setup)?.study, "a");
  });

  test("knows what trained a run, wherever it was taken over to", (storage) => {
    const span = { worker: 0, startedMs: 1, endedMs: 2 };
    const provenance = { ...sampleProvenance, processor: "two", deno: "9.0.0" };
    using a = storage.write(sampleDefinition("a"));
    a.save(sampleTrial(0, { span }));
    using b = storage.write(sampleDefinition("b", { provenance }));
    b.save(sampleTrial(0, { state: "running", span: null }));
    assertEquals(storage.loadProvenance("b", 0, 0), provenance);
    b.save(sampleTrial(0));
    b.save(sampleTrial(1, { seed: 7, span }));
    assertEquals(storage.loadProvenance("a", 0, 0), sampleProvenance);
    assertEquals(storage.loadProvenance("b", 0, 0), sampleProvenance);
    assertEquals(storage.loadProvenance("b", 1, 0), provenance);
    assertEquals(storage.loadProvenance("b", 2, 0), null);
    assertEquals(storage.loadProvenance("c", 0, 0), null);
  });

  test("finds the longest checkpoint that is no longer than asked", async (storage) => {
    const trial = heldOut(sampleTrial(0, { state: "running" }));
    const setup = setupOf(trial.setup, trial.runs[0]);
    using a = storage.write(sampleDefinition("a"));
    for (const [number, epochs] of [2, 4, 3].entries()) {
      a.save({ ...trial, number, setup: { ...trial.setup, epochs: epochs + 1 } });
      await a.saveCheckpoint(number, 0, someCheckpoint(epochs));
    }
    using b = storage.write(sampleDefinition("b"));
    const found = (epochs: number) => b.findCheckpoint({ ...setup, epochs })?.epochs.length;
    assertEquals([9, 4, 3, 2, 1].map(found), [4, 4, 3, 2, undefined]);
    for (const [field, value] of Object.entries(others)) {
      if (field !== "epochs") assertEquals(b.findCheckpoint({ ...setup, [field]: value }), null);
    }
    for (const [field, value] of Object.entries(sampleProvenance)) {
      const change = { [field]: typeof value === "number" ? value + 1 : `${value} other` };
      using c = storage.write(sampleDefinition("c", { provenance: change }));
      const isDecisive = ["data", "engine", "arithmetic", "tfjs"].includes(field);
      assertEquals(c.findCheckpoint(setup) === null, isDecisive, field);
    }
  });
}
