/**
 * How far a running study and its trials are, as HTML and as text.
 *
 * @module
 */
import { trialColor } from "../plots/palette.ts";
import { escapeHtml } from "../results/escape_html.ts";
import { formatDuration, formatPercent, MISSING } from "../results/format.ts";
import { toVisible } from "../results/visible.ts";
import type { TrialProgress } from "../study/progress.ts";
import { isFinished } from "../trial/record.ts";

/** How far a study is. */
export interface StudyProgress {
  /** How far each of its trials is. */
  readonly trials: readonly TrialProgress[];
  /** Time since it began, or went on, in milliseconds. */
  readonly elapsedMs: number;
  /** Estimated time to its end, in milliseconds; null where unknown. */
  readonly leftMs: number | null;
  /** Whether it runs; else all trials have ended, or it was interrupted. */
  readonly running: boolean;
}

/** Formats the progress of a study as HTML: its line, and a table with a bar per trial. */
export function progressHtml(progress: StudyProgress): string {
  const style = "padding:.3em .7em;border:0;text-align:left;white-space:nowrap;background:none;" +
    "font-variant-numeric:tabular-nums;";
  const titles = ["Case", "Hidden layers", "Progress", "Epoch", "Loss", "Training", "Validation"];
  const header = [...titles, "State"].map((title) =>
    `<th scope="col" style="${style}font-weight:600">${title}</th>`
  );
  const rows = progress.trials.map((one) => {
    const { trial, epoch } = one;
    const cells = [
      `<code style="background:none;color:inherit;padding:0">${
        escapeHtml(trial.setup.layers)
      }</code>`,
      bar(one),
      `${epoch} / ${trial.setup.epochs}`,
      ...metrics(one),
      status(one),
    ].map((cell) => `<td style="${style}">${cell}</td>`);
    return `<tr style="background:none"><th scope="row" style="${style}font-weight:inherit">` +
      `${escapeHtml(trial.name)}</th>${cells.join("")}</tr>`;
  });
  return `<div style="overflow-x:auto;color:inherit;font-size:13px">` +
    `<div style="padding:.3em .7em">${studyLine(progress)}</div>` +
    `<table style="border-collapse:collapse;border:0;margin:0;color:inherit;font-size:inherit">` +
    `<thead><tr style="background:none">${header.join("")}</tr></thead>` +
    `<tbody>${rows.join("")}</tbody></table></div>`;
}

/** Formats the progress of a study as text: its line, and one of each trial. */
export function progressText(progress: StudyProgress): string {
  const rows = progress.trials.map((one) => {
    const { trial, epoch } = one;
    const [loss, training, validation] = metrics(one);
    return [
      toVisible(trial.name),
      `epoch ${epoch}/${trial.setup.epochs}`,
      `loss ${loss}`,
      `training ${training}`,
      `validation ${validation}`,
      status(one),
    ].join("  ");
  });
  return [studyLine(progress), ...rows].join("\n");
}

/** How far the study is as a whole, in one line. */
function studyLine({ trials, elapsedMs, leftMs, running }: StudyProgress): string {
  const states = trials.map(({ trial }) => trial.state);
  const ended = states.filter(isFinished);
  const complete = ended.filter((state) => state === "complete").length;
  const elapsed = formatDuration(elapsedMs);
  const share = `${ended.length} of ${trials.length} ${trials.length === 1 ? "trial" : "trials"}`;
  if (running) {
    const left = leftMs === null ? "" : `, about ${formatDuration(leftMs)} left`;
    return `Running: ${share} done, ${elapsed} elapsed${left}`;
  }
  if (ended.length < trials.length) return `Interrupted after ${elapsed}: ${share} done.`;
  const others = complete === trials.length ? "" : `, ${complete} of them complete`;
  return `Finished after ${elapsed}: ${share} done${others}.`;
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
