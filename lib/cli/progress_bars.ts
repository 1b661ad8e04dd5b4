/**
 * Progress on a terminal: bars that are drawn over, or plain lines where the output is a file.
 *
 * @module
 */
import {
  type DownloadProgress,
  formatDuration,
  formatPercent,
  type TrialProgress,
} from "../mod.ts";

const BAR_WIDTH = 20;
const DRAW_INTERVAL_MS = 100;
const encoder = new TextEncoder();

/** One bar per running trial, and a line per finished epoch where there is no terminal. */
export class ProgressBars {
  readonly #terminal = Deno.stderr.isTerminal();
  #drawnLines = 0;
  #drawnAt = -Infinity;
  readonly #epochsPrinted = new Map<number, number>();

  /** Shows where the trials stand; on a terminal at most ten times a second. */
  draw(progress: readonly TrialProgress[]): void {
    if (!this.#terminal) return this.#printEpochs(progress);
    if (performance.now() - this.#drawnAt < DRAW_INTERVAL_MS) return;
    this.#drawnAt = performance.now();
    const width = Deno.consoleSize().columns;
    this.#redraw(barLines(progress).map((line) => line.slice(0, width - 1)));
  }

  /** Takes the bars away, or prints the last lines. */
  finish(progress: readonly TrialProgress[]): void {
    if (this.#terminal) this.#redraw([]);
    else this.#printEpochs(progress);
  }

  #redraw(lines: string[]): void {
    const up = this.#drawnLines > 0 ? `\x1b[${this.#drawnLines}A` : "";
    write(`${up}\r\x1b[J${lines.map((line) => `${line}\n`).join("")}`);
    this.#drawnLines = lines.length;
  }

  #printEpochs(progress: readonly TrialProgress[]): void {
    for (const { trial, leftMs } of progress) {
      const printed = this.#epochsPrinted.get(trial.number) ?? 0;
      for (const { epoch, accuracy, valAccuracy } of trial.epochs.slice(printed)) {
        const left = leftMs === null ? "" : `  ${formatDuration(leftMs)} left`;
        write(
          `${trial.name}  epoch ${epoch}/${trial.params.epochs}  training ${
            formatPercent(accuracy)
          }  validation ${formatPercent(valAccuracy)}${left}\n`,
        );
      }
      this.#epochsPrinted.set(trial.number, trial.epochs.length);
    }
  }
}

/** A line for the whole study, then a bar for each running trial. */
export function barLines(progress: readonly TrialProgress[]): string[] {
  const running = progress.filter(({ trial }) => trial.state === "running");
  const ended = progress.filter(({ trial: { state } }) =>
    state === "complete" || state === "failed"
  );
  const nameWidth = Math.max(...progress.map(({ trial }) => trial.name.length));
  return [
    `${ended.length} of ${progress.length} trials finished`,
    ...running.map(({ trial, fraction, epoch, accuracy, valAccuracy, leftMs }) =>
      [
        trial.name.padEnd(nameWidth),
        bar(fraction),
        `epoch ${Math.max(1, epoch)}/${trial.params.epochs}`,
        `training ${accuracy === null ? "–" : formatPercent(accuracy)}`,
        `validation ${valAccuracy === null ? "–" : formatPercent(valAccuracy)}`,
        leftMs === null ? "" : `${formatDuration(leftMs)} left`,
      ].join("  ").trimEnd()
    ),
  ];
}

/** Draws the bar of a download; on a file, nothing but its end. */
export function downloadBar({ file, received, total }: DownloadProgress): void {
  const done = received >= total;
  if (!Deno.stderr.isTerminal() && !done) return;
  const mebibytes = (bytes: number) => (bytes / 2 ** 20).toFixed(1);
  const line = `${file}  ${bar(received / total)}  ${mebibytes(received)} of ${
    mebibytes(total)
  } MiB`;
  write(`\r${line}${done ? "\n" : ""}`);
}

function bar(fraction: number): string {
  const filled = Math.round(Math.min(1, fraction) * BAR_WIDTH);
  return "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
}

function write(text: string): void {
  Deno.stderr.writeSync(encoder.encode(text));
}
