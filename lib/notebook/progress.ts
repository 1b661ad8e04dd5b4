/**
 * How far a running study and its trials are, as HTML and as text.
 *
 * @module
 */
import { trialColor } from "../plots/palette.ts";
import { escapeHtml } from "../results/escape_html.ts";
import { formatCount, formatDuration, formatPercent, MISSING } from "../results/format.ts";
import { CHARACTER_EM, openTableBlock, unseenStyle } from "../results/html.ts";
import { formatRoughly, savedMs } from "../results/saved_time.ts";
import { toVisible } from "../results/visible.ts";
import { displayWidth } from "../results/width.ts";
import { meanLast } from "../results/mean_epochs.ts";
import type { StudyProgress, TrialProgress } from "../study/progress.ts";
import { bestTrial } from "../trial/best.ts";
import { foremostTrials } from "../trial/foremost.ts";
import type { Trial } from "../trial/record.ts";

/** How a study stands. */
export interface Standing {
  /** Whether it runs; else all trials have ended, or it was interrupted. */
  readonly isRunning: boolean;
  /** In a few words, in place of whether it runs and since when. */
  readonly status?: string;
}

/** A study as it is shown. */
export interface ShownProgress extends Standing {
  /** Its trials as they stand. */
  readonly trials: readonly Trial[];
  /** How far it is. */
  readonly progress: StudyProgress;
}

/** So many trials have a row of their own: those that run, and the best. */
const MOST_ROWS = 24;

/** A trial as its row shows it. */
export interface ProgressRow extends TrialProgress {
  /** Whether it is the best so far. */
  readonly best: boolean;
}

/** The star of the best, and its word for readers who listen. */
const BEST_MARK = ` ★<span style="${unseenStyle}"> (best)</span>`;

/** What is shown of a study, be it as HTML or as text. */
export interface ProgressView {
  /** How far it is as a whole, and which trials are shown where that is not all. */
  readonly lines: readonly string[];
  /** Whether its trials are those of a search. */
  readonly isSearch: boolean;
  /** The trials that are shown, in the order of their numbers. */
  readonly rows: readonly ProgressRow[];
  /** What a reader is to know who finds it in a saved notebook; null: it is as the study ended. */
  readonly note: string | null;
}

/**
 * Chooses what is shown of a study.
 *
 * @param now When it is shown.
 */
export function toProgressView(shown: ShownProgress, now: Date = new Date()): ProgressView {
  return {
    lines: studyLines(shown),
    isSearch: shown.trials.some(({ params }) => Object.keys(params).length > 0),
    rows: toRows(shown),
    note: shown.isRunning
      ? `Drawn at ${now.toLocaleString("sv-SE")}. A notebook that is opened again stays at this; ` +
        "study.watch(), or watchStudy() by the study's name, shows how it goes on."
      : null,
  };
}

/** What a bar takes, and the edges of a column, in the size of their letters. */
const EM = { bar: 9, edges: 1.4 };

/** Formats the progress of a study as HTML: its line, and a table with a bar per trial. */
export function progressHtml(view: ProgressView): string {
  const style = `padding:.3em ${EM.edges / 2}em;border:0;text-align:left;white-space:nowrap;` +
    "background:none;font-variant-numeric:tabular-nums;";
  const titles = [
    view.isSearch ? "Trial" : "Case",
    "Hidden layers",
    "Progress",
    "Epoch",
    "Loss",
    "Training",
    "Validation",
    "State",
  ];
  const header = titles.map((title) =>
    `<th scope="col" style="${style}font-weight:600">${title}</th>`
  );
  const rows = view.rows.map((one) => {
    const [name, layers, _, ...texts] = toTexts(one).map(escapeHtml);
    const code = `<code style="background:none;color:inherit;padding:0">${layers}</code>`;
    const cells = [code, bar(one), ...texts].map((cell) => `<td style="${style}">${cell}</td>`);
    return `<tr style="background:none"><th scope="row" style="${style}font-weight:inherit">` +
      `${name}${one.best ? BEST_MARK : ""}</th>${cells.join("")}</tr>`;
  });
  const lines = view.lines.map((line) =>
    `<div style="padding:.3em .7em">${escapeHtml(line)}</div>`
  );
  return openTableBlock(widthOf([titles, ...view.rows.map(toTexts)])) + lines.join("") +
    `<table style="border-collapse:collapse;border:0;margin:0;color:inherit;font-size:inherit">` +
    `<thead><tr style="background:none">${header.join("")}</tr></thead>` +
    `<tbody>${rows.join("")}</tbody></table>${note(view)}</div>`;
}

/** The cells of a row; that of the bar has no text. */
function toTexts(one: ProgressRow): string[] {
  const { trial, epoch, epochs } = one;
  return [trial.name, trial.setup.layers, "", `${epoch} / ${epochs}`, ...metrics(one), status(one)];
}

