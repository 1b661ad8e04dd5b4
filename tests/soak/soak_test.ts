import { assertEquals, assertGreater } from "@std/assert";
import type { EpochMetrics, Trial } from "../../lib/mod.ts";
import { sampleEpoch, sampleRun, sampleTrial } from "../results/sample_trials.ts";
import { inFolder } from "../cli/study_process.ts";
import { differences, lostEpochs, missingEpochs, soak } from "./killed_studies.ts";

Deno.test("25 kills at random moments lose no told epoch; files and nets are the undisturbed ones", () =>
  inFolder(async (folder) => {
    // Two searches at a time, since most of it is the start of programs.
    const soaks = [{ kills: 13, seed: 1 }, { kills: 12, seed: 2 }].map(async ({ kills, seed }) => {
      const own = `${folder}/${seed}`;
      await Deno.mkdir(own);
      const figures = await soak({ kills, seed, folder: own });
      assertEquals(figures.problems, []);
      assertEquals(figures.kills, kills);
      assertGreater(figures.inRun, 0);
      assertGreater(figures.epochs, kills);
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

Deno.test("the soak tells an epoch that a process told and did not store", () => {
  const runs = [sampleRun(0, { epochs: [sampleEpoch(1), sampleEpoch(2)] })];
  const trials = [sampleTrial(4, { name: "a", runs })];
  assertEquals(missingEpochs([[4, 0, 1], [4, 0, 2]], trials), []);
  const sentence = (epoch: number, trial = 4) =>
    `Epoch ${epoch} of run 0 of trial ${trial} was told and is not stored.`;
  assertEquals(missingEpochs([[4, 0, 2], [4, 0, 3]], trials), [sentence(3)]);
  assertEquals(missingEpochs([[0, 0, 1]], trials), [sentence(1, 0)]);
});

Deno.test("the soak tells a file that is missing, is there too, or differs", () => {
  const expected = { "a.csv": "1", "b.csv": "2" };
  assertEquals(differences(expected, { ...expected }), []);
  const sentence = (name: string) => `${name} is not that of the undisturbed one.`;
  assertEquals(differences(expected, { "a.csv": "1", "b.csv": "3" }), [sentence("b.csv")]);
  assertEquals(differences(expected, { "a.csv": "1", "c.csv": "2" }), [
    sentence("b.csv"),
    sentence("c.csv"),
  ]);
});
