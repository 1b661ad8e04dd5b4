import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { progressHtml, progressText } from "../../lib/notebook/progress.ts";
import { toProgress } from "../../lib/study/progress.ts";
import type { StepMetrics } from "../../lib/trial/run.ts";
import { sampleEpoch, sampleTrial } from "../results/sample_trials.ts";

const running = sampleTrial(0, { state: "running", epochs: [sampleEpoch(1)] });
const step: StepMetrics = { epoch: 2, step: 30, steps: 60, loss: 0.2, accuracy: 0.94 };

Deno.test("progressText() has a line per trial", () => {
  const waiting = sampleTrial(1, { state: "waiting", epochs: [] });
  const progress = [toProgress(running, step, 60_000), toProgress(waiting, undefined, null)];
  assertEquals(
    progressText(progress),
    "case 1  epoch 2/3  training 94.00 %  validation 95.50 %  1 min 00 s left\n" +
      "case 2  epoch 0/3  training –  validation –  waiting",
  );
});

Deno.test("progressHtml() draws a bar of the share that is done and escapes names", () => {
  const html = progressHtml([toProgress({ ...running, name: "<b>" }, step, 60_000)]);
  assertStringIncludes(html, "width:50.0%");
  assertStringIncludes(html, 'role="progressbar" aria-label="&lt;b&gt;" aria-valuemin="0"');
  assertStringIncludes(html, 'aria-valuenow="50.0"');
  assertEquals(html.match(/scope="col"/g)?.length, 7);
  assertEquals(html.match(/scope="row"/g)?.length, 1);
  assert(!html.includes("<b>"));
});
