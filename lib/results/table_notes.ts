/**
 * The sentences below a study's table.
 *
 * @module
 */
import { isStopped, type Trial } from "../trial/record.ts";
import type { TrialState } from "../trial/run.ts";
import { formatCount } from "./format.ts";
import { metricName, objectiveName } from "./format_metric.ts";
import { paramColumns } from "./param_columns.ts";
import { describeSaved } from "./saved_time.ts";
import { formatCommonSettings } from "./settings.ts";
import { tableKind } from "./table_columns.ts";
import type { TrialRow } from "./trial_rows.ts";

/** So many sentences of one kind are told at most. */
const MOST = 10;

/** Why trials failed or were stopped, how all were trained, what the marks mean, what computed it. */
export function tableNotes(
  trials: readonly Trial[],
  rows: readonly TrialRow[],
  { shown, time, planned }: { shown: readonly Trial[]; time: boolean; planned: number },
): string[] {
  const failures = rows.filter(({ error }) => error !== null)
    .map((row) => `${row.case} ${row.state}: ${row.error}`);
  const saved = describeSaved(trials, time);
  return [
    ...limited(failures, "failed"),
    ...limited(trials.flatMap(stopsOf), "were stopped"),
    ...(trials.length < planned ? [plannedNote(trials.length, planned)] : []),
    ...(shown.length < trials.length ? [shownNote(trials, shown)] : []),
    ...(saved === null ? [] : [saved]),
    ...settingsNote(trials, rows),
    ...engineNote(rows),
  ];
}

/** The first of them, and how many more there are. */
function limited(sentences: readonly string[], what: string): string[] {
  const left = sentences.length - MOST;
  if (left <= 0) return [...sentences];
  return [...sentences.slice(0, MOST), `And ${formatCount(left)} more ${what}.`];
}

function stopsOf({ name, runs, setup }: Trial): string[] {
  return runs.filter(isStopped).map(({ number, epochs }) => {
    const run = runs.length === 1 ? "" : `, run ${number + 1} of ${runs.length},`;
    return `${name}${run} was stopped after epoch ${epochs.length} of ${setup.epochs}.`;
  });
}

/** How many of the trials there are that there were to be. */
function plannedNote(made: number, planned: number): string {
  return `${formatCount(made)} of ${formatCount(planned)} trials were made.`;
}

/** Which trials are shown, and how many there are of what is not. */
function shownNote(trials: readonly Trial[], shown: readonly Trial[]): string {
  const counts = new Map<TrialState, number>();
  for (const { state } of trials) counts.set(state, (counts.get(state) ?? 0) + 1);
  const states = [...counts].map(([state, count]) => `${formatCount(count)} ${state}`);
  return `${whichOf(trials, shown)} of ${formatCount(trials.length)} trials (${
    states.join(", ")
  }).`;
}

function whichOf(trials: readonly Trial[], shown: readonly Trial[]): string {
  const complete = shown.filter(({ state }) => state === "complete").length;
  const others = shown.length - complete;
  if (complete === 0 || !tableKind(trials).isOneValue) return formatCount(shown.length);
  if (others > 0) return `The ${formatCount(complete)} complete and ${formatCount(others)} others`;
  return complete === 1 ? "The best" : `The best ${formatCount(complete)}`;
}

/** How all trials were trained, and how to read the table. */
function settingsNote(trials: readonly Trial[], rows: readonly TrialRow[]): string[] {
  if (trials.length === 0) return [];
  const areShown = !tableKind(trials).isSearch || paramColumns(trials) === null;
  const common = formatCommonSettings(trials, areShown);
  const note = [...(common ? [common] : []), ...legend(trials), ...markLegend(trials, rows)]
    .join("; ");
  return [`${note[0].toUpperCase()}${note.slice(1)}.`];
}

/** What the columns show. */
function legend(trials: readonly Trial[]): string[] {
  const { isOneValue, isOfValues, hasRuns } = tableKind(trials);
  if (!isOneValue) return ["epochs in parentheses"];
  const [{ objective }] = trials;
  const value = objectiveName(objective);
  if (!isOfValues) {
    return ["epochs in parentheses", ...(objective.metric === "valAccuracy" ? [] : [value])];
  }
  if (!hasRuns) return [value];
  const hasFolds = trials.some(({ runs }) => runs.some(({ fold }) => fold !== null));
  const shared = hasFolds ? ", wider for the training images that folds share" : "";
  return [
    `${value}, mean ± standard deviation of the runs, and the 95 % interval of the mean by ` +
    `Student's t${shared}`,
  ];
}

/** So many trials that could not be compared are named. */
const MOST_NAMED = 3;

/** What the marks say, and what they rest on. */
function markLegend(trials: readonly Trial[], rows: readonly TrialRow[]): string[] {
  const tests = new Set(rows.map(({ testBesideBest }) => testBesideBest));
  const names = [
    ...(tests.has("t") ? ["paired t test"] : []),
    ...(tests.has("mcnemar") ? ["McNemar's test"] : []),
  ];
  const best = `★ best${bestBy(trials)}`;
  if (names.length === 0) return [best];
  const others = rows.filter(({ best, state }) => !best && state === "complete");
  const unknown = others.filter(({ likeBest }) => likeBest === null).map((row) => row.case);
  // They look like those that are told apart, so a few are named.
  const which = unknown.length > MOST_NAMED ? formatCount(unknown.length) : unknown.join(", ");
  const left = unknown.length === 0 ? "" : `, ${which} could not be compared`;
  return [
    best,
    `≈ cannot be told from the best at 95 % (${names.join(" or ")}, Holm's correction${left})`,
  ];
}

/** Which of several columns of validation accuracy is the value. */
function bestBy(trials: readonly Trial[]): string {
  const { isOneValue, isOfValues } = tableKind(trials);
  if (!isOneValue || isOfValues) return "";
  const [{ objective: { metric, epoch } }] = trials;
  if (metric !== "valAccuracy") return ` by ${metricName(metric)}`;
  return ` by ${epoch === "last" ? "final" : "highest"} validation`;
}

/** What computed the trials, for nobody compares the bits of two engines unawares. */
function engineNote(rows: readonly TrialRow[]): string[] {
  const names = new Set(rows.map(({ engine }) => engine).filter((name) => name !== null));
  return names.size === 0 ? [] : [`Computed by ${[...names].join(", ")}.`];
}
