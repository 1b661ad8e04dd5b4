/**
 * A study as one page that needs nothing beside it.
 *
 * @module
 */
import { plotHistory } from "../plots/history.ts";
import { plotParallelCoordinates } from "../plots/parallel_coordinates.ts";
import { plotLearningCurves } from "../plots/learning_curves.ts";
import type { Figure } from "../plots/figure.ts";
import { describeBest } from "../results/describe_best.ts";
import { escapeHtml } from "../results/escape_html.ts";
import { formatCount, formatDuration, formatPercent } from "../results/format.ts";
import { formatMetric, metricName } from "../results/format_metric.ts";
import { toMetricsTable } from "../results/metrics_table.ts";
import { toTable } from "../results/to_table.ts";
import { bestTrial } from "../trial/best.ts";
import { countFinished, type Trial } from "../trial/record.ts";
import type { TrialState } from "../trial/run.ts";
import { toComparison } from "./comparison.ts";
import { toConfusion } from "./confusion.ts";
import type { Mistakes } from "./find_mistakes.ts";
import { escapeText, toParagraphs, toPlainTable, toScrollBox, toSection } from "./html_parts.ts";
import { toLayerKey } from "./layer_key.ts";
import { toMistakes } from "./mistakes.ts";
import { provenanceLines, toRepeat } from "./provenance.ts";
import type { ReportedStudy } from "./reported_study.ts";
import { sortScript, sortScriptHash } from "./sort_script.ts";
import { reportStyle } from "./style.ts";
import { toSvg } from "./svg/to_svg.ts";
import { toTrialTable } from "./trial_table.ts";

/** The table of a study of more trials has its best alone. */
const MOST_ROWS = 200;

/** Nothing is ever asked for by the page: whatever stood in a name could reach nobody. */
const policy = `default-src 'none'; img-src data:; style-src 'unsafe-inline'; ` +
  `script-src '${sortScriptHash}'; base-uri 'none'; form-action 'none'`;

/** What a page shows beside the study. */
export interface PageParts {
  /** What the best gets wrong, or why it is left out, in a sentence. */
  readonly mistakes: Mistakes | string;
  /** When the report is made. */
  readonly date: Date;
  /** For the head of the page: by what a later report knows this one. */
  readonly mark: string;
}

/**
 * The figures of a report, each with its heading, in other words than its title; one that there is
 * nothing to show of is null.
 */
const figures: readonly (readonly [
  id: string,
  title: string,
  plot: (study: ReportedStudy) => Figure | null,
])[] = [
  [
    "curves",
    "The training, epoch by epoch",
    ({ trials, reference }) => hasEpochs(trials) ? plotLearningCurves(trials, { reference }) : null,
  ],
  [
    "history",
    "The search, trial by trial",
    ({ trials, reference, plan }) =>
      plan?.sampler && bestTrial(trials) !== null ? plotHistory(trials, { reference }) : null,
  ],
  [
    "params",
    "What was tried, and what came of it",
    ({ trials, plan }) =>
      plan?.sampler && bestTrial(trials) !== null && hasParams(trials)
        ? plotParallelCoordinates(trials)
        : null,
  ],
];

/** The page as HTML. */
export function toPage(study: ReportedStudy, { mistakes, date, mark }: PageParts): string {
  const { name, dataset, plan, trials, planned, reference } = study;
  const best = bestTrial(trials);
  const title = escapeHtml(name);
  const table = toTable(trials, {
    reference,
    planned,
    // A search is read from its best down.
    rows: plan?.sampler || trials.length > MOST_ROWS ? MOST_ROWS : "all",
  });
  // The last of the notes is the sentence at the top.
  const key = toLayerKey(trials.map(({ setup }) => setup.layers));
  const notes = [...key === null ? [] : [key], ...table.notes.slice(0, -1)];
  const day = date.toISOString().slice(0, 10);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
${mark}
<title>${title} – Sweepbook</title>
<style>${reportStyle}</style>
</head>
<body>
<main>
<header>
<p class="kind">Study of ${escapeHtml(dataset)}</p>
<h1>${title}</h1>
<p class="lead">${escapeText(describeBest(trials, reference, { planned }))}</p>
${toStanding(study)}
${toTiles(study, best)}
</header>
${toSection("table", "Trials", toTrialTable({ ...table, notes }))}
${
    figures.map(([id, heading, plot]) => {
      const figure = plot(study);
      if (figure === null) return "";
      return toSection(id, heading, `<figure>${toScrollBox(heading, toSvg(figure))}</figure>`);
    }).join("\n")
  }
${toComparison(trials)}
${best === null ? "" : toBest(best, mistakes)}
${provenanceLines(study)}
${toRepeat(study)}
</main>
<footer><p>Made by Sweepbook on <time datetime="${day}">${day}</time>.</p></footer>
<script>${sortScript}</script>
</body>
</html>
`;
}

function hasEpochs(trials: readonly Trial[]): boolean {
  return trials.some(({ runs }) => runs.some(({ epochs }) => epochs.length > 0));
}

function hasParams(trials: readonly Trial[]): boolean {
  return trials.some(({ params }) => Object.keys(params).length > 0);
}

/** Where the study is not whole, in words that cannot be missed. */
function toStanding({ trials, planned }: ReportedStudy): string {
  const ended = countFinished(trials);
  const failed = trials.filter(({ state }) => state === "failed").length;
  const sentences = [
    ...ended < planned
      ? [
        `The study is not at its end: ${formatCount(ended)} of ${
          formatCount(planned)
        } trials have ended.`,
      ]
      : [],
    ...failed > 0
      ? [
        `${formatCount(failed)} ${
          failed === 1 ? "trial" : "trials"
        } failed; below the table stands why.`,
      ]
      : [],
  ];
  return sentences.length === 0 ? "" : `<div class="standing">${toParagraphs(sentences, "")}</div>`;
}

/** The main numbers at a glance. */
function toTiles({ trials, reference }: ReportedStudy, best: Trial | null): string {
  const counts = new Map<TrialState, number>();
  for (const { state } of trials) counts.set(state, (counts.get(state) ?? 0) + 1);
  const states = [...counts].map(([state, count]) => `${formatCount(count)} ${state}`);
  const durations = trials.flatMap(({ runs }) => runs.map(({ durationMs }) => durationMs ?? 0));
  const time = durations.reduce((sum, one) => sum + one, 0);
  const tiles = [
    ...best === null ? [] : [[
      `Best ${metricName(best.objective.metric)}`,
      formatMetric(best.objective.metric, best.value!),
    ]],
    ...reference === null ? [] : [[reference.label, formatPercent(reference.value)]],
    ["Trials", states.join(", ") || "none"],
    ...time === 0 ? [] : [["Training, all runs", formatDuration(time)]],
  ];
  return `<ul class="tiles">${
    tiles.map(([name, value]) =>
      `<li><span>${escapeHtml(name)}</span> <b>${escapeHtml(value)}</b></li>`
    ).join("")
  }</ul>`;
}

/** What the best does, and what it gets wrong. */
function toBest(best: Trial, mistakes: Mistakes | string): string {
  return toSection(
    "best",
    "The best",
    `<p class="name"><b>${escapeHtml(best.name)}</b> <code>${
      escapeHtml(best.setup.layers)
    }</code></p>`,
    toPlainTable(toMetricsTable(best), "Metrics of the best"),
    "<h3>Which classes it takes for which</h3>",
    toConfusion(best),
    "<h3>What it gets wrong</h3>",
    toMistakes(mistakes),
  );
}
