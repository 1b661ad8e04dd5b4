import { assertEquals, assertMatch, assertStringIncludes, assertThrows } from "@std/assert";
import { plotConfusion } from "../../lib/plots/confusion.ts";
import { sampleEvaluation, sampleRun, sampleTrial } from "../results/sample_trials.ts";

// deno-lint-ignore no-explicit-any
type Loose = any;

Deno.test("plotConfusion() colours the mistakes and leaves the diagonal out", () => {
  const [trace] = plotConfusion(sampleTrial(0)).data as Loose[];
  assertEquals(trace.z, [[null, 1], [null, null]]);
  assertEquals(trace.zmax, 1);
});

Deno.test("plotConfusion() writes every count at its label and prediction, zeros left out", () => {
  const annotations = plotConfusion(sampleTrial(0)).layout.annotations as Loose[];
  assertEquals(annotations.map(({ text, x, y }) => [text, x, y]), [
    ["<b>49</b>", 0, 0],
    ["1", 1, 0],
    ["<b>50</b>", 1, 1],
  ]);
});

Deno.test("plotConfusion() says errors and accuracy", () => {
  const { layout, description } = plotConfusion(sampleTrial(0));
  assertEquals((layout.title as Loose).text, "case 1: 1 error, test accuracy 99.00 %");
  assertStringIncludes(description, "case 1: 1 error");
});

Deno.test("plotConfusion() needs a result", () => {
  const running = sampleTrial(0, { state: "running" });
  assertThrows(() => plotConfusion(running), Error, "case 1: it is running and has no result");
});

Deno.test("plotConfusion() writes white only where the cell is dark enough for it", () => {
  const confusion = [[0, 10, 8, 9], [0, 0, 5, 0], [0, 0, 0, 0], [0, 0, 0, 0]];
  const { layout } = plotConfusion(sampleTrial(0, { test: { ...sampleEvaluation, confusion } }));
  const whites = (layout.annotations as Loose[]).filter(({ font }) => font.color === "#fff");
  assertEquals(whites.map(({ text }) => text), ["10", "9"]);
});

Deno.test("plotConfusion() adds up the runs, over validation images where not all were tested", () => {
  const validation = {
    ...sampleEvaluation,
    accuracy: 0.97,
    errors: 3,
    confusion: [[48, 2], [1, 49]],
  };
  const runs = [sampleRun(0), sampleRun(1, { validation, test: null })];
  const { data: [trace], layout } = plotConfusion(sampleTrial(0, { runs })) as Loose;
  assertEquals(layout.title.text, "case 1, 2 runs together: 4 errors, validation accuracy 98.00 %");
  assertEquals(trace.z, [[null, 3], [1, null]]);
});

Deno.test("plotConfusion() cuts a long name in its title, and not in its description", () => {
  const name = `${"dropout and pooling ".repeat(9)}7`;
  const { layout, description } = plotConfusion(sampleTrial(0, { name }));
  const title = (layout.title as Loose).text;
  assertMatch(title, /^dropout and .*….* 7: 1 error, test accuracy 99\.00 %$/);
  assertEquals(title.length, 68);
  assertStringIncludes(description, `Confusion matrix of ${name}: 1 error`);
});
