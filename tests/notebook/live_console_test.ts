import { assertEquals, assertStringIncludes } from "@std/assert";
import { createLiveDisplay } from "../../lib/notebook/live.ts";
import type { Trial } from "../../lib/trial/record.ts";
import { sampleEpoch, sampleRun, sampleTrial } from "../results/sample_trials.ts";
import { createShownStudy } from "./shown_study.ts";

const running = sampleTrial(0, { state: "running", epochs: [] });
const oneEpoch = sampleTrial(0, { state: "running", epochs: [sampleEpoch(1)] });
const twoEpochs = sampleTrial(0, { state: "running", epochs: [sampleEpoch(1), sampleEpoch(2)] });

/** A live display outside a notebook, that tells each of the trials; and the lines, in two parts. */
function createConsole(...before: readonly Trial[]) {
  const lines: string[] = [];
  const study = createShownStudy(...before);
  const live = createLiveDisplay(study, { print: (line) => lines.push(line) });
  return {
    tell(...trials: readonly Trial[]) {
      study.trials = trials;
      live.update(study.progress);
    },
    finish: () => live.finish(),
    lines,
    begins: () => lines.map((line) => line.split("  loss")[0]),
  };
}

Deno.test("outside a notebook every finished epoch is printed once", async () => {
  const { tell, finish, lines, begins } = createConsole(running);
  for (const trial of [running, oneEpoch, oneEpoch, sampleTrial(0)]) tell(trial);
  await finish();
  assertEquals(begins(), ["case 1  epoch 1/3", "case 1  epoch 2/3", "case 1  epoch 3/3"]);
  assertStringIncludes(lines[0], "loss 0.5000  training 91.00 %  validation 95.50 %");
});

Deno.test("outside a notebook a study that goes on prints nothing of what ran before", async () => {
  const before = sampleTrial(1);
  const stopped = sampleTrial(0, { state: "waiting", epochs: [sampleEpoch(1)] });
  const { tell, finish, begins } = createConsole(before, stopped);
  tell(before, running);
  tell(before, oneEpoch);
  await finish();
  assertEquals(begins(), ["case 1  epoch 1/3"]);
});

Deno.test("outside a notebook a study that is begun anew prints all of its epochs", () => {
  const { tell, begins } = createConsole(twoEpochs);
  const anew = [sampleEpoch(1, { loss: 0.7 }), sampleEpoch(2), sampleEpoch(3)];
  // Deleted and begun anew, it has an epoch already when it is looked at.
  tell(sampleTrial(0, { state: "running", epochs: anew.slice(0, 1) }));
  tell(sampleTrial(0, { state: "running", epochs: anew }));
  assertEquals(begins(), ["case 1  epoch 1/3", "case 1  epoch 2/3", "case 1  epoch 3/3"]);
});

Deno.test("outside a notebook the epochs of each run are told apart", () => {
  const { tell, begins } = createConsole();
  const [first, second] = [0, 1].map((run) =>
    sampleRun(run, { state: "running", epochs: [sampleEpoch(1)] })
  );
  tell(sampleTrial(0, { state: "running", runs: [first, { ...second, epochs: [] }] }));
  tell(sampleTrial(0, { state: "running", runs: [first, second] }));
  assertEquals(begins(), ["case 1  run 1/2  epoch 1/3", "case 1  run 2/2  epoch 1/3"]);
});

Deno.test("outside a notebook a trial that is pruned or fails says so once", async () => {
  const { tell, finish, begins } = createConsole();
  const pruned = sampleTrial(0, { state: "pruned", epochs: [sampleEpoch(1)] });
  const failed = sampleTrial(1, { state: "failed", epochs: [], error: "No memory." });
  tell(pruned);
  tell(pruned, failed);
  await finish();
  assertEquals(begins(), ["case 1  epoch 1/3", "case 1  pruned", "case 2  failed: No memory."]);
});
