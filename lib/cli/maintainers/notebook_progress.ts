/**
 * Tells how far a notebook is that runs: which cell, since when, and what its study says.
 *
 * @module
 */
import { formatDuration } from "../../studies.ts";
import { draw } from "../print.ts";
import { canRedraw, terminalSize } from "../terminal.ts";
import type { NotebookStep } from "./run_notebook.ts";

/** A line is drawn over so often; where nothing can be drawn over, lines are rarer. */
const INTERVAL_MS = { redrawn: 1_000, printed: 30_000 };

/** `02_paper_study.ipynb, cell 9 of 14, 3 min 05 s: 2 of 6 trials done, ..., about 6 min left`. */
export function progressLine(name: string, step: NotebookStep, elapsedMs: number): string {
  const study = step.study === undefined ? "" : `: ${step.study.replace("Running: ", "")}`;
  return `${name}, cell ${step.cell} of ${step.cells}, ${formatDuration(elapsedMs)}${study}`;
}

/** Progress of one notebook on stderr, until disposed. */
export class NotebookProgress implements AsyncDisposable {
  readonly #name: string;
  readonly #redraws = canRedraw();
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #beganAt = performance.now();
  #step: NotebookStep | null = null;

  /** @param name Of the notebook; where there are several, it says which of them this is. */
  constructor(name: string) {
    this.#name = name;
    this.#timer = setInterval(
      () => this.#tell(),
      this.#redraws ? INTERVAL_MS.redrawn : INTERVAL_MS.printed,
    );
  }

  /** Takes what is known by now. */
  update(step: NotebookStep): void {
    this.#step = step;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    if (this.#redraws) await draw("\r\x1b[J");
  }

  #tell(): void {
    if (this.#step === null) return;
    const line = progressLine(this.#name, this.#step, performance.now() - this.#beganAt);
    draw(this.#redraws ? `\r\x1b[J${line.slice(0, terminalSize().columns - 1)}` : `${line}\n`);
  }
}
