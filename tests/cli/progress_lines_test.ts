import { assert, assertEquals, assertMatch } from "@std/assert";
import { epochLines, progressLines, runLines } from "../../lib/cli/progress_lines.ts";
import type { StudyProgress, Trial, TrialProgress } from "../../lib/mod.ts";
import { sampleRun, sampleTrial } from "../results/sample_trials.ts";

/** How far a running trial is, after the first of its three epochs. */
function at(fraction: number, change: Partial<Trial> = {}): TrialProgress {
  const trial = { ...sampleTrial(0, { state: "running", name: "Case 1" }), ...change };
  return {
    trial,
    fraction,
    epoch: 2,
    epochs: 3,
    accuracy: 0.9737,
    loss: 0.1,
    valAccuracy: 0.98,
    leftMs: 65_000,
  };
}

function study(running: TrialProgress[], change: Partial<StudyProgress> = {}): StudyProgress {
  return {
    changed: null,
    running,
    finished: 0,
    pruned: 0,
    failed: 0,
    best: null,
    planned: 2,
    elapsedMs: 60_000,
    leftMs: 90_000,
    ...change,
  };
}

Deno.test("a line tells of the study, and each running trial has a bar", () => {
  const lines = progressLines(study([at(0.25)], { finished: 2, planned: 4 }), 120);
  assertEquals(lines.length, 2);
  assertEquals(lines[0], "2 of 4 trials finished, about 1 min 30 s left");
  assertMatch(lines[1], /^Case 1 {2}█{5}░{15} {2}epoch 2\/3 {2}training 97\.37 % {2}validation/);
  assertMatch(lines[1], /validation 98\.00 % {2}1 min 05 s left$/);
});

Deno.test("a trial whose epochs are over is ending", () => {
  const [first, second] = progressLines(study([{ ...at(1), leftMs: 0 }], { leftMs: null }), 120);
  assertEquals(first, "0 of 2 trials finished");
  assertMatch(second, /validation 98\.00 % {2}ending$/);
});

const search = study([], {
  finished: 17,
  pruned: 3,
  failed: 1,
  planned: 40,
  leftMs: 250_000,
  best: { ...sampleTrial(12, { name: "Trial 12" }), value: 0.987 },
});

Deno.test("the study's line says less in a narrower terminal, and nothing by half", () => {
  const line = (width: number) => progressLines(search, width)[0];
  const whole = "17 of 40 trials finished, 3 pruned, 1 failed, best 98.70 % (Trial 12), " +
    "about 4 min 10 s left";
  const shorter = [
    whole,
    "17 of 40 trials finished, 3 pruned, 1 failed, best 98.70 %, about 4 min 10 s left",
    "17 of 40 trials finished, 1 failed, best 98.70 %, about 4 min 10 s left",
    "17 of 40 trials finished, best 98.70 %, about 4 min 10 s left",
    "17 of 40 trials finished, about 4 min 10 s left",
    "17 of 40 trials finished",
  ];
  assertEquals(line(Infinity), whole);
  shorter.forEach((text, i) => {
    assertEquals(line(text.length), text);
    const next = shorter[i + 1] ?? text.slice(0, -1);
    assertEquals(line(text.length - 1), next);
  });
});

Deno.test("the best of a study that minimizes a loss is a loss, and says which", () => {
  const objective = { metric: "valLoss", direction: "minimize", epoch: "last" } as const;
  const best = { ...sampleTrial(1), objective, value: 0.04123 };
  assertMatch(progressLines({ ...search, best }, 120)[0], /, best valLoss 0\.0412 \(case 2\), /);
});

const LONG = ["C32 P2 C64 P2 C128 P2 Dr.25 F D128", "C32 P2 C64 P2 C128 P2 Dr.25 F D64"];

