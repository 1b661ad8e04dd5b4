import { assert, assertEquals, assertMatch } from "@std/assert";
import { progressLines } from "../../lib/cli/progress_bars.ts";
import { type Trial, type TrialProgress, type TrialState } from "../../lib/mod.ts";
import { sampleTrial } from "../results/sample_trials.ts";

function at(fraction: number, state: TrialState, change: Partial<Trial> = {}): TrialProgress {
  const trial = { ...sampleTrial(0, { state, name: "Case 1" }), ...change };
  const running = state === "running";
  const accuracy = running ? 0.9737 : null;
  return {
    trial,
    fraction,
    epoch: 2,
    accuracy,
    loss: 0.1,
    valAccuracy: 0.98,
    leftMs: running ? 65_000 : null,
  };
}

Deno.test("only running trials have a bar, with epoch, accuracies and time left", () => {
  const lines = progressLines(
    [at(1, "complete"), at(0.25, "running"), at(0, "waiting"), at(0.1, "failed")],
    60_000,
    120,
  );
  assertEquals(lines.length, 2);
  assertMatch(lines[0], /^2 of 4 trials finished, about /);
  assertMatch(lines[1], /^Case 1 {2}█{5}░{15} {2}epoch 2\/\d+ {2}training 97\.37 % {2}validation/);
  assertMatch(lines[1], /validation 98\.00 % {2}1 min 05 s left$/);
});

Deno.test("a trial whose epochs are over is testing", () => {
  const [first, second] = progressLines([{ ...at(1, "running"), leftMs: 0 }], 60_000, 120);
  assertEquals(first, "0 of 1 trials finished");
  assertMatch(second, /validation 98\.00 % {2}testing$/);
});

Deno.test("the study's time left follows from the work that is done", () => {
  const cheap = { flopsPerImage: 1 };
  const left = (progress: TrialProgress[]) => progressLines(progress, 10_000, 120)[0];
  assertEquals(left([at(0, "running"), at(0, "waiting")]), "0 of 2 trials finished");
  const half = [at(0.5, "running", cheap), at(0, "waiting", { flopsPerImage: 2 })];
  assertEquals(left(half), "0 of 2 trials finished, about 50.0 s left");
  const failed = [at(0.5, "failed", cheap), at(0.5, "running", cheap)];
  assertEquals(left(failed), "1 of 2 trials finished, about 5.0 s left");
});

const LONG = ["C32 P2 C64 P2 C128 P2 Dr.25 F D128", "C32 P2 C64 P2 C128 P2 Dr.25 F D64"];

for (const width of [20, 39, 59, 79, 99, 119]) {
  Deno.test(`bars fit into ${width} characters and can be told apart`, () => {
    for (const names of [["Case 1", "Case 2"], LONG]) {
      const progress = names.map((name) => at(0.3, "running", { name }));
      const [study, ...bars] = progressLines(progress, 60_000, width);
      assertMatch(study, width < 59 ? /^0 of 2 trials fini/ : /finished, about .* left$/);
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
    const [, line] = progressLines([at(0.3, "running")], 60_000, width);
    return ["training", "validation", "left"].filter((word) => line.includes(word));
  };
  assertEquals(said(79), ["training", "validation", "left"]);
  assertEquals(said(69), ["validation", "left"]);
  assertEquals(said(49), ["validation"]);
  assertEquals(said(39), []);
});

Deno.test("a bar keeps its width from the first step of a trial to its end", () => {
  const first = { ...at(0, "running"), accuracy: null, valAccuracy: null, leftMs: null };
  for (const width of [39, 79, 119]) {
    const widths = [first, at(0.5, "running"), { ...at(1, "running"), leftMs: 0 }].map((one) =>
      progressLines([one], 60_000, width)[1].match(/[█░]+/)![0].length
    );
    assertEquals(new Set(widths).size, 1, `${widths}`);
  }
});
