/**
 * Progress on a terminal: bars that are drawn over, or plain lines where the output is a file.
 *
 * @module
 */
import {
  type DownloadProgress,
  formatDuration,
  formatPercent,
  type StudyProgress,
} from "../mod.ts";
import { draw } from "./print.ts";
import { canRedraw, terminalSize } from "./terminal.ts";

const DRAW_INTERVAL_MS = 100;
const WIDEST_BAR = 20;
const NARROWEST_BAR = 4;
/** Names have half of the width for certain, and so much in narrow terminals. */
const LEAST_NAME = 20;
const LONGEST_LEFT = "59 min 59 s left";
const GAP = "  ";

/** A bar for each running trial, or a line for each epoch where nothing can be drawn over. */
export class ProgressBars {
  readonly #redraws = canRedraw();
  readonly #printed = new Map<string, number>();
  #drawnLines = 0;
  #drawnAt = -Infinity;
  #drawn: Promise<void> | null = null;

  /** Shows where the trials stand; bars at most ten times a second. */
  draw(progress: StudyProgress): void {
    if (!this.#redraws) return this.#printEpochs(progress);
    const now = performance.now();
    // A terminal that stands still, as after Ctrl-S, is not sent more and more.
    if (now - this.#drawnAt < DRAW_INTERVAL_MS || this.#drawn !== null) return;
    this.#drawnAt = now;
    const { columns, rows } = terminalSize();
    // The last column and the last row stay free, so that the terminal neither wraps nor scrolls.
    const lines = progressLines(progress, columns - 1);
    this.#drawn = this.#redraw(lines.slice(0, Math.max(1, rows - 1)))
      .then(() => void (this.#drawn = null));
  }

  /** Takes the bars away, or prints the last lines. */
  finish(progress: StudyProgress): void {
    if (this.#redraws) this.#redraw([]);
    else this.#printEpochs(progress);
  }

  #redraw(lines: readonly string[]): Promise<void> {
    const up = this.#drawnLines > 0 ? `\x1b[${this.#drawnLines}A` : "";
    this.#drawnLines = lines.length;
    return draw(`${up}\r\x1b[J${lines.map((line) => `${line}\n`).join("")}`);
  }

  #printEpochs({ changed, running }: StudyProgress): void {
    if (changed === null) return;
    const { number, name, setup, runs } = changed;
    const left = leftText(running.find(({ trial }) => trial.number === number)?.leftMs ?? null);
    const lines: string[] = [];
    for (const run of runs) {
      const key = `${number} ${run.number}`;
      const which = runs.length === 1 ? [] : [`run ${run.number + 1}/${runs.length}`];
      for (
        const { epoch, accuracy, valAccuracy } of run.epochs.slice(this.#printed.get(key) ?? 0)
      ) {
        const parts = [...which, ...status(epoch, setup.epochs, accuracy, valAccuracy, left)];
        lines.push([name, ...parts.filter((part) => part !== "")].join(GAP) + "\n");
      }
      this.#printed.set(key, run.epochs.length);
    }
    draw(lines.join(""));
  }
}

/**
 * A line for the whole study, then a line with a bar for each running trial. Where they would be
 * wider than `width`, the bars are shortened, and names longer than half of it cut in their middle;
 * then the training accuracy, the time left and the validation accuracy go, in this order.
 */
export function progressLines(
  { running, finished: ended, planned, leftMs }: StudyProgress,
  width: number,
): string[] {
  const statuses = running.map(({ fraction, epoch, epochs, accuracy, valAccuracy, leftMs }) => {
    const left = fraction < 1 ? leftText(leftMs) : "testing";
    return status(Math.max(1, epoch), epochs, accuracy, valAccuracy, left);
  });
  const longest = Math.max(0, ...running.map(({ trial }) => trial.name.length));
  const name = Math.min(longest, Math.max(LEAST_NAME, Math.floor(width / 2)));
  const { kept, room } = fitStatus(statuses, width - name - NARROWEST_BAR - 2 * GAP.length);
  const nameWidth = Math.max(1, Math.min(longest, name + room));
  const free = Math.max(0, name + room - nameWidth);
  const barWidth = Math.min(WIDEST_BAR, NARROWEST_BAR + free);
  const finished = `${ended} of ${planned} trials finished`;
  const whole = leftMs ? `${finished}, about ${formatDuration(leftMs)} left` : finished;
  return [
    whole.length <= width ? whole : finished,
    ...running.map(({ trial, fraction }, i) => {
      const parts = statuses[i].filter((part, column) => kept[column] && part !== "");
      const cut = cutMiddle(trial.name, nameWidth).padEnd(nameWidth);
      return [cut, bar(fraction, barWidth), ...parts].join(GAP);
    }),
  ].map((line) => line.slice(0, width));
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

/** Draws the bar of a download; where nothing can be drawn over, nothing but its end. */
export function downloadBar({ file, received, total }: DownloadProgress): void {
  const mebibytes = (bytes: number) => (bytes / 2 ** 20).toFixed(1);
  const size = `${mebibytes(received)} of ${mebibytes(total)} MiB`;
  const end = received < total ? "" : "\n";
  if (canRedraw()) draw(`\r${file}  ${bar(received / total, WIDEST_BAR)}  ${size}${end}`);
  else if (end) draw(`${file}  ${size}\n`);
}

function bar(fraction: number, width: number): string {
  const filled = Math.round(Math.min(1, fraction) * width);
  return "█".repeat(filled) + "░".repeat(width - filled);
}
