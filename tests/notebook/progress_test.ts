import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import {
  progressHtml,
  progressText,
  type Standing,
  toProgressView,
} from "../../lib/notebook/progress.ts";
import type { Trial } from "../../lib/trial/record.ts";
import type { StepMetrics } from "../../lib/trial/run.ts";
import { sampleEpoch, sampleRun, sampleTrial } from "../results/sample_trials.ts";
import { progressOf, type Told } from "./shown_study.ts";

const running = sampleTrial(0, { state: "running", epochs: [sampleEpoch(1)] });
const step: StepMetrics = { epoch: 2, step: 30, steps: 60, loss: 0.2, accuracy: 0.94 };
const trials = [
  running,
  sampleTrial(1),
  sampleTrial(2, { state: "waiting", epochs: [] }),
];

function shown(trials: readonly Trial[], told: Told = {}, standing: boolean | Standing = true) {
  const progress = progressOf(trials, { step, ...told });
  const whole = typeof standing === "boolean" ? { isRunning: standing } : standing;
  return toProgressView({ trials, progress, ...whole }, new Date("2026-11-25T14:05:09"));
}

const study = shown(trials, { leftMs: 65_000 });
const NOTE = "Drawn at 2026-11-25 14:05:09. A notebook that is opened again stays at this; " +
  "study.watch(), or watchStudy() by the study's name, shows how it goes on.";

Deno.test("progressText() has a line for the study and one per trial, the best with a star", () => {
  assertEquals(progressText(study).split("\n"), [
    "Running: 1 of 3 trials done, 2 min 05 s elapsed, about 1 min 05 s left",
    "case 1  epoch 2/3  loss 0.2000  training 94.00 %  validation 95.50 %  1 min 00 s left",
    "★ case 2  epoch 3/3  loss 0.1667  training 93.00 %  validation 96.50 %  complete",
    "case 3  epoch 0/3  loss –  training –  validation –  waiting",
    NOTE,
  ]);
});

Deno.test("of a study that runs it is said when it was drawn, and how to follow it", () => {
  assertStringIncludes(progressHtml(study), `;opacity:.7">${NOTE}</div>`);
  const ended = shown(trials, {}, false);
  assert(!progressHtml(ended).includes("Drawn") && !progressText(ended).includes("Drawn"));
  // One that is followed and runs on elsewhere is unfinished too.
  const followed = shown(trials, {}, { isRunning: true, status: "Running in process 7 on a" });
  assertStringIncludes(progressText(followed), NOTE);
});

Deno.test("of a study that is followed the line says how it stands", () => {
  const line = (status: string, isRunning: boolean, told: Told = {}) =>
    progressText(shown(trials, told, { isRunning, status })).split("\n")[0];
  assertEquals(
    line("Running in process 7 on a", true, { leftMs: 65_000 }),
    "Running in process 7 on a: 1 of 3 trials done, about 1 min 05 s left",
  );
  assertEquals(line("Stopped", false), "Stopped: 1 of 3 trials done");
  const html = progressHtml(shown(trials, {}, { isRunning: true, status: "<b>" }));
  assertStringIncludes(html, "&lt;b&gt;: 1 of 3 trials done");
});

Deno.test("progressText() says how a study ended", () => {
  const ended = (...states: Trial["state"][]) => {
    const trials = states.map((state, i) => sampleTrial(i, { state }));
    return progressText(shown(trials, {}, false)).split("\n")[0];
  };
  assertEquals(ended("complete"), "Finished after 2 min 05 s: 1 of 1 trial done.");
  assertEquals(
    ended("complete", "failed"),
    "Finished after 2 min 05 s: 2 of 2 trials done, 1 of them complete.",
  );
  assertEquals(ended("complete", "waiting"), "Interrupted after 2 min 05 s: 1 of 2 trials done.");
});

Deno.test("progressText() says how many trials of a search are done, and how many were pruned", () => {
  const states: Trial["state"][] = ["complete", "pruned", "failed", "waiting"];
  // Pruned before its first epoch, of which it is not known how long it would have taken.
  const trials = states.map((state, i) => sampleTrial(i, { state, epochs: [] }));
  const line = (...of: Parameters<typeof shown>) => progressText(shown(...of)).split("\n")[0];
  assertEquals(
    line(trials, { planned: 1000 }),
    "Running: 3 of 1,000 trials done, 1 of them pruned, 2 min 05 s elapsed",
  );
  assertEquals(
    line(trials, { planned: 1000 }, false),
    "Interrupted after 2 min 05 s: 3 of 1,000 trials done, 1 of them pruned.",
  );
  assertEquals(
    line(trials.slice(0, 2), {}, false),
    "Finished after 2 min 05 s: 2 of 2 trials done, 1 of them pruned.",
  );
  assertEquals(
    line(trials.slice(0, 3), {}, false),
    "Finished after 2 min 05 s: 3 of 3 trials done, 1 of them complete, 1 of them pruned.",
  );
});

