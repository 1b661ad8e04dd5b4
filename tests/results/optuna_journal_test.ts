import { assert, assertEquals } from "@std/assert";
import { ensureEnvironment } from "../../lib/cli/python.ts";
import type { StudyRecord } from "../../lib/results/json.ts";
import { isContinued, toOptunaJournal } from "../../lib/results/optuna_journal.ts";
import type { Distribution, ParamValue } from "../../lib/search_space/distributions.ts";
import { toObjective } from "../../lib/trial/objective.ts";
import type { Trial } from "../../lib/trial/record.ts";
import { kernelTest } from "../notebooks/notebook.ts";
import { runTool } from "../tools.ts";
import { sampleEpoch, samplePlan, sampleRun, sampleStudy, sampleTrial } from "./sample_trials.ts";
import { trialOf } from "./trials_with_runs.ts";

const requirements = new URL("../optuna/requirements.txt", import.meta.url);
const script = new URL("read_journal.py", import.meta.url).pathname;
const now = new Date("2026-11-28T12:00:00Z");

/** What the real Optuna reads of a study, and what the journal is after Optuna has gone on with it. */
async function readByOptuna(study: StudyRecord) {
  const { python } = await ensureEnvironment(requirements, (text) => console.log(text));
  const folder = await Deno.makeTempDir();
  try {
    const path = `${folder}/optuna.journal`;
    await Deno.writeTextFile(path, toOptunaJournal(study, now));
    const facts = JSON.parse(await runTool(python, [script, path, study.name]));
    return { ...facts, after: await Deno.readTextFile(path) };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const choices = [null, true, "true", 0.5, 3, "=1+1", "é 👧", "\u2028", ""];
const odd = 'é "x"\n';
const distributions: Record<string, Distribution> = {
  rate: { kind: "float", low: 1e-7, high: 1, log: true, step: null },
  [odd]: { kind: "float", low: 0, high: 1, log: false, step: 0.1 },
  filters: { kind: "int", low: 8, high: 64, log: false, step: 8 },
  ["__proto__"]: { kind: "int", low: 1, high: 9, log: true, step: 1 },
  act: { kind: "categorical", choices },
};

/** A trial of a search. */
function found(
  number: number,
  params: Record<string, ParamValue>,
  facts: Parameters<typeof sampleTrial>[1] = {},
): Trial {
  const trial = sampleTrial(number, { params, name: `Trial ${number}`, ...facts });
  const asked = Object.entries(distributions).filter(([name]) => Object.hasOwn(params, name));
  return { ...trial, distributions: Object.fromEntries(asked) };
}

const accuracies = (...values: number[]) =>
  values.map((valAccuracy, i) => sampleEpoch(i + 1, { valAccuracy }));
const attributes = (number: number, runs = 1) => ({
  name: `Trial ${number}`,
  ...{ layers: "C32 P2 C64 P2 Dr.25 F D128", optimizer: "adam", learningRate: 0.001 },
  ...{ batchSize: 100, epochs: 3, seed: 1, parameters: 225_034, runs },
});

kernelTest("toOptunaJournal() is read by Optuna, trial for trial", async () => {
  const all = { rate: 1, [odd]: 0.3, filters: 16, ["__proto__"]: 9, act: null };
  const trials = [
    found(0, all, { epochs: accuracies(0.5, 0.25, 0.75), durationMs: 90_001 }),
    found(1, { act: true }, { state: "pruned", epochs: accuracies(0.5, NaN, -Infinity) }),
    found(2, { act: "true" }, { state: "failed", epochs: [], error: 'too "hot" \ud800' }),
    { ...found(3, { act: 0.5 }, { epochs: accuracies(NaN) }), value: NaN },
    { ...found(4, { act: 3 }, { epochs: accuracies(Infinity) }), value: Infinity },
    { ...found(5, {}), runs: [], state: "failed" as const, value: null, error: "It threw" },
  ];
  const { after, ...facts } = await readByOptuna(sampleStudy(...trials));
  const rest = { intermediate: [], params: [], distributions: [], duration: "0:00:00" };
  const act = "CategoricalDistribution(choices=" +
    "(None, True, 'true', 0.5, 3, '=1+1', 'é 👧', '\\u2028', ''))";
  assertEquals(facts, {
    directions: ["MAXIMIZE"],
    metrics: ["valAccuracy"],
    attributes: { dataset: "MNIST" },
    best: 4,
    trials: [
      {
        ...{ number: 0, state: "COMPLETE", value: "float 0.75" },
        params: [
          ["rate", "float 1.0"],
          [odd, "float 0.3"],
          ["filters", "int 16"],
          ["__proto__", "int 9"],
          ["act", "NoneType None"],
        ],
        distributions: [
          "FloatDistribution(high=1.0, log=True, low=1e-07, step=None)",
          "FloatDistribution(high=1.0, log=False, low=0.0, step=0.1)",
          "IntDistribution(high=64, log=False, low=8, step=8)",
          "IntDistribution(high=9, log=True, low=1, step=1)",
          act,
        ],
        // Of the best epoch so far.
        intermediate: [[1, "float 0.5"], [2, "float 0.5"], [3, "float 0.75"]],
        attributes: attributes(0),
        duration: "0:01:30.001000",
      },
      {
        ...{ ...rest, number: 1, state: "PRUNED", value: "NoneType None" },
        params: [["act", "bool True"]],
        distributions: [act],
        intermediate: [[1, "float 0.5"], [2, "float 0.5"], [3, "float 0.5"]],
        attributes: attributes(1),
      },
      {
        ...{ ...rest, number: 2, state: "FAIL", value: "NoneType None" },
        params: [["act", "str true"]],
        distributions: [act],
        // Half a character, which Python could not write again.
        attributes: { ...attributes(2), error: 'too "hot" \ufffd' },
      },
      {
        ...{ ...rest, number: 3, state: "FAIL", value: "NoneType None" },
        params: [["act", "float 0.5"]],
        distributions: [act],
        intermediate: [[1, "float nan"]],
        attributes: attributes(3),
        duration: "0:01:05.432000",
      },
      {
        ...{ ...rest, number: 4, state: "COMPLETE", value: "float inf" },
        params: [["act", "int 3"]],
        distributions: [act],
        intermediate: [[1, "float inf"]],
        attributes: attributes(4),
        duration: "0:01:05.432000",
      },
      {
        ...{ ...rest, number: 5, state: "FAIL", value: "NoneType None" },
        attributes: { ...attributes(5, 0), error: "It threw" },
      },
    ],
    next: 6,
  });
  assert(isContinued(after));
});

kernelTest(
  "toOptunaJournal() keeps the numbers of a study that has not ended, none waiting",
  async () => {
    const stopped = [
      sampleRun(0),
      sampleRun(1, { state: "waiting", epochs: [] }),
    ];
    const trials = [
      sampleTrial(0, { state: "waiting", epochs: [] }),
      sampleTrial(1),
      sampleTrial(3, { state: "running", epochs: [sampleEpoch(1)] }),
      sampleTrial(4, { state: "waiting", runs: stopped }),
      sampleTrial(5, { state: "waiting", epochs: [] }),
    ];
    const study = { ...sampleStudy(...trials), planned: 9, name: 'a "b"\n' };
    const { trials: read, next, best } = await readByOptuna(study);
    type Read = { number: number; state: string; attributes: { name?: string } };
    const told = (read as Read[]).map((
      one,
    ) => [one.number, one.state, one.attributes.name ?? null]);
    assertEquals(told, [
      [0, "RUNNING", null],
      [1, "COMPLETE", "case 2"],
      [2, "RUNNING", null],
      [3, "RUNNING", "case 4"],
      [4, "RUNNING", "case 5"],
    ]);
    assertEquals([best, next], [1, 5]);
  },
);

/** The lines of a study's trials, parsed. */
function linesOf(study: StudyRecord) {
  return toOptunaJournal(study, now).trimEnd().split("\n").slice(3).map((line) => JSON.parse(line));
}

Deno.test("toOptunaJournal() has the mean of all runs, and the epochs of the first", () => {
  const [line] = linesOf(sampleStudy(trialOf([0.5, 1], { metric: "valLoss" })));
  assertEquals([line.value, line.intermediate_values], [0.75, { 1: 0.5, 2: 0.5 }]);
  assertEquals(
    JSON.parse(toOptunaJournal(sampleStudy(trialOf([1], { metric: "loss" }))).split("\n")[0])
      .directions,
    [1],
  );
});

Deno.test("toOptunaJournal() gives trials of several studies one kind of value", () => {
  const trials = [trialOf([0.9]), trialOf([0.01], { number: 1, metric: "valLoss" })];
  const { valAccuracy } = trials[1].runs[0].epochs[1];
  assertEquals(linesOf(sampleStudy(...trials)).map(({ value }) => value), [0.9, valAccuracy]);
  const plan = { ...samplePlan, objective: toObjective("valLoss", "last") };
  const { valLoss } = trials[0].runs[0].epochs[1];
  const values = linesOf({ ...sampleStudy(...trials), plan }).map(({ value }) => value);
  assertEquals(values, [valLoss, 0.01]);
});

Deno.test("toOptunaJournal() counts trials anew whose numbers are of a larger study", () => {
  const trials = [sampleTrial(3), sampleTrial(1_000_000_000), sampleTrial(-1)];
  assertEquals(
    linesOf(sampleStudy(...trials)).map(({ user_attrs }) => user_attrs.name),
    trials.map(({ name }) => name),
  );
});

Deno.test("isContinued() tells a journal that another program wrote to", () => {
  const journal = toOptunaJournal(sampleStudy(sampleTrial(0, { name: '"worker_id": "x"' })));
  assertEquals([isContinued(""), isContinued(journal)], [false, false]);
  const theirs = '{"op_code":4,"worker_id":"4f-140","study_id":0,"datetime_start":null}\n';
  assert(isContinued(`${journal}${theirs}`));
});
