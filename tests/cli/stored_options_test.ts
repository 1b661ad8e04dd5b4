import { assertEquals } from "@std/assert";
import { toStudyOptions } from "../../lib/cli/studies/stored_options.ts";
import { createMemoryStorage } from "../../lib/mod.ts";
import { keptWeights } from "../../lib/trial/kept_weights.ts";
import { sampleTrial } from "../results/sample_trials.ts";
import { begin, toDefinition } from "./stored_studies.ts";

Deno.test("a study that is gone on with keeps the weights that it kept, and leaves out what it left", () => {
  for (const weights of keptWeights) {
    const storage = createMemoryStorage();
    const trials = [sampleTrial(0), sampleTrial(1, { state: "waiting" })];
    begin(storage, toDefinition("a", { weights, leftOut: [1] }), trials).close();
    const options = toStudyOptions(storage.load("a")!, undefined);
    assertEquals(options.weights, weights);
    assertEquals(options.cases?.map(({ name }) => name), ["case 1"]);
  }
});
