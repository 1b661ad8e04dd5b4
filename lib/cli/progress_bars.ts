/**
 * Progress on a terminal: bars that are drawn over, or plain lines where the output is a file.
 *
 * @module
 */
import type { DownloadProgress, StudyPlan, StudyProgress, Trial } from "../studies.ts";
import { draw } from "./print.ts";
import { bar, epochLines, progressLines, runLines, WIDEST_BAR } from "./progress_lines.ts";
import { canRedraw, terminalSize } from "./terminal.ts";

const DRAW_INTERVAL_MS = 100;

/**
 * A bar for each running trial. Where nothing can be drawn over, a line for each epoch, or for each
 * run that ends where there may be many: in a search, with repeats and with folds.
 */
export class ProgressBars {
  readonly #redraws = canRedraw();
  readonly #manyRuns: boolean;
  /** Lines printed of each run, by the numbers of trial and run. */
  readonly #printed = new Map<string, number>();
  #drawnLines = 0;
  #drawnAt = -Infinity;
  #drawn: Promise<void> | null = null;

  /** Bars of a study that goes about its trials so; what these have behind them is not told again. */
  constructor({ sampler, repeats, folds }: StudyPlan, trials: readonly Trial[] = []) {
    this.#manyRuns = sampler !== null || repeats > 1 || folds !== null;
    if (this.#manyRuns) return;
    for (const { number, runs } of trials) {
      for (const run of runs) this.#printed.set(`${number} ${run.number}`, run.epochs.length);
    }
  }

  /** Shows where the trials stand; bars at most ten times a second. */
  draw(progress: StudyProgress): void {
    if (!this.#redraws) return this.#print(progress);
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

  /** Takes the bars away, before anything else is printed, or prints the last lines. */
  async finish(progress: StudyProgress): Promise<void> {
    if (this.#redraws) await this.#redraw([]); // stdout has a queue of its own
    else this.#print(progress);
  }

  #redraw(lines: readonly string[]): Promise<void> {
    const up = this.#drawnLines > 0 ? `\x1b[${this.#drawnLines}A` : "";
    this.#drawnLines = lines.length;
    return draw(`${up}\r\x1b[J${lines.map((line) => `${line}\n`).join("")}`);
  }

  #print(progress: StudyProgress): void {
    const { changed } = progress;
    if (changed === null) return;
    for (const run of changed.runs) {
      const key = `${changed.number} ${run.number}`;
      const printed = this.#printed.get(key) ?? 0;
      const toLines = this.#manyRuns ? runLines : epochLines;
      const lines = toLines({ trial: changed, run, printed }, progress);
      this.#printed.set(key, printed + lines.length);
      if (lines.length > 0) draw(lines.map((line) => `${line}\n`).join(""));
    }
  }
}

/** Draws the bar of a download; where nothing can be drawn over, nothing but its end. */
export function downloadBar({ file, received, total }: DownloadProgress): void {
  const mebibytes = (bytes: number) => (bytes / 2 ** 20).toFixed(1);
  const size = `${mebibytes(received)} of ${mebibytes(total)} MiB`;
  const end = received < total ? "" : "\n";
  if (canRedraw()) draw(`\r${file}  ${bar(received / total, WIDEST_BAR)}  ${size}${end}`);
  else if (end) draw(`${file}  ${size}\n`);
}