Deno.test("progressText() says what time was saved", () => {
  // Two epochs of 1.2 s each, and a run of three.
  const spared = sampleRun(1, { state: "pruned", epochs: [] });
  const runs = [sampleRun(0, { state: "pruned", epochs: [sampleEpoch(1)] }), spared];
  const trials = [sampleTrial(0), sampleTrial(1, { state: "pruned", runs })];
  assertEquals(
    progressText(shown(trials, {}, false)).split("\n")[0],
    "Finished after 2 min 05 s: 2 of 2 trials done, 1 of them pruned, about 6 s of a worker's time saved.",
  );
});

Deno.test("progressText() knows no time left before the first step", () => {
  const [line] = progressText(shown(trials)).split("\n");
  assertEquals(line, "Running: 1 of 3 trials done, 2 min 05 s elapsed");
});

Deno.test("progressText() says that a trial ends, be its last weights tested or not", () => {
  const epochs = [1, 2, 3].map((epoch) => sampleEpoch(epoch));
  assertMatch(
    progressText(shown([{ ...running, runs: [sampleRun(0, { state: "running", epochs })] }])),
    / {2}ending$/m,
  );
});

Deno.test("progressText() counts the epochs of a trial over all its runs", () => {
  const runs = [0, 1, 2].map((number) => sampleRun(number));
  const begun = sampleRun(1, { state: "running", epochs: [sampleEpoch(1)] });
  const waiting = sampleRun(2, { state: "waiting", epochs: [] });
  const row = (trial: Trial) => progressText(shown([trial])).split("\n")[1];
  assertMatch(row(sampleTrial(0, { runs })), /epoch 9\/9 .* complete$/);
  const half = sampleTrial(0, { state: "running", runs: [runs[0], begun, waiting] });
  assertMatch(row(half), /epoch 4\/9 /);
  const spared = [1, 2].map((number) => sampleRun(number, { state: "pruned", epochs: [] }));
  const first = sampleRun(0, { state: "pruned", epochs: [sampleEpoch(1)] });
  const pruned = sampleTrial(0, { state: "pruned", runs: [first, ...spared] });
  assertMatch(row(pruned), /epoch 1\/9 .* pruned$/);
});

Deno.test("progressText() shows what the runs of a trial came to, be one longer than the others", () => {
  const runs = [[0.9], [0.5, 0.8]].map((of, number) =>
    sampleRun(number, { epochs: of.map((valAccuracy, i) => sampleEpoch(i + 1, { valAccuracy })) })
  );
  const [, row] = progressText(shown([sampleTrial(0, { runs })])).split("\n");
  assertMatch(row, / {2}validation 85\.00 % {2}/);
});

Deno.test("progressText() shows of a large study what runs and what is best", () => {
  const many = Array.from({ length: 1000 }, (_, i) => {
    if (i >= 997) return sampleTrial(i, { state: "running", epochs: [] });
    if (i % 2 === 0) return sampleTrial(i, { state: "pruned", epochs: [sampleEpoch(1)] });
    // The later the better.
    return sampleTrial(i, { epochs: [sampleEpoch(1, { valAccuracy: i / 1000 })] });
  });
  const lines = progressText(shown(many)).split("\n");
  assertEquals(lines[1], "24 of 1,000 trials are shown: those that run, and the best.");
  assertEquals(
    lines.slice(2, -1).map((line) => parseInt(line.replace(/^(★ )?case /, "")) - 1),
    [...Array.from({ length: 21 }, (_, i) => 995 - 2 * (20 - i)), 997, 998, 999],
  );
  assertEquals(lines.filter((line) => line.startsWith("★ case 996 ")).length, 1);
  const ended = progressText(shown(many.slice(0, 997), {}, false)).split("\n");
  assertEquals(ended[1], "24 of 997 trials are shown: the best.");
});

Deno.test("progressText() gives a trial one line, whatever its name", () => {
  const lines = progressText(shown([{ ...running, name: "a\n\x1b[31mb" }])).split("\n");
  assertEquals(lines.length, 3);
  assertMatch(lines[1], /^a<U\+000A><U\+001B>\[31mb {2}epoch 2/);
});

Deno.test("progressHtml() says what the text says", () => {
  const html = progressHtml(study);
  const cells = progressText(study).split("\n").flatMap((line) => line.split("  "));
  for (const cell of cells) {
    const shown = cell.replace(/^(loss|training|validation|epoch) /, "").replace("/", " / ")
      .replace(/^★ (.*)/, "$1 ★");
    assertStringIncludes(html, `>${shown}<`);
  }
});

Deno.test("progressHtml() calls the trials of a search so", () => {
  const first = (params: Trial["params"]) =>
    progressHtml(shown([sampleTrial(0, { params })])).match(/<th scope="col"[^>]*>(\w+)</)![1];
  assertEquals([first({}), first({ rate: 0.1 })], ["Case", "Trial"]);
});

Deno.test("progressHtml() draws a bar of the share that is done and escapes names", () => {
  const html = progressHtml(shown([{ ...running, name: "<b>" }]));
  assertStringIncludes(html, "width:50.0%");
  assertStringIncludes(html, 'role="progressbar" aria-label="&lt;b&gt;" aria-valuemin="0"');
  assertStringIncludes(html, 'aria-valuenow="50.0"');
  assertEquals(html.match(/scope="col"/g)?.length, 8);
  assertEquals(html.match(/scope="row"/g)?.length, 1);
  assert(!html.includes("<b>"));
});
