import { assertEquals, assertMatch, assertStringIncludes, assertThrows } from "@std/assert";
import { customInspect, jupyterDisplay } from "../../lib/notebook/displayable.ts";
import type { Executor } from "../../lib/executors/executor.ts";
import { NotebookStudy } from "../../lib/notebook/notebook_study.ts";
import { Study } from "../../lib/study/study.ts";
import type { Trial } from "../../lib/trial/record.ts";
import type { Evaluation } from "../../lib/trial/run.ts";
import { sampleEpoch, sampleTrial } from "../results/sample_trials.ts";

const complete = [sampleTrial(0), sampleTrial(1)];

/** A study of these trials, whose runs end when `end` is called. */
function createSample(trials: readonly Trial[]) {
  const { promise, resolve: end } = Promise.withResolvers<Evaluation>();
  const execute: Executor["execute"] = (_setup, { onEpoch }) => {
    onEpoch!(sampleEpoch(1));
    return promise;
  };
  const executor = { slots: 1, engine: "wasm", execute, release: () => {} };
  const parts = { name: "sample", dataset: "MNIST", reference: null, note: null };
  return { study: new NotebookStudy(new Study({ ...parts, trials, executor })), end };
}

/** What a call prints. */
function printed(call: () => unknown): string {
  const { log } = console;
  const lines: string[] = [];
  console.log = (line: string) => lines.push(line);
  try {
    call();
  } finally {
    console.log = log;
  }
  return lines.join("\n");
}

Deno.test("a study shows itself as its table", async () => {
  const { study } = createSample(complete);
  const bundle = await study[jupyterDisplay]();
  assertEquals(bundle, await study.table()[jupyterDisplay]());
  assertStringIncludes(String(bundle["text/html"]), "<table");
  assertStringIncludes(study[customInspect](), "case 2");
});

Deno.test("a study knows its best trial, once there is one", () => {
  assertEquals(createSample(complete).study.best, complete[0]);
  assertEquals(createSample([sampleTrial(0, { state: "waiting" })]).study.best, null);
});

Deno.test("confusion() says which numbers there are, and that no trial is complete", () => {
  const { study } = createSample(complete);
  assertThrows(() => study.confusion(7), RangeError, "a whole number from 0 to 1, got 7.");
  const { study: waiting } = createSample([sampleTrial(0, { state: "waiting" })]);
  assertThrows(() => waiting.confusion(), Error, "run optimize() to its end");
});

Deno.test("what is shown of a study that still runs says so, and what to do", async () => {
  const waiting = sampleTrial(2, { state: "waiting", epochs: [], test: null });
  const { study, end } = createSample([...complete, waiting]);
  const shows: [string, () => unknown][] = [
    ["table()", () => study.table()],
    ["the study itself", () => study[jupyterDisplay]()],
    ["describeBest()", () => study.describeBest()],
    ["learningCurves()", () => study.learningCurves()],
    ["accuracyRanges()", () => study.accuracyRanges()],
    ["confusion()", () => study.confusion()],
  ];
  const optimized = study.optimize();
  for (const [name, show] of shows) {
    assertMatch(printed(show), /still running.* put await before optimize\(\)\.$/, name);
  }
  end({ loss: 0.1, accuracy: 0.9, errors: 1, confusion: [[1]] });
  await optimized;
  for (const [name, show] of shows) assertEquals(printed(show), "", name);
});
