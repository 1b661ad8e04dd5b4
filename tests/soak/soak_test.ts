import { assertEquals, assertGreater } from "@std/assert";
import type { EpochMetrics, Trial } from "../../lib/mod.ts";
import { sampleEpoch, sampleRun, sampleTrial } from "../results/sample_trials.ts";
import { inFolder } from "../cli/study_process.ts";
import { lostEpochs, soak } from "./killed_studies.ts";

Deno.test("25 kills at random moments lose no epoch, and the tables are the undisturbed ones", () =>
  inFolder(async (folder) => {
    // Two searches at a time, since most of it is the start of programs.
    const soaks = [{ kills: 13, seed: 1 }, { kills: 12, seed: 2 }].map(async ({ kills, seed }) => {
      const own = `${folder}/${seed}`;
      await Deno.mkdir(own);
      const figures = await soak({ kills, seed, folder: own });
      assertEquals(figures.problems, []);
      assertEquals(figures.kills, kills);
      assertGreater(figures.inRun, 0);
    });
    await Promise.all(soaks);
  }));

Deno.test("the soak tells an epoch that is lost or another", () => {
  const epochs = [sampleEpoch(1), sampleEpoch(2)];
  const withEpochs = (epochs: EpochMetrics[]) => [
    sampleTrial(0, { name: "a", runs: [sampleRun(0, { epochs })] }),
  ];
  const lost = (after: Trial[]) => lostEpochs(withEpochs(epochs), after);
  const sentence = "Run 0 of a has lost some of 2 epochs.";
  assertEquals(lost(withEpochs([...epochs, sampleEpoch(3)])), []);
  assertEquals(lost(withEpochs([sampleEpoch(1)])), [sentence]);
  assertEquals(lost(withEpochs([sampleEpoch(1), sampleEpoch(2, { loss: 9 })])), [sentence]);
  assertEquals(lost([]), [sentence]);
});
