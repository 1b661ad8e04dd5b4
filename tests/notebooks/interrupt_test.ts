import { assert, assertEquals, assertMatch } from "@std/assert";
import { createStudy, loadMnist, type StudyOptions, type Trial } from "../../lib/mod.ts";
import { inFolder } from "../cli/study_process.ts";
import { runKernelCells } from "./kernel_cells.ts";
import { kernelTest } from "./notebook.ts";

// One trial that ends within seconds, and one that would go on for minutes.
const BEFORE = `import { createStudy, loadMnist } from "../lib/mod.ts";
  const cases = [{ name: "quick", layers: "P4 F" }, { name: "slow", layers: "C32 C64 P2 F D128" }];
  const data = await loadMnist();
  const study = await createStudy({ name: "two", data, cases, epochs: 20, limit: 1200, workers: 2 });`;
const QUICK_IS_COMPLETE = "^★ quick  epoch 20/20 .* complete$";
const AFTER = `console.log(study.trials.map(({ name, state }) => name + " " + state).join("\\n"));`;

kernelTest("the Interrupt button stops a study, keeps what has ended and the kernel", async () => {
  const [shown, after] = await runKernelCells({
    deed: "interrupt",
    before: BEFORE,
    cell: "await study.optimize();",
    when: QUICK_IS_COMPLETE,
    after: [AFTER],
  });
  assertEquals(
    shown.at(-1),
    "Interrupted: 1 of 2 trials have ended and are kept. await study.optimize() runs the rest.\n",
  );
  const ended = shown.findLast((text) => text.includes("trials done"))!;
  assertMatch(ended, /^Interrupted after .*: 1 of 2 trials done\.$/m);
  assertEquals(after, ["quick complete\nslow waiting\n"]);
});

/** A search that takes some seconds, as a cell makes it. */
const OPTIONS = `({
  name: "sweep",
  cases: ["F D8", "C2 P4 F", "C2 P4 F D8"].map((layers) => ({ name: layers, layers })),
  repeats: 2, epochs: 4, limit: 1500, workers: 2, backend: "wasm",
})`;
const options: Omit<StudyOptions, "data"> = (0, eval)(OPTIONS);
const ONE_IS_COMPLETE = "^(★ )?[CF].* complete$";
const SHOW = `console.log(JSON.stringify(study.trials));`;

for (const deed of ["interrupt", "restart"] as const) {
  kernelTest(
    `after ${deed} in mid-sweep a study goes on and ends bit-equal`,
    () =>
      inFolder(async (folder) => {
        const path = `${folder}/studies.db`;
        const [shown, stopped, resumed, ended] = await runKernelCells({
          deed,
          before: `import { createStudy, loadMnist } from "../lib/mod.ts";
          const data = await loadMnist();
          const study = await createStudy({ data, storage: ${
            JSON.stringify(path)
          }, ...${OPTIONS} });`,
          cell: "await study.optimize(); study.table()",
          when: ONE_IS_COMPLETE,
          after: [SHOW, "await study.optimize();", SHOW],
        });
        const before: Trial[] = JSON.parse(stopped.at(-1)!);
        const isComplete = ({ state }: Trial) => state === "complete";
        assert(before.some(isComplete) && !before.every(isComplete));
        if (deed === "interrupt") {
          const table = shown.at(-1)!;
          assertMatch(table, /^ {2}[CF].* \(waiting\) +/m);
          assertMatch(table, /^★ [CF]/m);
          assertMatch(table, /^Best so far \([12] of 3 trials ended\): /m);
          assert(shown.some((text) => text.includes("await study.optimize() runs the rest.")));
        } else {
          const kept = resumed.find((text) => text.includes("runs were trained"));
          assertMatch(kept!, /^\d of 6 runs were trained by .* and are taken from .*studies\.db;/);
        }
        const undisturbed = await createStudy({
          data: await loadMnist(),
          ...options,
          storage: null,
        });
        await undisturbed.study.optimize();
        assertEquals(record(JSON.parse(ended.at(-1)!)), record(undisturbed.trials));
        const files = [...Deno.readDirSync(`${path}-checkpoints`)].map(({ name }) => name);
        assertEquals(files.filter((name) => !name.endsWith(".checkpoint")), []);
        assertEquals(files.length, 2); // the best trial's
      }),
  );
}

function record(trials: readonly Trial[]): string {
  return JSON.stringify(
    trials,
    (key, value) => key === "durationMs" || key === "span" ? null : value,
  );
}
