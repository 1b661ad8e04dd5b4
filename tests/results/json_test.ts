import { assertEquals, assertMatch } from "@std/assert";
import { toJson } from "../../lib/results/json.ts";
import { sampleStudy, sampleTrial } from "./sample_trials.ts";

Deno.test("toJson() holds the study, its whole trials and the version of its layout", () => {
  const trials = [sampleTrial(0), sampleTrial(1, { state: "failed", error: "The loss is NaN." })];
  const { made: _, ...rest } = JSON.parse(toJson(sampleStudy(...trials)));
  assertEquals(rest, { schemaVersion: 2, name: "hidden-layers", dataset: "MNIST", trials });
});

Deno.test("toJson() says what made the trials, the same in every run", () => {
  const json = toJson(sampleStudy(sampleTrial(0)));
  const { made } = JSON.parse(json);
  assertEquals([made.deno, made.v8], [Deno.version.deno, Deno.version.v8]);
  assertMatch(made.tfjs, /^\d+\.\d+\.\d+$/);
  assertEquals(toJson(sampleStudy(sampleTrial(0))), json);
});
