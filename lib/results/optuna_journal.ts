/**
 * A study as a journal file of Optuna, a line of JSON for each step.
 *
 * @module
 */
import {
  toOptunaDistribution,
  toOptunaValue,
  toPythonJson,
} from "../search_space/optuna_distribution.ts";
import type { Distribution, ParamValue } from "../search_space/distributions.ts";
import { type Objective, toObjective, valuesByEpoch } from "../trial/objective.ts";
import { toOptunaAttributes } from "../trial/optuna_attributes.ts";
import type { Trial } from "../trial/record.ts";
import { isFinished } from "../trial/run.ts";
import type { StudyRecord } from "./json.ts";
import { summarizeTrial } from "./summarize_trial.ts";

/** Who wrote a line. Optuna's own programs have names of another form. */
const WORKER = '"worker_id": "sweepbook"';

// As Optuna counts them: JournalOperation, StudyDirection, TrialState.
const STEPS = { createStudy: 0, setUserAttribute: 2, setSystemAttribute: 3, createTrial: 4 };
const DIRECTIONS = { minimize: 1, maximize: 2 };
// Nothing waits there: any program that uses the journal would run it, by an objective of its own.
const STATES = { waiting: 0, running: 0, complete: 1, pruned: 2, failed: 3 };

/** The fields of an object whose values are JSON already. */
type Fields = readonly (readonly [name: string, json: string])[];

/**
 * Formats a study as a journal that Optuna (4 and 5) and its dashboard load:
 *
 * ```python
 * from optuna.storages import JournalStorage
 * from optuna.storages.journal import JournalFileBackend
 *
 * storage = JournalStorage(JournalFileBackend("optuna.journal"))
 * study = optuna.load_study(study_name="rates", storage=storage)
 * ```
 *
 * - Trials keep their numbers, params, distributions, states and values. Their user attributes are
 *   `name`, what of the setup is plain (`layers`, `seed` and so on), `parameters`, the number of
 *   `runs`, and `error` of one that failed; the study's is `dataset`.
 * - The intermediate values are what the value of the first run would have been after each epoch.
 * - What has not ended is running, never waiting: Optuna would take that up and run an objective of
 *   its own. Trials that never began are left out where no later one has.
 * - A value that is no number makes a trial failed, as in Optuna.
 * - Optuna's best of equal values is the first; {@linkcode bestTrial} looks at the loss as well.
 * - All trials end at `now`, and began by their duration before: when they did is not recorded.
 * - Trials of several studies that have values of several kinds: all have that of the first.
 *
 * @param now When it is written.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { toOptunaJournal } from "./optuna_journal.ts";
 *
 * const journal = toOptunaJournal({ name: "rates", dataset: "MNIST", trials: [] });
 * assertEquals(JSON.parse(journal.split("\n")[0]).study_name, "rates");
 * ```
 */
export function toOptunaJournal(study: StudyRecord, now: Date = new Date()): string {
  const { name, dataset, plan, trials } = study;
  const objective = plan?.objective ?? trials[0]?.objective ?? toObjective("valAccuracy", "last");
  const names = toPythonJson({ "study:metric_names": [objective.metric] });
  const lines = [
    toLine(STEPS.createStudy, [
      ["study_name", toPythonJson(name)],
      ["directions", `[${DIRECTIONS[objective.direction]}]`],
    ]),
    toLine(STEPS.setSystemAttribute, [["study_id", "0"], ["system_attr", names]]),
    toLine(STEPS.setUserAttribute, [
      ["study_id", "0"],
      ["user_attr", toPythonJson({ dataset })],
    ]),
    ...atTheirNumbers(study).map((trial) =>
      toLine(STEPS.createTrial, [["study_id", "0"], ...fieldsOf(trial, objective, now)])
    ),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

/** Whether another program has written to such a journal. */
export function isContinued(journal: string): boolean {
  return journal.split("\n").some((line) => line !== "" && !line.includes(WORKER));
}

/**
 * The trials that have begun, each in the place of its number, for Optuna counts them; null where
 * there is none. Numbers that are not those of the study are counted anew.
 */
function atTheirNumbers({ trials, planned = trials.length }: StudyRecord): (Trial | null)[] {
  const begun = trials.filter(({ state, runs }) =>
    state !== "waiting" || runs.some(({ epochs }) => epochs.length > 0)
  );
  if (begun.some(({ number }) => number < 0 || number >= planned)) return begun;
  const places: (Trial | null)[] = [];
  for (const trial of begun) places[trial.number] = trial;
  return Array.from(places, (trial) => trial ?? null);
}

function fieldsOf(trial: Trial | null, objective: Objective, now: Date): Fields {
  if (trial === null) return [["state", `${STATES.running}`], ["datetime_start", toTime(now)]];
  const { params, distributions, runs, error } = trial;
  const value = valueOf(trial, objective);
  const state = Number.isNaN(value) ? "failed" : trial.state;
  const durationMs = runs.reduce((sum, run) => sum + (run.durationMs ?? 0), 0);
  const asked = Object.entries(distributions).filter(([name]) => Object.hasOwn(params, name));
  const values = valuesByEpoch(objective, runs[0]?.epochs ?? []);
  const attributes = toOptunaAttributes(trial);
  return [
    ["state", `${STATES[state]}`],
    ["value", value === null || state === "failed" ? "null" : toFloat(value)],
    ["datetime_start", toTime(new Date(now.getTime() - durationMs))],
    ...isFinished(state) ? [["datetime_complete", toTime(now)] as const] : [],
    [
      "distributions",
      toObject(asked.map(([name, one]) => [name, toPythonJson(toOptunaDistribution(one))])),
    ],
    ["params", toObject(asked.map(([name, one]) => [name, toParam(one, params[name])]))],
    ["user_attrs", toPythonJson(error === null ? attributes : { ...attributes, error })],
    ["intermediate_values", toObject(values.map((one, place) => [`${place + 1}`, toFloat(one)]))],
  ];
}

/** By the objective of the study; null unless the trial is complete. */
function valueOf(trial: Trial, objective: Objective): number | null {
  const { metric, epoch } = trial.objective;
  const isOwn = metric === objective.metric && epoch === objective.epoch;
  if (isOwn || trial.state !== "complete") return trial.value;
  return summarizeTrial({ ...trial, objective })?.mean ?? null;
}

function toLine(step: number, fields: Fields): string {
  return `{"op_code": ${step}, ${WORKER}, ${toObject(fields).slice(1)}`;
}

function toObject(fields: Fields): string {
  return `{${fields.map(([name, json]) => `${toPythonJson(name)}: ${json}`).join(", ")}}`;
}

/** As Python writes it, with an offset in place of `Z`. */
function toTime(time: Date): string {
  return JSON.stringify(time.toISOString().replace("Z", "+00:00"));
}

/** Whole numbers keep a point, as they are no floats to Python without; NaN and Infinity stand bare. */
function toFloat(value: number): string {
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}

function toParam(distribution: Distribution, value: ParamValue): string {
  const kept = toOptunaValue(distribution, value);
  return distribution.kind === "float" ? toFloat(kept) : String(kept);
}