for (const width of [20, 39, 59, 79, 99, 119]) {
  Deno.test(`bars fit into ${width} characters and can be told apart`, () => {
    for (const names of [["Case 1", "Case 2"], LONG]) {
      const [first, ...bars] = progressLines(study(names.map((name) => at(0.3, { name }))), width);
      assertMatch(first, width < 59 ? /^0 of 2 trials fini/ : /finished, about .* left$/);
      for (const line of bars) {
        assert(line.length <= width, `"${line}" is too wide`);
        assertMatch(line, width < 39 ? /█░+/ : /█░+ {2}epoch 2\/3/);
      }
      const shown = bars.map((line) => line.split(/ {2,}/)[0]);
      assertEquals(new Set(shown).size, names.length, `${shown}`);
      if (names !== LONG) assertEquals(shown, names);
    }
  });
}

Deno.test("the narrower the terminal, the less a bar says", () => {
  const said = (width: number) => {
    const [, line] = progressLines(study([at(0.3)]), width);
    return ["training", "validation", "left"].filter((word) => line.includes(word));
  };
  assertEquals(said(79), ["training", "validation", "left"]);
  assertEquals(said(69), ["validation", "left"]);
  assertEquals(said(49), ["validation"]);
  assertEquals(said(39), []);
});

Deno.test("a bar keeps its width from the first step of a trial to its end", () => {
  const first = { ...at(0), accuracy: null, valAccuracy: null, leftMs: null };
  for (const width of [39, 79, 119]) {
    const widths = [first, at(0.5), { ...at(1), leftMs: 0 }].map((one) =>
      progressLines(study([one]), width)[1].match(/[█░]+/)![0].length
    );
    assertEquals(new Set(widths).size, 1, `${widths}`);
  }
});

Deno.test("in a file, each epoch of a run is a line, once", () => {
  const running = at(0.5);
  const [run] = running.trial.runs;
  const lines = (printed: number) =>
    epochLines({ trial: running.trial, run, printed }, study([running]));
  assertEquals(lines(0).length, 3);
  assertEquals(lines(0).slice(2), lines(2));
  assertMatch(
    lines(2)[0],
    /^Case 1 {2}epoch 3\/3 {2}training .* % {2}validation .* % {2}1 min 05 s/,
  );
});

Deno.test("in the file of a search, each run that has ended is a line, once", () => {
  const runs = [
    sampleRun(0, { state: "complete" }),
    sampleRun(1, { state: "running" }),
    sampleRun(2, { state: "failed", epochs: [] }),
  ];
  const trial = sampleTrial(12, { state: "running", name: "Trial 12", runs });
  const line = (number: number, printed = 0) =>
    runLines({ trial, run: runs[number], printed }, search).join();
  assertMatch(line(0), /^Trial 12 {2}run 1\/3 {2}epoch 3\/3 {2}training .* % {2}validation .* %$/);
  assertEquals([line(0, 1), line(1)], ["", ""]);
  assertEquals(line(2), "Trial 12  run 3/3  epoch 0/3  failed");
});

Deno.test("the last line of a trial tells how far the search is", () => {
  const trial = sampleTrial(12, { name: "Trial 12" });
  const [line] = runLines({ trial, run: trial.runs[0], printed: 0 }, search);
  assertMatch(line, /^Trial 12 {2}epoch 3\/3 .* {2}17 of 40 trials finished, 3 pruned, .* left$/);
});

Deno.test("of a pruned trial the runs that were spared are not told", () => {
  const runs = [
    sampleRun(0, { state: "pruned" }),
    sampleRun(1, { state: "pruned", epochs: [] }),
  ];
  const trial = sampleTrial(3, { state: "pruned", name: "Trial 3", runs });
  const lines = runs.map((run) => runLines({ trial, run, printed: 0 }, search));
  assertMatch(lines[0].join(), /^Trial 3 {2}run 1\/2 {2}epoch 3\/3 .* {2}pruned {2}17 of 40/);
  assertEquals(lines[1], []);
});
