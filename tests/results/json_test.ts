import { assert, assertEquals, assertMatch } from "@std/assert";
import { toJson } from "../../lib/results/json.ts";
import type { Trial } from "../../lib/trial/record.ts";
import {
  sampleEpoch,
  sampleEvaluation,
  samplePlan,
  sampleStudy,
  sampleTrial,
} from "./sample_trials.ts";

Deno.test("toJson() holds the study, its whole trials and the version of its layout", () => {
  const trials = [sampleTrial(0), sampleTrial(1, { state: "failed", error: "The loss is NaN." })];
  const { made: _, ...rest } = JSON.parse(toJson(sampleStudy(...trials)));
  assertEquals(rest, {
    schemaVersion: 3,
    name: "hidden-layers",
    dataset: "MNIST",
    plan: null,
    planned: 2,
    trials: trials.map(withoutSpans),
  });
});

Deno.test("toJson() leaves out when runs were at work, so that repeated studies export the same", () => {
  const at = (startedMs: number) => {
    const span = { worker: 0, startedMs, endedMs: startedMs + 1 };
    return toJson(sampleStudy(sampleTrial(0, { span })));
  };
  assertEquals(at(5), at(7));
});

Deno.test("toJson() says what made the trials, the same in every run", () => {
  const json = toJson(sampleStudy(sampleTrial(0)));
  const { made } = JSON.parse(json);
  assertEquals([made.deno, made.v8], [Deno.version.deno, Deno.version.v8]);
  assertMatch(made.tfjs, /^\d+\.\d+\.\d+$/);
  assertEquals(toJson(sampleStudy(sampleTrial(0))), json);
});

Deno.test("toJson() holds the plan of the study", () => {
  const study = { ...sampleStudy(sampleTrial(0)), plan: samplePlan };
  assertEquals(JSON.parse(toJson(study)).plan, samplePlan);
});

Deno.test("toJson() sets a list of numbers on one line, and all else as JSON does", () => {
  const test = { ...sampleEvaluation, loss: -1e-7, mistakes: [3, 17, 99] };
  const trials = [
    sampleTrial(0, { name: "[\n  1,\n  2\n]", test, params: { 'a"b': "\ud800\n" } }),
    sampleTrial(1, { state: "failed", runs: [], error: "" }),
    sampleTrial(2, { epochs: [sampleEpoch(1, { loss: NaN, valLoss: Infinity })] }),
  ];
  const json = toJson({ ...sampleStudy(...trials), plan: samplePlan });
  const lines = json.split("\n").map((line) => line.trim());
  for (const line of ['"mistakes": [3, 17, 99]', "[49, 1],", '"mistakes": [17]', '"runs": [],']) {
    assert(lines.includes(line), line);
  }
  const record = JSON.parse(json);
  assertEquals(record.trials, JSON.parse(JSON.stringify(trials.map(withoutSpans))));
  const numbers = /\[\n\s+\d+(?:,\n\s+\d+)*\n\s+\]/g;
  const plain = JSON.stringify(record, null, 2);
  const joined = plain.replaceAll(
    numbers,
    (list) => JSON.stringify(JSON.parse(list)).replaceAll(",", ", "),
  );
  assertEquals(json, `${joined}\n`);
});

function withoutSpans(trial: Trial) {
  return { ...trial, runs: trial.runs.map(({ span: _, ...run }) => run) };
}
