/** What every storage refuses of its arguments, in the same words, and leaves its studies as they were. */
import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import type { Storage, StudyWriter } from "../../lib/storage/storage.ts";
import { sampleRun, sampleTrial } from "../results/sample_trials.ts";
import type { StorageTest } from "./runs_contract.ts";
import { sampleDefinition } from "./sample_definition.ts";
import { someCheckpoint } from "./some_checkpoint.ts";

/** Calls that are not type-checked, as a notebook's are not. */
type Loose<T> = { readonly [K in keyof T]: (...args: unknown[]) => unknown };
type Refusal<T> = readonly [call: (of: Loose<T>) => unknown, sentence: string | RegExp];

const definition = sampleDefinition("a");
const trial = sampleTrial(1);
const [run] = trial.runs;
const name = /^Expected the name of a study to be a text such as "hidden-layers", got [^\n]+\.$/;
const place = /^Expected the number of a (trial|run) to be a (whole )?number [^\n]+, got [^\n]+\.$/;

const ofStorage: readonly Refusal<Storage>[] = [
  [
    (storage) => storage.write(definition, { frsh: true }),
    'Expected options of write() to be among fresh, got "frsh"; did you mean "fresh"?',
  ],
  [
    (storage) => storage.write(definition, { fresh: "yes" }),
    'Expected fresh to be true or false, got "yes".',
  ],
  [
    (storage) => storage.write(definition, null),
    "Expected options of write() to be an object with fresh, got null.",
  ],
  [
    (storage) => storage.write({ ...definition, nmae: "b" }),
    "Expected the definition of a study to be among name, dataset, plan, planned, reference, " +
    'weights, leftOut, provenance, got "nmae"; did you mean "name"?',
  ],
  ...[undefined, null, 7, "a", [definition]].map((wrong): Refusal<Storage> => [
    (storage) => storage.write(wrong),
    /^Expected the definition of a study to be an object with name, [^\n]+, got [^\n]+\.$/,
  ]),
  ...[
    { dataset: "" },
    { plan: null },
    { plan: { ...definition.plan, repeat: 2 } },
    { plan: { ...definition.plan, repeats: 0 } },
    { plan: { ...definition.plan, folds: 1 } },
    { plan: { ...definition.plan, lag: undefined } },
    { plan: { ...definition.plan, sampler: "tpe" } },
    { plan: { ...definition.plan, objective: { ...definition.plan.objective, metric: "f1" } } },
    { planned: -1 },
    { planned: "3" },
    { weights: "some" },
    { leftOut: [0.5] },
    { leftOut: null },
    { provenance: null },
    { provenance: { engine: "wasm" } },
  ].map((change): Refusal<Storage> => [
    (storage) => storage.write({ ...definition, ...change }),
    /^Expected [^\n]+ of a study to be [^\n]+, got [^\n]+[.?]$/,
  ]),
  [
    (storage) => storage.write({ ...definition, reference: { label: "best", value: 98 } }),
    "Expected value of reference to be a number from 0 to 1, got 98.",
  ],
  ...[undefined, null, 7, {}, ["a"]].flatMap((wrong): Refusal<Storage>[] => [
    [(storage) => storage.load(wrong), name],
    [(storage) => storage.revision(wrong), name],
    [(storage) => storage.loadCheckpoint(wrong, 0, 0), name],
    [(storage) => storage.loadProvenance(wrong, 0, 0), name],
    [(storage) => storage.rename(wrong, "b"), name],
    [(storage) => storage.rename("a", wrong), name],
    [(storage) => storage.delete(wrong), name],
  ]),
  ...[7, "a", {}, [], { trial: [] }].map((wrong): Refusal<Storage> => [
    (storage) => storage.load("a", wrong),
    /^Expected what is known of a study to be [^\n]+, got [^\n]+[.?]$/,
  ]),
  ...[undefined, null, "0", -1, 0.5, NaN, {}].flatMap((wrong): Refusal<Storage>[] => [
    [(storage) => storage.loadCheckpoint("a", wrong, 0), place],
    [(storage) => storage.loadCheckpoint("a", 0, wrong), place],
    [(storage) => storage.loadProvenance("a", wrong, 0), place],
    [(storage) => storage.loadProvenance("a", 0, wrong), place],
  ]),
];

