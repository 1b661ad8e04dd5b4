/**
 * Which classes the best takes for which, as a table whose cells are coloured.
 *
 * @module
 */
import { formatCount, formatPercent } from "../results/format.ts";
import { sumEvaluations } from "../results/sum_evaluations.ts";
import type { Trial } from "../trial/record.ts";
import { toParagraphs, toScrollBox } from "./html_parts.ts";

/**
 * The confusion matrix of a complete trial, summed over its runs: labels down, predictions across.
 * Mistakes are coloured by their number; the diagonal is not, since it would outshine them.
 */
export function toConfusion(trial: Trial): string {
  const { confusion, errors, accuracy, images } = sumEvaluations(trial, "report the confusion");
  const runs = trial.runs.length === 1 ? "" : `, ${trial.runs.length} runs together`;
  const most = Math.max(
    1,
    ...confusion.flatMap((row, label) => row.filter((_, other) => other !== label)),
  );
  const classes = confusion.map((_, label) => `<th scope="col">${label}</th>`);
  const body = confusion.map((row, label) => {
    const cells = row.map((count, other) => {
      if (label === other) return `<td class="hit">${formatCount(count)}</td>`;
      if (count === 0) return `<td></td>`;
      // From 12 % on, so that a single mistake is seen.
      const share = (0.12 + 0.88 * count / most).toFixed(2);
      const dark = count > 0.55 * most ? ` class="dark"` : "";
      return `<td${dark} style="--share:${share}">${formatCount(count)}</td>`;
    });
    return `<tr><th scope="row">${label}</th>${cells.join("")}</tr>`;
  });
  const table = `<table class="confusion"><caption>Confusion matrix</caption><thead>` +
    `<tr><td></td><th scope="colgroup" colspan="${confusion.length}">Prediction</th></tr>` +
    `<tr><th scope="col">Label</th>${classes.join("")}</tr></thead>` +
    `<tbody>${body.join("")}</tbody></table>`;
  const told = `${formatCount(errors)} ${errors === 1 ? "error" : "errors"} over the ${images} ` +
    `images${runs}, accuracy ${formatPercent(accuracy)}. A row has the images of one label, a ` +
    "column those that were taken for one; mistakes are the darker the more there are.";
  return toScrollBox("Confusion matrix", table) + toParagraphs([told]);
}
