import { assertEquals } from "@std/assert";
import { toJson } from "../../lib/results/json.ts";
import { sampleTrial } from "./sample_trials.ts";

Deno.test("toJson() holds the whole trials and the version of its layout", () => {
  const trials = [sampleTrial(0), sampleTrial(1, { state: "failed", error: "The loss is NaN" })];
  assertEquals(JSON.parse(toJson(trials)), { schemaVersion: 1, trials });
});
