import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { customInspect, jupyterDisplay } from "../../lib/notebook/displayable.ts";
import { plainPlan } from "../study/fake_study.ts";
import { sampleTrial } from "../results/sample_trials.ts";
import { trialOf } from "../results/trials_with_runs.ts";
import { complete, createSample } from "./sample_study.ts";

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

Deno.test("a study says how it goes about its trials, and how many there will be", () => {
  const { study } = createSample(complete);
  assertEquals([study.plan, study.planned], [plainPlan, 2]);
});

Deno.test("a search that was stopped says so, in its table and of its best", () => {
  const waiting = sampleTrial(2, { state: "waiting", epochs: [] });
  const { study } = createSample([...complete, waiting], 500);
  assertStringIncludes(Deno.inspect(study.table()), "3 of 500 trials were made.");
  assertStringIncludes(study.describeBest(), "Best so far (2 of 500 trials ended): case 1");
});

Deno.test("two trials are compared by their numbers or their names", async () => {
  const scores = [[0.986, 0.985, 0.987], [0.95, 0.948, 0.952]];
  const { study } = createSample(scores.map((of, number) => trialOf(of, { number })));
  const text = Deno.inspect(study.compare(0, 1));
  assertEquals(Deno.inspect(study.compare("case 1", "case 2")), text);
  assertStringIncludes(text, "case 1 is 3.60 points above case 2 in validation accuracy");
  assertStringIncludes(text, "is told from it at 95 %");
  const bundle = await study.compare(1, "case 1")[jupyterDisplay]();
  assertStringIncludes(String(bundle["text/html"]), "3.60 points below");
});

Deno.test("a trial that there is not is refused, and the nearest name named", () => {
  const { study } = createSample(complete);
  assertThrows(() => study.compare(0, 2), RangeError, "a whole number from 0 to 1, got 2.");
  const says = 'one of the study\'s, got "case3"; did you mean "case 1"?';
  assertThrows(() => study.compare("case3", 0), RangeError, says);
  assertThrows(() => study.compare(0, null as never), TypeError, "a number or a name, got null.");
  assertEquals(Deno.inspect(study.confusion("case 2")), Deno.inspect(study.confusion(1)));
});

Deno.test("confusion() says which numbers there are, and that no trial is complete", () => {
  const { study } = createSample(complete);
  assertThrows(() => study.confusion(7), RangeError, "a whole number from 0 to 1, got 7.");
  const { study: waiting } = createSample([sampleTrial(0, { state: "waiting" })]);
  assertThrows(() => waiting.confusion(), Error, "run optimize() to its end");
});

Deno.test("a study shows what it is set beside, or what else it is given", () => {
  const { study } = createSample(complete);
  const reference = { label: "another", value: 0.5 };
  assertStringIncludes(Deno.inspect(study.table({ reference })), "above another, 50.00 %.");
  assertStringIncludes(Deno.inspect(study.learningCurves({ reference })), "another of 50.00 %");
  assertStringIncludes(Deno.inspect(study.accuracyRanges({ reference })), "another of 50.00 %");
  assertStringIncludes(Deno.inspect(study.history({ reference })), "another of 50.00 %");
  const shows = [study.table, study.learningCurves, study.accuracyRanges, study.history];
  for (const show of shows) {
    for (const wrong of [null, 5, { times: false }]) {
      assertThrows(() => show.call(study, wrong as never), TypeError, "Expected options of ");
    }
  }
});