/** What all columns take, in the size of their letters. */
function widthOf(rows: readonly (readonly string[])[]): number {
  const widths = rows[0].map((_, i) => Math.max(...rows.map((texts) => displayWidth(texts[i]))));
  const letters = widths.reduce((sum, width) => sum + width, 0) * CHARACTER_EM;
  return letters + widths.length * EM.edges + EM.bar;
}

/** Formats the progress of a study as text: its line, and one of each trial. */
export function progressText(view: ProgressView): string {
  const rows = view.rows.map((one) => {
    const { trial, epoch, epochs, best } = one;
    const [loss, training, validation] = metrics(one);
    return [
      `${best ? "★ " : ""}${toVisible(trial.name)}`,
      `epoch ${epoch}/${epochs}`,
      `loss ${loss}`,
      `training ${training}`,
      `validation ${validation}`,
      status(one),
    ].join("  ");
  });
  return [...view.lines, ...rows, ...view.note === null ? [] : [view.note]].join("\n");
}

function note({ note }: ProgressView): string {
  return note === null
    ? ""
    : `<div style="padding:.3em .84em;font-size:smaller;opacity:.7">${note}</div>`;
}

function studyLines(shown: ShownProgress): string[] {
  const all = shown.trials.length;
  if (all <= MOST_ROWS) return [studyLine(shown)];
  const which = shown.isRunning ? "those that run, and the best" : "the best";
  return [studyLine(shown), `${MOST_ROWS} of ${formatCount(all)} trials are shown: ${which}.`];
}

function studyLine({ trials, progress, isRunning, status }: ShownProgress): string {
  const { finished, planned, elapsedMs, leftMs } = progress;
  const count = (wanted: Trial["state"]) => trials.filter(({ state }) => state === wanted).length;
  const [complete, pruned] = [count("complete"), count("pruned")];
  const elapsed = formatDuration(elapsedMs);
  const of = `${formatCount(finished)} of ${formatCount(planned)}`;
  const share = `${of} ${planned === 1 ? "trial" : "trials"} done`;
  const saved = savedMs(trials);
  const spared = (pruned === 0 ? "" : `, ${formatCount(pruned)} of them pruned`) +
    (saved === 0 ? "" : `, about ${formatRoughly(saved)} of a worker's time saved`);
  const left = isRunning && leftMs !== null ? `, about ${formatDuration(leftMs)} left` : "";
  const others = complete + pruned === finished
    ? ""
    : `, ${formatCount(complete)} of them complete`;
  if (status !== undefined) return `${status}: ${share}${others}${spared}${left}`;
  if (isRunning) {
    return `Running: ${share}${spared}, ${elapsed} elapsed${left}`;
  }
  if (finished < planned) return `Interrupted after ${elapsed}: ${share}${spared}.`;
  return `Finished after ${elapsed}: ${share}${others}${spared}.`;
}

function toRows({ trials, progress }: ShownProgress): ProgressRow[] {
  const running = new Map(progress.running.map((one) => [one.trial.number, one]));
  const best = bestTrial(trials);
  return foremostTrials(trials, MOST_ROWS).map((trial) => ({
    ...running.get(trial.number) ?? atRest(trial),
    best: trial === best,
  }));
}

/** The progress of a trial that does not run. */
function atRest(trial: Trial): TrialProgress {
  const epoch = trial.runs.reduce((sum, { epochs }) => sum + epochs.length, 0);
  return {
    trial,
    fraction: trial.state === "complete"
      ? 1
      : epoch / (trial.setup.epochs * trial.runs.length || 1),
    epoch,
    epochs: trial.setup.epochs * trial.runs.length,
    loss: meanLast(trial, "loss"),
    accuracy: meanLast(trial, "accuracy"),
    valAccuracy: meanLast(trial, "valAccuracy"),
    leftMs: null,
  };
}

/** Loss, training and validation accuracy: within an epoch the running means of its steps. */
function metrics({ loss, accuracy, valAccuracy }: TrialProgress): string[] {
  return [
    loss?.toFixed(4) ?? MISSING,
    accuracy === null ? MISSING : formatPercent(accuracy),
    valAccuracy === null ? MISSING : formatPercent(valAccuracy),
  ];
}

function status({ trial, leftMs, fraction }: TrialProgress): string {
  if (trial.state !== "running") return trial.state;
  if (fraction === 1) return "ending";
  return leftMs === null ? trial.state : `${formatDuration(leftMs)} left`;
}

function bar({ trial, fraction }: TrialProgress): string {
  const percent = (fraction * 100).toFixed(1);
  const shape = "height:.6em;border-radius:.3em;";
  return `<div role="progressbar" aria-label="${escapeHtml(trial.name)}" aria-valuemin="0" ` +
    `aria-valuemax="100" aria-valuenow="${percent}" ` +
    `style="${shape}width:${EM.bar}em;background:rgba(128,128,128,.25)">` +
    `<div style="${shape}width:${percent}%;background:${trialColor(trial.number)}"></div></div>`;
}
