/**
 * How far the trials of a running study are, as HTML and as text.
 *
 * @module
 */
import { trialColor } from "../plots/palette.ts";
import { escapeHtml } from "../results/escape_html.ts";
import { formatDuration, formatPercent, MISSING } from "../results/format.ts";
import type { TrialProgress } from "../study/progress.ts";

/** Prints the progress of all trials as an HTML table with a bar per trial. */
export function progressHtml(progress: readonly TrialProgress[]): string {
  const style = "padding:.3em .7em;border:0;text-align:left;white-space:nowrap;background:none;" +
    "font-variant-numeric:tabular-nums;";
  const titles = ["Case", "Hidden layers", "Progress", "Epoch", "Training", "Validation", "State"];
  const header = titles.map((title) =>
    `<th scope="col" style="${style}font-weight:600">${title}</th>`
  );
  const rows = progress.map((one) => {
    const { trial, epoch, accuracy, valAccuracy } = one;
    const cells = [
      escapeHtml(trial.name),
      `<code style="background:none;color:inherit;padding:0">${
        escapeHtml(trial.setup.layers)
      }</code>`,
      bar(one),
      `${epoch} / ${trial.setup.epochs}`,
      accuracy === null ? MISSING : formatPercent(accuracy),
      valAccuracy === null ? MISSING : formatPercent(valAccuracy),
      status(one),
    ];
    const [name, ...others] = cells;
    const line = others.map((cell) => `<td style="${style}">${cell}</td>`).join("");
    return `<tr style="background:none"><th scope="row" style="${style}font-weight:inherit">` +
      `${name}</th>${line}</tr>`;
  });
  return `<div style="overflow-x:auto;color:inherit"><table style="border-collapse:collapse;` +
    `border:0;margin:0;color:inherit;font-size:13px"><thead><tr style="background:none">` +
    `${header.join("")}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

/** Prints the progress of all trials as plain text, one line each. */
export function progressText(progress: readonly TrialProgress[]): string {
  return progress.map((one) => {
    const { trial, epoch, accuracy, valAccuracy } = one;
    return [
      trial.name,
      `epoch ${epoch}/${trial.setup.epochs}`,
      `training ${accuracy === null ? MISSING : formatPercent(accuracy)}`,
      `validation ${valAccuracy === null ? MISSING : formatPercent(valAccuracy)}`,
      status(one),
    ].join("  ").trimEnd();
  }).join("\n");
}

function status({ trial, leftMs }: TrialProgress): string {
  if (trial.state === "complete") return "";
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
