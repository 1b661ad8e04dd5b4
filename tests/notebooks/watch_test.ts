import { assert, assertEquals, assertMatch } from "@std/assert";
import { inFolder } from "../cli/study_process.ts";
import { sampleEpoch, sampleTrial } from "../results/sample_trials.ts";
import { OtherWriter } from "../storage/other_writer.ts";
import { sampleDefinition } from "../storage/sample_definition.ts";
import { runKernelCells } from "./kernel_cells.ts";
import { kernelTest } from "./notebook.ts";

kernelTest(
  "a fresh kernel watches a study of another program, and Interrupt ends that alone",
  () =>
    inFolder(async (folder) => {
      const path = `${folder}/studies.db`;
      const running = sampleTrial(0, { state: "running", epochs: [sampleEpoch(1)] });
      const definition = sampleDefinition("a", { planned: 1 });
      const other = await OtherWriter.begin(path, definition, [running]);
      const options = JSON.stringify({ storage: path });
      const [shown, after] = await runKernelCells({
        deed: "interrupt",
        before: `import { openStorage, watchStudy } from "../lib/mod.ts";`,
        cell: `await watchStudy("a", ${options});`,
        when: "^case 1  epoch 1/3 ",
        after: [`console.log(openStorage(${JSON.stringify(path)}).load("a").writer);`],
      });
      // The display was left unfinished, and says so.
      const last = shown.findLast((text) => text.includes("epoch 1/3"))!;
      assert(last.startsWith(`Running in ${other.name}: 0 of 1 trial done, about `), last);
      assertMatch(
        last,
        /^Drawn at .* watchStudy\(\) by the study's name, shows how it goes on\.$/m,
      );
      assert(shown.some((text) => text.startsWith("Learning curves of ")));
      assertEquals(shown.at(-1), "The watching has ended; the study goes on.\n");
      assertEquals(after, [`${other.name}\n`]);
      await other.end();
    }),
);

kernelTest(
  "study.watch() in a new cell follows what an earlier one has begun, to its end",
  async () => {
    const [shown, after] = await runKernelCells({
      deed: "interrupt",
      before: `import { createStudy, loadMnist } from "../lib/mod.ts";
      const cases = [{ name: "quick", layers: "P4 F" }];
      const data = await loadMnist();
      const study = await createStudy({ name: "one", data, cases, epochs: 9, limit: 600, storage: null });
      const running = study.optimize();`,
      cell: "await study.watch();",
      when: "^This is never shown",
      after: ["await study.watch(); await running;"],
    });
    const ended = /^Ended: 1 of 1 trial done$/m;
    assertMatch(shown.findLast((text) => text.includes("quick  epoch"))!, ended);
    assert(!shown.at(-1)!.includes("Drawn at"));
    // Of a study that has ended it shows the end, once.
    assertEquals(after.filter((text) => ended.test(text)).length, 1);
  },
);
