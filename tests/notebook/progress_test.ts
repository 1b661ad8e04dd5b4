import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { progressHtml, progressText } from "../../lib/notebook/progress.ts";
import { toProgress } from "../../lib/study/progress.ts";
import type { StepMetrics } from "../../lib/trial/run.ts";
import { sampleEpoch, sampleTrial } from "../results/sample_trials.ts";

const running = sampleTrial(0, { state: "running", epochs: [sampleEpoch(1)] });
const step: StepMetrics = { epoch: 2, step: 30, steps: 60, loss: 0.2, accuracy: 0.94 };

const trials = [
  toProgress(sampleTrial(1), undefined, null),
  toProgress(running, step, 60_000),
  toProgress(sampleTrial(2, { state: "waiting", epochs: [] }), undefined, null),
];
const study = { trials, elapsedMs: 125_000, leftMs: 65_000, running: true };

Deno.test("progressText() has a line for the study and one per trial", () => {
  assertEquals(progressText(study).split("\n"), [
    "Running: 1 of 3 trials done, 2 min 05 s elapsed, about 1 min 05 s left",
    "case 2  epoch 3/3  loss 0.1667  training 93.00 %  validation 96.50 %  complete",
    "case 1  epoch 2/3  loss 0.2000  training 94.00 %  validation 95.50 %  1 min 00 s left",
    "case 3  epoch 0/3  loss –  training –  validation –  waiting",
  ]);
});

Deno.test("progressText() says how a study ended", () => {
  const ended = (...states: ("complete" | "failed" | "waiting")[]) => {
    const trials = states.map((state, i) => toProgress(sampleTrial(i, { state }), undefined, null));
    return progressText({ ...study, trials, running: false }).split("\n")[0];
  };
  assertEquals(ended("complete"), "Finished after 2 min 05 s: 1 of 1 trial done.");
  assertEquals(
    ended("complete", "failed"),
    "Finished after 2 min 05 s: 2 of 2 trials done, 1 of them complete.",
  );
  assertEquals(ended("complete", "waiting"), "Interrupted after 2 min 05 s: 1 of 2 trials done.");
});

Deno.test("progressText() knows no time left before the first step", () => {
  const [line] = progressText({ ...study, leftMs: null }).split("\n");
  assertEquals(line, "Running: 1 of 3 trials done, 2 min 05 s elapsed");
});

Deno.test("progressText() says that a trial tests its last weights", () => {
  const epochs = [1, 2, 3].map((epoch) => sampleEpoch(epoch));
  const testing = toProgress(sampleTrial(0, { state: "running", epochs }), undefined, 60_000);
  assertMatch(progressText({ ...study, trials: [testing] }), / {2}testing$/);
});

Deno.test("progressText() gives a trial one line, whatever its name", () => {
  const one = toProgress({ ...running, name: "a\n\x1b[31mb" }, step, 60_000);
  const lines = progressText({ ...study, trials: [one] }).split("\n");
  assertEquals(lines.length, 2);
  assertMatch(lines[1], /^a<U\+000A><U\+001B>\[31mb {2}epoch 2/);
});

Deno.test("progressHtml() says what the text says", () => {
  const html = progressHtml(study);
  const cells = progressText(study).split("\n").flatMap((line) => line.split("  "));
  for (const cell of cells) {
    const shown = cell.replace(/^(loss|training|validation|epoch) /, "").replace("/", " / ");
    assertStringIncludes(html, `>${shown}<`);
  }
});

Deno.test("progressHtml() draws a bar of the share that is done and escapes names", () => {
  const one = toProgress({ ...running, name: "<b>" }, step, 60_000);
  const html = progressHtml({ ...study, trials: [one] });
  assertStringIncludes(html, "width:50.0%");
  assertStringIncludes(html, 'role="progressbar" aria-label="&lt;b&gt;" aria-valuemin="0"');
  assertStringIncludes(html, 'aria-valuenow="50.0"');
  assertEquals(html.match(/scope="col"/g)?.length, 8);
  assertEquals(html.match(/scope="row"/g)?.length, 1);
  assert(!html.includes("<b>"));
});
