/**
 * Progress on a terminal: bars that are drawn over, or plain lines where the output is a file.
 *
 * @module
 */
import {
  type DownloadProgress,
  formatDuration,
  formatPercent,
  isFinished,
  studyLeftMs,
  type TrialProgress,
} from "../mod.ts";
import { terminalSize } from "./terminal.ts";

const DRAW_INTERVAL_MS = 100;
const WIDEST_BAR = 20;
const NARROWEST_BAR = 5;
/** Of a trial in its last epoch: kept free from the first, so that bars keep their width. */
const STATUS_WIDTH = "epoch 5/5  training 98.06 %  validation 98.06 %  1 min 05 s left".length;
const encoder = new TextEncoder();

/** A bar for each running trial, or a line for each epoch where there is no terminal. */
export class ProgressBars {
  readonly #terminal = Deno.stderr.isTerminal();
  readonly #startMs = performance.now();
  readonly #epochsPrinted = new Map<number, number>();
  #drawnLines = 0;
  #drawnAt = -Infinity;

  /** Shows where the trials stand; on a terminal at most ten times a second. */
  draw(progress: readonly TrialProgress[]): void {
    if (!this.#terminal) return this.#printEpochs(progress);
    const now = performance.now();
    if (now - this.#drawnAt < DRAW_INTERVAL_MS) return;
    this.#drawnAt = now;
    const { columns, rows } = terminalSize();
    // The last column and the last row stay free, so that the terminal neither wraps nor scrolls.
    const lines = progressLines(progress, now - this.#startMs, columns - 1);
    this.#redraw(lines.slice(0, Math.max(1, rows - 1)));
  }

  /** Takes the bars away, or prints the last lines. */
  finish(progress: readonly TrialProgress[]): void {
    if (this.#terminal) this.#redraw([]);
    else this.#printEpochs(progress);
  }

  #redraw(lines: readonly string[]): void {
    const up = this.#drawnLines > 0 ? `\x1b[${this.#drawnLines}A` : "";
    write(`${up}\r\x1b[J${lines.map((line) => `${line}\n`).join("")}`);
    this.#drawnLines = lines.length;
  }

  #printEpochs(progress: readonly TrialProgress[]): void {
    for (const { trial, leftMs } of progress) {
      const { name, setup, run } = trial;
      const left = leftText(leftMs);
      const printed = this.#epochsPrinted.get(trial.number) ?? 0;
      for (const { epoch, accuracy, valAccuracy } of run.epochs.slice(printed)) {
        write(`${name}  ${status(epoch, setup.epochs, accuracy, valAccuracy, left)}\n`);
      }
      this.#epochsPrinted.set(trial.number, run.epochs.length);
    }
  }
}

/**
 * A line for the whole study, then a line with a bar for each running trial. Where they would be
 * wider than `width`, first the bars are shortened, then the names.
 */
export function progressLines(
  progress: readonly TrialProgress[],
  elapsedMs: number,
  width: number,
): string[] {
  const ended = progress.filter(({ trial }) => isFinished(trial.state)).length;
  const leftMs = studyLeftMs(progress, elapsedMs);
  const running = progress.filter(({ trial }) => trial.state === "running");
  const texts = running.map(({ trial, fraction, epoch, accuracy, valAccuracy, leftMs }) => {
    const left = fraction < 1 ? leftText(leftMs) : "testing";
    return status(Math.max(1, epoch), trial.setup.epochs, accuracy, valAccuracy, left);
  });
  const room = width - Math.max(STATUS_WIDTH, ...texts.map((text) => text.length)) - 4;
  const longestName = Math.max(...progress.map(({ trial }) => trial.name.length));
  const nameWidth = Math.max(1, Math.min(longestName, room - NARROWEST_BAR));
  const barWidth = Math.max(NARROWEST_BAR, Math.min(WIDEST_BAR, room - nameWidth));
  return [
    `${ended} of ${progress.length} trials finished` +
    (leftMs ? `, about ${formatDuration(leftMs)} left` : ""),
    ...running.map(({ trial: { name }, fraction }, i) => {
      const cut = name.length > nameWidth ? `${name.slice(0, nameWidth - 1)}…` : name;
      return `${cut.padEnd(nameWidth)}  ${bar(fraction, barWidth)}  ${texts[i]}`;
    }),
  ].map((line) => line.slice(0, width));
}

function status(
  epoch: number,
  epochs: number,
  accuracy: number | null,
  valAccuracy: number | null,
  left: string,
): string {
  const parts = [`epoch ${epoch}/${epochs}`];
  if (accuracy !== null) parts.push(`training ${formatPercent(accuracy)}`);
  if (valAccuracy !== null) parts.push(`validation ${formatPercent(valAccuracy)}`);
  if (left !== "") parts.push(left);
  return parts.join("  ");
}

/** Nothing where the time is unknown, or where the epochs are over. */
function leftText(leftMs: number | null): string {
  return leftMs ? `${formatDuration(leftMs)} left` : "";
}

/** Draws the bar of a download; without a terminal, nothing but its end. */
export function downloadBar({ file, received, total }: DownloadProgress): void {
  const mebibytes = (bytes: number) => (bytes / 2 ** 20).toFixed(1);
  const size = `${mebibytes(received)} of ${mebibytes(total)} MiB`;
  const end = received < total ? "" : "\n";
  if (Deno.stderr.isTerminal()) {
    write(`\r${file}  ${bar(received / total, WIDEST_BAR)}  ${size}${end}`);
  } else if (end) {
    write(`${file}  ${size}\n`);
  }
}

function bar(fraction: number, width: number): string {
  const filled = Math.round(Math.min(1, fraction) * width);
  return "█".repeat(filled) + "░".repeat(width - filled);
}

/** Where nobody reads any more, as behind a closed pipe, the study goes on. */
function write(text: string): void {
  try {
    Deno.stderr.writeSync(encoder.encode(text));
  } catch (error) {
    if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
  }
}
