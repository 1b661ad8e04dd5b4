import {
  assertEquals,
  assertMatch,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { dirname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { customInspect, jupyterDisplay } from "../../lib/notebook/displayable.ts";
import type { Executor } from "../../lib/executors/executor.ts";
import { createMemoryStorage } from "../../lib/storage/in_memory.ts";
import { fakeData, fakeProvenance, plainPlan } from "../study/fake_study.ts";
import { createStudy } from "../../lib/notebook/create_study.ts";
import { NotebookStudy } from "../../lib/notebook/notebook_study.ts";
import { Study } from "../../lib/study/study.ts";
import type { Trial } from "../../lib/trial/record.ts";
import { type Outcome, RunStopped } from "../../lib/trial/run.ts";
import { loadSmallMnist } from "../small_mnist.ts";
import { sampleEpoch, sampleEvaluation, sampleTrial } from "../results/sample_trials.ts";
import { trialOf } from "../results/trials_with_runs.ts";

const complete = [sampleTrial(0), sampleTrial(1)];

/** A study of these trials and more to be made, whose runs end when `end` is called. */
function createSample(trials: readonly Trial[], planned = trials.length) {
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  const execute: Executor["execute"] = async (_setup, { signal, onEpoch }) => {
    const stopped = Promise.withResolvers<never>();
    signal.addEventListener("abort", () => stopped.reject(new RunStopped()));
    await onEpoch!(sampleEpoch(1), null);
    return await Promise.race([promise, stopped.promise]);
  };
  const isSearch = planned > trials.length;
  const whole = { ...plainPlan, lag: isSearch ? 1 : null };
  const study = new Study({
    definition: {
      name: "sample",
      dataset: "MNIST",
      plan: whole,
      reference: null,
      weights: "none",
      provenance: fakeProvenance,
    },
    data: fakeData,
    open: () => ({
      plan: whole,
      kept: [],
      nextNumber: 0,
      source: { count: planned, isSearch, create: (number) => trials[number] },
      pruner: null,
    }),
    stored: null,
    storage: createMemoryStorage(),
    fresh: false,
    executor: {
      slots: 1,
      engine: "wasm",
      execute,
      test: () => Promise.resolve(sampleEvaluation),
      release: () => {},
    },
    tested: "all",
    note: null,
  });
  const end = () => resolve({ validation: sampleEvaluation, test: sampleEvaluation });
  return { study: new NotebookStudy(study), end };
}

/** What a call prints. */
function printed(call: () => unknown): string {
  const { log } = console;
  const lines: string[] = [];
  console.log = (line: string) => lines.push(line);
  try {
    call();
  } finally {
    console.log = log;
  }
  return lines.join("\n");
}

/** What a call prints until it resolves. */
async function printedBy(call: () => Promise<unknown>): Promise<string> {
  const { log } = console;
  const lines: string[] = [];
  console.log = (line: string) => lines.push(line);
  try {
    await call();
  } finally {
    console.log = log;
  }
  return lines.join("\n");
}

Deno.test("a study shows itself as its table", async () => {
  const { study } = createSample(complete);
  const bundle = await study[jupyterDisplay]();
  assertEquals(bundle, await study.table()[jupyterDisplay]());
  assertStringIncludes(String(bundle["text/html"]), "<table");
  assertStringIncludes(study[customInspect](), "case 2");
});

Deno.test("a study knows its best trial, once there is one", () => {
  assertEquals(createSample(complete).study.best, complete[0]);
  assertEquals(createSample([sampleTrial(0, { state: "waiting" })]).study.best, null);
});

Deno.test("a study says how it goes about its trials, and how many there will be", () => {
  const { study } = createSample(complete);
  assertEquals([study.plan, study.planned], [plainPlan, 2]);
});

Deno.test("a search that was stopped says so, in its table and of its best", () => {
  const waiting = sampleTrial(2, { state: "waiting", epochs: [] });
  const { study } = createSample([...complete, waiting], 500);
  assertStringIncludes(Deno.inspect(study.table()), "3 of 500 trials were made.");
  assertStringIncludes(study.describeBest(), "Best so far (2 of 500 trials ended): case 1");
});

Deno.test("two trials are compared by their numbers or their names", async () => {
  const scores = [[0.986, 0.985, 0.987], [0.95, 0.948, 0.952]];
  const { study } = createSample(scores.map((of, number) => trialOf(of, { number })));
  const text = Deno.inspect(study.compare(0, 1));
  assertEquals(Deno.inspect(study.compare("case 1", "case 2")), text);
  assertStringIncludes(text, "case 1 is 3.60 points above case 2 in validation accuracy");
  assertStringIncludes(text, "is told from it at 95 %");
  const bundle = await study.compare(1, "case 1")[jupyterDisplay]();
  assertStringIncludes(String(bundle["text/html"]), "3.60 points below");
});

Deno.test("a trial that there is not is refused, and the nearest name named", () => {
  const { study } = createSample(complete);
  assertThrows(() => study.compare(0, 2), RangeError, "a whole number from 0 to 1, got 2.");
  const says = 'one of the study\'s, got "case3"; did you mean "case 1"?';
  assertThrows(() => study.compare("case3", 0), RangeError, says);
  assertThrows(() => study.compare(0, null as never), TypeError, "a number or a name, got null.");
  assertEquals(Deno.inspect(study.confusion("case 2")), Deno.inspect(study.confusion(1)));
});

Deno.test("confusion() says which numbers there are, and that no trial is complete", () => {
  const { study } = createSample(complete);
  assertThrows(() => study.confusion(7), RangeError, "a whole number from 0 to 1, got 7.");
  const { study: waiting } = createSample([sampleTrial(0, { state: "waiting" })]);
  assertThrows(() => waiting.confusion(), Error, "run optimize() to its end");
});

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

Deno.test("a study is reported as it stands, with the digits that its best gets wrong", async () => {
  const folder = await Deno.makeTempDir();
  const own = fileURLToPath(new URL("../../data/exports/reported", import.meta.url));
  try {
    const data = await loadSmallMnist(60, 20);
    const cases = [{ name: "flat", layers: "F" }];
    const study = await createStudy({ name: "reported", data, cases, epochs: 1, storage: null });
    const file = `${folder}/report.html`;
    assertEquals(await study.report(file), [file]);
    assertStringIncludes(await Deno.readTextFile(file), "No trial is complete yet.");
    await study.optimize({ onProgress: () => {} });
    await study.report(pathToFileURL(file));
    const page = await Deno.readTextFile(file);
    assertMatch(
      page,
      /images that its best run gets wrong, the surest first/,
    );
    const { mistakes } = study.best!.runs[0].test!;
    assertEquals(page.match(/alt="Image \d+, a \d"/g)?.length, mistakes.length);
    assertEquals(await study.report({ overwrite: true }), [`${own}/report.html`]);
  } finally {
    await Deno.remove(folder, { recursive: true });
    await Deno.remove(own, { recursive: true });
  }
});

Deno.test("a study whose weights have decayed is reported without what its best takes images for", async () => {
  const folder = await Deno.makeTempDir();
  const { log } = console;
  try {
    const data = await loadSmallMnist(60, 20);
    const cases = [{ name: "flat", layers: "F" }];
    const storage = `${folder}/studies.db`;
    const study = await createStudy({ name: "decayed", data, cases, epochs: 1, storage });
    await study.optimize({ onProgress: () => {} });
    const [{ name }] = [...Deno.readDirSync(`${storage}-checkpoints`)];
    await Deno.truncate(`${storage}-checkpoints/${name}`, 100);
    const lines: string[] = [];
    console.log = (line) => lines.push(line);
    const [page] = await study.report(`${folder}/report.html`);
    assertEquals(lines.length, 1);
    assertMatch(lines[0], /cut short\. What the best takes images for is left out\.$/);
    assertStringIncludes(await Deno.readTextFile(page), "what it was taken for is not known");
  } finally {
    console.log = log;
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a study is exported into a folder of its name, or into that which is given", async () => {
  const { study } = createSample(complete);
  const folder = await Deno.makeTempDir();
  try {
    assertEquals((await study.export(folder))[0], `${folder}/trials.csv`);
    const [first] = await study.export(pathToFileURL(`${folder}/url`));
    assertEquals(first, `${folder}/url/trials.csv`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  const own = fileURLToPath(new URL("../../data/exports/sample", import.meta.url));
  try {
    assertEquals((await study.export({ overwrite: true })).map((path) => dirname(path))[0], own);
  } finally {
    await Deno.remove(own, { recursive: true });
  }
});

Deno.test("a study shows what it is set beside, or what else it is given", () => {
  const { study } = createSample(complete);
  const reference = { label: "another", value: 0.5 };
  assertStringIncludes(Deno.inspect(study.table({ reference })), "above another, 50.00 %.");
  assertStringIncludes(Deno.inspect(study.learningCurves({ reference })), "another of 50.00 %");
  assertStringIncludes(Deno.inspect(study.accuracyRanges({ reference })), "another of 50.00 %");
  assertStringIncludes(Deno.inspect(study.history({ reference })), "another of 50.00 %");
  const shows = [study.table, study.learningCurves, study.accuracyRanges, study.history];
  for (const show of shows) {
    for (const wrong of [null, 5, { times: false }]) {
      assertThrows(() => show.call(study, wrong as never), TypeError, "Expected options of ");
    }
  }
});

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
