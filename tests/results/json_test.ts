import { assert, assertEquals, assertMatch } from "@std/assert";
import type { Trial } from "../../lib/trial/record.ts";
import { toJson } from "../../lib/results/json.ts";
import { sampleEvaluation, samplePlan, sampleStudy, sampleTrial } from "./sample_trials.ts";

Deno.test("toJson() holds the study, its whole trials and the version of its layout", () => {
  const trials = [sampleTrial(0), sampleTrial(1, { state: "failed", error: "The loss is NaN." })];
  const { made: _, ...rest } = JSON.parse(toJson(sampleStudy(...trials)));
  assertEquals(rest, {
    schemaVersion: 3,
    name: "hidden-layers",
    dataset: "MNIST",
    plan: null,
    trials,
  });
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

Deno.test("toJson() sets a list of numbers on one line, and changes no text", () => {
  const name = "[\n  1,\n  2\n]";
  const evaluation = { ...sampleEvaluation, loss: 1e-7, mistakes: [3, 17, 99] };
  const trial = sampleTrial(0, { name, test: evaluation, validation: null });
  const params = { empty: [], mixed: [1, "a"], numbers: [-1.5, 1e21, NaN] };
  const json = toJson(sampleStudy({ ...trial, params } as unknown as Trial));
  const lines = json.split("\n").map((line) => line.trim());
  for (const line of ['"mistakes": [3, 17, 99]', "[49, 1],", '"numbers": [-1.5, 1e+21, null]']) {
    assert(lines.includes(line), line);
  }
  const [read] = JSON.parse(json).trials;
  assertEquals([read.name, read.runs], [name, trial.runs]);
  assertEquals(read.params, { ...params, numbers: [-1.5, 1e21, null] });
});
