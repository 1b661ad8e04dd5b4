/**
 * Where a study stands, as lines for a terminal or a file.
 *
 * @module
 */
import {
  formatDuration,
  formatPercent,
  isFinished,
  type Run,
  type StudyProgress,
  type Trial,
} from "../studies.ts";
import { toOneLine } from "./print.ts";

/** Characters of a bar that has room. */
export const WIDEST_BAR = 20;
const NARROWEST_BAR = 4;
/** Names have half of the width for certain, and so much in narrow terminals. */
const LEAST_NAME = 20;
const LONGEST_LEFT = "59 min 59 s left";
const GAP = "  ";

/**
 * A line for the whole study, then a line with a bar for each running trial. Where they would be
 * wider than `width`, the bars are shortened, and names longer than half of it cut in their middle;
 * then the training accuracy, the time left and the validation accuracy go, in this order.
 */
export function progressLines(progress: StudyProgress, width: number): string[] {
  const { running } = progress;
  const statuses = running.map(({ fraction, epoch, epochs, accuracy, valAccuracy, leftMs }) => {
    const left = fraction < 1 ? leftText(leftMs) : "ending";
    return status(Math.max(1, epoch), epochs, accuracy, valAccuracy, left);
  });
  const longest = Math.max(0, ...running.map(({ trial }) => toOneLine(trial.name).length));
  const name = Math.min(longest, Math.max(LEAST_NAME, Math.floor(width / 2)));
  const { kept, room } = fitStatus(statuses, width - name - NARROWEST_BAR - 2 * GAP.length);
  const nameWidth = Math.max(1, Math.min(longest, name + room));
  const free = Math.max(0, name + room - nameWidth);
  const barWidth = Math.min(WIDEST_BAR, NARROWEST_BAR + free);
  return [
    studyLine(progress, width),
    ...running.map(({ trial, fraction }, i) => {
      const parts = statuses[i].filter((_, column) => kept[column]);
      const cut = cutMiddle(toOneLine(trial.name), nameWidth).padEnd(nameWidth);
      return joined([cut, bar(fraction, barWidth), ...parts]);
    }),
  ].map((line) => line.slice(0, width));
}

/**
 * `17 of 40 trials finished, 3 pruned, best 98.70 % (Trial 12), about 4 min 10 s left`. Where that
 * is wider than `width`, the best trial's name goes, then what was pruned and what failed, then the
 * best value, and the time left at last.
 */
export function studyLine(
  { finished, planned, pruned, failed, best, leftMs }: StudyProgress,
  width: number,
): string {
  const [PRUNED, FAILED, BEST, NAME, LEFT] = [1, 2, 3, 4, 5];
  const parts = [
    `${finished} of ${planned} trials finished`,
    pruned > 0 ? `, ${pruned} pruned` : "",
    failed > 0 ? `, ${failed} failed` : "",
    best === null ? "" : `, best ${formatValue(best)}`,
    best === null ? "" : ` (${toOneLine(best.name)})`,
    leftMs ? `, about ${formatDuration(leftMs)} left` : "",
  ];
  for (const part of [NAME, PRUNED, FAILED, BEST, LEFT]) {
    if (parts.join("").length > width) parts[part] = "";
  }
  return parts.join("");
}

/** An accuracy in percent, or a loss in nats; what is not the usual validation accuracy has a name. */
function formatValue({ value, objective: { metric, direction } }: Trial): string {
  const text = direction === "minimize" ? value!.toFixed(4) : formatPercent(value!);
  return metric === "valAccuracy" ? text : `${metric} ${text}`;
}

/**
 * Which parts of the status have room, and how much room is left over, below 0 where not even the
 * epoch has any. It goes by the widest that each part becomes, so that bars keep their width.
 */
function fitStatus(statuses: readonly Status[], width: number) {
  const widest: Status = ["", "training 98.06 %", "validation 98.06 %", LONGEST_LEFT];
  const widths = widest.map((text, column) =>
    Math.max(text.length, ...statuses.map((status) => status[column].length))
  );
  const kept = widths.map(() => true);
  const [EPOCH, TRAINING, VALIDATION, LEFT] = widths.keys();
  let room = width + GAP.length;
  for (const wide of widths) room -= GAP.length + wide;
  for (const column of [TRAINING, LEFT, VALIDATION, EPOCH]) {
    if (room >= 0) break;
    kept[column] = false;
    room += GAP.length + widths[column];
  }
  return { kept, room };
}

/** Names of nets often begin alike and differ at their end. */
function cutMiddle(text: string, width: number): string {
  if (text.length <= width) return text;
  const end = Math.floor((width - 1) / 2);
  return `${text.slice(0, width - 1 - end)}…${text.slice(text.length - end)}`;
}

/** Epoch, training accuracy, validation accuracy, time left; what is not known yet is empty. */
type Status = readonly [epoch: string, training: string, validation: string, left: string];

function status(
  epoch: number,
  epochs: number,
  accuracy: number | null,
  valAccuracy: number | null,
  left: string,
): Status {
  return [
    `epoch ${epoch}/${epochs}`,
    accuracy === null ? "" : `training ${formatPercent(accuracy)}`,
    valAccuracy === null ? "" : `validation ${formatPercent(valAccuracy)}`,
    left,
  ];
}

/** Nothing where the time is unknown, or where the epochs are over. */
function leftText(leftMs: number | null): string {
  return leftMs ? `${formatDuration(leftMs)} left` : "";
}

/** A run, and how many lines were printed of it. */
interface PrintedRun {
  readonly trial: Trial;
  readonly run: Run;
  readonly printed: number;
}

/** A line for each epoch of a run that has not been printed. */
export function epochLines({ trial, run, printed }: PrintedRun, progress: StudyProgress): string[] {
  const { number, name, setup } = trial;
  const running = progress.running.find(({ trial }) => trial.number === number);
  const left = leftText(running?.leftMs ?? null);
  return run.epochs.slice(printed).map(({ epoch, accuracy, valAccuracy }) =>
    joined([toOneLine(name), ...status(epoch, setup.epochs, accuracy, valAccuracy, left)])
  );
}

/**
 * A line for a run that has ended, unless it has been printed or was spared; where its trial has
 * ended too, it says how far the study is.
 */
export function runLines({ trial, run, printed }: PrintedRun, progress: StudyProgress): string[] {
  const { name, setup, runs, state } = trial;
  const last = run.epochs.at(-1);
  const isSpared = run.state === "pruned" && last === undefined;
  if (!isFinished(run.state) || printed > 0 || isSpared) return [];
  const { epoch = 0, accuracy = null, valAccuracy = null } = last ?? {};
  return [joined([
    toOneLine(name),
    runs.length === 1 ? "" : `run ${run.number + 1}/${runs.length}`,
    ...status(epoch, setup.epochs, accuracy, valAccuracy, ""),
    run.state === "complete" ? "" : run.state,
    isFinished(state) ? studyLine(progress, Infinity) : "",
  ])];
}

/** Those parts that say something. */
function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(GAP);
}

/** A bar of so many characters, filled to a fraction in [0, 1]. */
export function bar(fraction: number, width: number): string {
  const filled = Math.round(Math.min(1, fraction) * width);
  return "█".repeat(filled) + "░".repeat(width - filled);
}
