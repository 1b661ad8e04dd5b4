/**
 * How far a running study and its trials are, as HTML and as text.
 *
 * @module
 */
import { trialColor } from "../plots/palette.ts";
import { escapeHtml } from "../results/escape_html.ts";
import { formatDuration, formatPercent, MISSING } from "../results/format.ts";
import { toVisible } from "../results/visible.ts";
import { meanEpochs } from "../results/mean_epochs.ts";
import type { StudyProgress, TrialProgress } from "../study/progress.ts";
import { isAhead } from "../trial/best.ts";
import { isFinished } from "../trial/run.ts";
import type { Trial } from "../trial/record.ts";

/** A study as it is shown. */
export interface ShownProgress {
  /** Its trials as they stand. */
  readonly trials: readonly Trial[];
  /** How far it is. */
  readonly progress: StudyProgress;
  /** Whether it runs; else all trials have ended, or it was interrupted. */
  readonly isRunning: boolean;
}

/** So many trials have a row of their own. */
const MOST_ROWS = 24;

/** Formats the progress of a study as HTML: its line, and a table with a bar per trial. */
export function progressHtml(shown: ShownProgress): string {
  const style = "padding:.3em .7em;border:0;text-align:left;white-space:nowrap;background:none;" +
    "font-variant-numeric:tabular-nums;";
  const titles = ["Case", "Hidden layers", "Progress", "Epoch", "Loss", "Training", "Validation"];
  const header = [...titles, "State"].map((title) =>
    `<th scope="col" style="${style}font-weight:600">${title}</th>`
  );
  const rows = toRows(shown).map((one) => {
    const { trial, epoch, epochs } = one;
    const cells = [
      `<code style="background:none;color:inherit;padding:0">${
        escapeHtml(trial.setup.layers)
      }</code>`,
      bar(one),
      `${epoch} / ${epochs}`,
      ...metrics(one),
      status(one),
    ].map((cell) => `<td style="${style}">${cell}</td>`);
    return `<tr style="background:none"><th scope="row" style="${style}font-weight:inherit">` +
      `${escapeHtml(trial.name)}</th>${cells.join("")}</tr>`;
  });
  return `<div style="overflow-x:auto;color:inherit;font-size:13px">` +
    `<div style="padding:.3em .7em">${studyLine(shown)}</div>` +
    `<table style="border-collapse:collapse;border:0;margin:0;color:inherit;font-size:inherit">` +
    `<thead><tr style="background:none">${header.join("")}</tr></thead>` +
    `<tbody>${rows.join("")}</tbody></table></div>`;
}

/** Formats the progress of a study as text: its line, and one of each trial. */
export function progressText(shown: ShownProgress): string {
  const rows = toRows(shown).map((one) => {
    const { trial, epoch, epochs } = one;
    const [loss, training, validation] = metrics(one);
    return [
      toVisible(trial.name),
      `epoch ${epoch}/${epochs}`,
      `loss ${loss}`,
      `training ${training}`,
      `validation ${validation}`,
      status(one),
    ].join("  ");
  });
  return [studyLine(shown), ...rows].join("\n");
}

/** How far the study is as a whole, in one line. */
function studyLine({ trials, progress, isRunning }: ShownProgress): string {
  const { finished, planned, elapsedMs, leftMs } = progress;
  const complete = trials.filter(({ state }) => state === "complete").length;
  const elapsed = formatDuration(elapsedMs);
  const share = `${finished} of ${planned} ${planned === 1 ? "trial" : "trials"}`;
  if (isRunning) {
    const left = leftMs === null ? "" : `, about ${formatDuration(leftMs)} left`;
    return `Running: ${share} done, ${elapsed} elapsed${left}`;
  }
  if (finished < planned) return `Interrupted after ${elapsed}: ${share} done.`;
  const others = complete === planned ? "" : `, ${complete} of them complete`;
  return `Finished after ${elapsed}: ${share} done${others}.`;
}

/**
 * The trials that are shown while a study runs: all of a small one; of a large one those that run
 * and the best, in the order of their numbers.
 */
export function shownTrials({ trials, progress }: ShownProgress): Trial[] {
  if (trials.length <= MOST_ROWS) return [...trials];
  const running = new Set(progress.running.map(({ trial }) => trial.number));
  const merit = ({ state }: Trial) => state === "complete" ? 0 : isFinished(state) ? 2 : 1;
  const others = trials.filter(({ number }) => !running.has(number)).sort((a, b) => {
    if (a.state !== "complete" || b.state !== "complete") return merit(a) - merit(b);
    return isAhead(a, b) ? -1 : isAhead(b, a) ? 1 : 0;
  });
  return [
    ...trials.filter(({ number }) => running.has(number)),
    ...others.slice(0, Math.max(0, MOST_ROWS - running.size)),
  ].sort((a, b) => a.number - b.number);
}

function toRows(shown: ShownProgress): TrialProgress[] {
  const running = new Map(shown.progress.running.map((one) => [one.trial.number, one]));
  return shownTrials(shown).map((trial) => running.get(trial.number) ?? atRest(trial));
}

/** The progress of a trial that does not run. */
function atRest(trial: Trial): TrialProgress {
  const last = meanEpochs(trial).at(-1);
  const epoch = trial.runs.reduce((sum, { epochs }) => sum + epochs.length, 0);
  return {
    trial,
    fraction: trial.state === "complete"
      ? 1
      : epoch / (trial.setup.epochs * trial.runs.length || 1),
    epoch,
    epochs: trial.setup.epochs * trial.runs.length,
    loss: last?.loss ?? null,
    accuracy: last?.accuracy ?? null,
    valAccuracy: last?.valAccuracy ?? null,
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
  if (fraction === 1) return "testing";
  return leftMs === null ? trial.state : `${formatDuration(leftMs)} left`;
}

function bar({ trial, fraction }: TrialProgress): string {
  const percent = (fraction * 100).toFixed(1);
  const shape = "height:.6em;border-radius:.3em;";
  return `<div role="progressbar" aria-label="${escapeHtml(trial.name)}" aria-valuemin="0" ` +
    `aria-valuemax="100" aria-valuenow="${percent}" ` +
    `style="${shape}width:9em;background:rgba(128,128,128,.25)">` +
    `<div style="${shape}width:${percent}%;background:${trialColor(trial.number)}"></div></div>`;
}
