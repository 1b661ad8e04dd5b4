import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { jupyterDisplay } from "../../lib/notebook/displayable.ts";
import { sampleTrial } from "../results/sample_trials.ts";
import { inDatabase } from "../study/storages.ts";
import { complete, createSample, printed, printedBy } from "./sample_study.ts";

Deno.test("what is shown of a study that still runs says so, and what to do", async () => {
  const waiting = sampleTrial(2, { state: "waiting", epochs: [] });
  const { study, end } = createSample([...complete, waiting]);
  const shows: [string, () => unknown][] = [
    ["table()", () => study.table()],
    ["the study itself", () => study[jupyterDisplay]()],
    ["describeBest()", () => study.describeBest()],
    ["learningCurves()", () => study.learningCurves()],
    ["accuracyRanges()", () => study.accuracyRanges()],
    ["history()", () => study.history()],
    ["compare()", () => study.compare(0, 1)],
    ["confusion()", () => study.confusion()],
  ];
  const optimized = study.optimize();
  for (const [name, show] of shows) {
    assertMatch(printed(show), /still running.* put await before optimize\(\)\.$/, name);
  }
  end();
  await optimized;
  for (const [name, show] of shows) assertEquals(printed(show), "", name);
});

Deno.test("optimize() refuses a slip before it shows anything", async () => {
  const { study } = createSample([sampleTrial(0, { state: "waiting", epochs: [] })]);
  const slips: [options: unknown, says: string][] = [
    [
      null,
      "Expected options of optimize() to be an object with onProgress, onNote, signal, got null.",
    ],
    [5, "got 5."],
    [{ epochs: 3 }, 'got "epochs".'],
    [{ signal: new AbortController() }, "Expected signal to be the signal of an AbortController"],
    [{ onProgress: 5 }, "Expected onProgress to be a function, got 5."],
  ];
  const { log } = console;
  const lines: string[] = [];
  console.log = (line: string) => lines.push(line);
  try {
    for (const [options, says] of slips) {
      await assertRejects(() => study.optimize(options as never), TypeError, says);
    }
    const running = study.optimize();
    await assertRejects(() => study.optimize(), Error, "running already");
    running.catch(() => {});
  } finally {
    console.log = log;
  }
  assertEquals(lines.filter((line) => line.startsWith("Interrupted")), []);
});

Deno.test("optimize() heeds the signal and tells the listener that it is given", async () => {
  const { study } = createSample([sampleTrial(0, { state: "waiting", epochs: [] })]);
  const stop = new AbortController();
  let told = 0;
  await study.optimize({
    signal: stop.signal,
    onProgress: ({ changed }) => {
      told++;
      if (changed!.runs[0].epochs.length > 0) stop.abort();
    },
  });
  assertEquals([told > 0, study.trials[0].state], [true, "waiting"]);
});

Deno.test("optimize() tells how to go on, however it was stopped", async () => {
  for (const way of ["signal", "stop"]) {
    const { study } = createSample([sampleTrial(0, { state: "waiting", epochs: [] })]);
    const controller = new AbortController();
    const { log } = console;
    const lines: string[] = [];
    console.log = (line: string) => lines.push(line);
    try {
      await study.optimize({
        signal: controller.signal,
        onProgress: ({ changed }) => {
          if (changed!.runs[0].epochs.length === 0) return;
          if (way === "signal") controller.abort();
          else study.stop();
        },
      });
    } finally {
      console.log = log;
    }
    assertEquals(
      lines.at(-1),
      "Interrupted: 0 of 1 trials have ended and are kept. await study.optimize() runs the rest.",
    );
  }
});

Deno.test("a database that is damaged while its study runs is told under the cell", () =>
  inDatabase(async (open, path) => {
    const waiting = [sampleTrial(0, { state: "waiting", epochs: [] })];
    const { study, end } = createSample(waiting, 1, open());
    const onProgress = () => {
      if (study.trials[0].runs[0].epochs.length === 0) return;
      Deno.writeFileSync(path, new Uint8Array(20_000).fill(7));
      Deno.truncateSync(`${path}-wal`);
      end();
    };
    const lines = (await printedBy(() => study.optimize({ onProgress }))).split("\n");
    assertMatch(lines.at(-1)!, /(damaged|no SQLite database).* kept in memory; export it\.$/);
    assertEquals(study.trials[0].state, "complete");
  }));

Deno.test("watch() shows a study as it stands, and returns at once where it is not running", async () => {
  const { study, end } = createSample(
    [0, 1].map((number) => sampleTrial(number, { state: "waiting", epochs: [] })),
  );
  const watched = () => printedBy(() => study.watch());
  assertEquals((await watched()).split("\n")[0], "Not begun: 0 of 2 trials done");
  end();
  await printedBy(() => study.optimize());
  assertMatch(await watched(), /^Ended: 2 of 2 trials done\n(★ )?case 1 /);
});