const ofWriter: readonly Refusal<StudyWriter>[] = [
  ...[undefined, null, 7, {}, { ...trial, number: 0.5 }, { ...trial, runs: null }].map((
    wrong,
  ): Refusal<StudyWriter> => [
    (writer) => writer.save(wrong),
    /^Expected a trial to be one of study\.trials, got [^\n]+\.$/,
  ]),
  ...[
    { number: -1 },
    { state: "done" },
    { value: undefined },
    { params: null },
    { distributions: 1 },
    { objective: undefined },
  ].map((change): Refusal<StudyWriter> => [
    (writer) => writer.save({ ...trial, ...change }),
    /^Expected a trial to be a whole record such as one of study\.trials, got [^\n]+\.$/,
  ]),
  ...[
    null,
    sampleRun(1),
    { ...run, state: "done" },
    { ...run, epochs: null },
    { ...run, epochs: [null] },
    { ...run, epochs: [{ ...run.epochs[0], valLoss: undefined }] },
    { ...run, test: undefined },
    { ...run, validation: { ...run.validation, errors: "1" } },
  ].map((wrong): Refusal<StudyWriter> => [
    (writer) => writer.save({ ...trial, runs: [wrong] }),
    /^Expected run 0 of trial 1 to be a whole record of a run, got [^\n]+\.$/,
  ]),
  ...[undefined, null, "3", -1, 0.5].map((wrong): Refusal<StudyWriter> => [
    (writer) => writer.savePlanned(wrong),
    /^Expected the planned trials of a study to be a whole number [^\n]+, got [^\n]+\.$/,
  ]),
  ...[undefined, null, "0", -1, 0.5].flatMap((wrong): Refusal<StudyWriter>[] => [
    [(writer) => writer.loadCheckpoint(wrong, 0), place],
    [(writer) => writer.loadCheckpoint(0, wrong), place],
    [(writer) => writer.removeCheckpoint(wrong, 0), place],
    [(writer) => writer.removeCheckpoint(0, wrong), place],
    [(writer) => writer.saveCheckpoint(wrong, 0, someCheckpoint(1)), place],
    [(writer) => writer.saveCheckpoint(0, wrong, someCheckpoint(1)), place],
  ]),
  ...[undefined, null, {}, { ...someCheckpoint(1), weights: [[1]] }, someCheckpoint(0)].map((
    wrong,
  ): Refusal<StudyWriter> => [
    (writer) => writer.saveCheckpoint(0, 0, wrong),
    /^Expected [^\n]*\ba checkpoint to be [^\n]+, got [^\n]+\.$/,
  ]),
  ...[undefined, null, "F D10", { ...trial.setup, epoch: 1 }, { ...trial.setup, epochs: 0 }]
    .flatMap((wrong): Refusal<StudyWriter>[] => [
      [(writer) => writer.findTrained(wrong), /^Expected [^\n]*\ba setup to be [^\n]+, got /],
      [(writer) => writer.findCheckpoint(wrong), /^Expected [^\n]*\ba setup to be [^\n]+, got /],
    ]),
];

/** Runs this part of the contract. */
export function testRefusals(test: StorageTest): void {
  test("refuses arguments of another kind, and leaves its studies as they were", (storage) => {
    assertThrows(() => storage.write({ ...definition, dataset: "" }), TypeError);
    assertEquals(storage.list(), []);
    const writer = storage.write(definition);
    writer.save(sampleTrial(0));
    writer.close();
    const before = [storage.list(), storage.load("a")];
    for (const [call, sentence] of ofStorage) {
      assertSays(assertThrows(() => call(storage as unknown as Loose<Storage>), Error), sentence);
      assertEquals([storage.list(), storage.load("a")], before, String(call));
    }
  });

  test("has writers that refuse arguments of another kind, and store nothing", async (storage) => {
    using writer = storage.write(definition);
    writer.save(sampleTrial(0));
    await writer.saveCheckpoint(0, 0, someCheckpoint(2));
    const before = storage.load("a");
    for (const [call, sentence] of ofWriter) {
      // What is thrown at once is a rejection as well, as it is where a writer waits.
      assertSays(
        await assertRejects(async () => await call(writer as unknown as Loose<StudyWriter>), Error),
        sentence,
      );
      assertEquals(storage.load("a"), before, String(call));
      assertEquals(writer.loadCheckpoint(0, 0), someCheckpoint(2), String(call));
    }
  });
}

function assertSays(error: Error, sentence: string | RegExp): void {
  const { message } = error;
  assert(error instanceof TypeError || error instanceof RangeError, message);
  if (typeof sentence === "string") assertEquals(message, sentence);
  else assert(sentence.test(message), message);
}
