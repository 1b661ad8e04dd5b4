/**
 * Each trial beside the best: its value with its interval, as a figure in a table, and whether it can
 * be told from the best.
 *
 * @module
 */
import { compareTrials, findMisfit } from "../results/compare_trials.ts";
import { formatDifference, formatP, unitOf } from "../results/comparison_table.ts";
import { escapeHtml } from "../results/escape_html.ts";
import { formatCount, MISSING } from "../results/format.ts";
import { metricName, objectiveName } from "../results/format_metric.ts";
import { formatInterval, formatSpread } from "../results/format_spread.ts";
import { type Distinction, type IntervalRow, toIntervalRows } from "../results/interval_rows.ts";
import { summarizeTrial } from "../results/summarize_trial.ts";
import { type ToldFromBest, toldFromBest } from "../results/told_from_best.ts";
import { bestTrial } from "../trial/best.ts";
import type { Trial } from "../trial/record.ts";
import { toParagraphs, toScrollBox, toSection } from "./html_parts.ts";
import { round } from "./svg/labels.ts";
import { strokePath } from "./svg/series.ts";

/** So many trials are set beside the best. */
const MOST = 25;
/** Of the drawn interval, in pixels. */
const WIDTH = 220;
const HEIGHT = 18;
const EDGE = 8;

/** What the last column says. */
const verdicts: Readonly<Record<Distinction, string>> = {
  best: "★ best",
  like: "≈ cannot be told from it",
  apart: "told from it",
  unknown: "not tested",
};

/** From values to pixels, the same in all rows. */
type Scale = (value: number) => number;

/**
 * The section that sets the trials beside the best; empty where there are not two to compare.
 *
 * @param trials Of numbers that are all different.
 */
export function toComparison(trials: readonly Trial[]): string {
  const best = bestTrial(trials);
  const all = best === null ? [] : toIntervalRows(trials);
  if (best === null || all.length < 2) return "";
  const told = toldFromBest(trials);
  const rows = all.slice(0, MOST);
  const scale = toScale(rows.flatMap(({ value, interval }) => interval ?? [value]));
  const name = metricName(best.objective.metric);
  const hasIntervals = rows.some(({ interval }) => interval !== null);
  const header = [
    ["left", "Trial"],
    ["right", `${name[0].toUpperCase()}${name.slice(1)}`],
    ["left", hasIntervals ? "with its 95 % interval" : "drawn to scale"],
    ["right", "beside the best"],
    ["right", "p"],
    ["left", "At 95 %"],
  ].map(([kind, title]) => `<th scope="col" class="${kind}">${title}</th>`);
  const body = rows.map((row) => toTags(row, best, told.get(row.trial.number)?.adjusted, scale));
  const table = `<table class="comparison"><caption>Trials beside the best</caption><thead><tr>` +
    `${header.join("")}</tr></thead><tbody>${body.join("")}</tbody></table>`;
  return toSection(
    "comparison",
    "Better, or lucky?",
    toScrollBox("Trials beside the best", table),
    toParagraphs(explain(best, all.length, [...told.values()], hasIntervals)),
  );
}

function toScale(values: readonly number[]): Scale {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const scale = (WIDTH - 2 * EDGE) / (high - low || 1);
  return (value) => round(EDGE + (value - low) * scale);
}

/** @param p By Holm's correction; null or undefined: there is no test. */
function toTags(row: IntervalRow, best: Trial, p: number | null | undefined, scale: Scale): string {
  const { trial, standing, scores } = row;
  const { metric } = trial.objective;
  const { n, mean, deviation } = summarizeTrial(trial)!;
  const runs = scores.length > 1 ? ` <small>(${formatCount(n)} runs)</small>` : "";
  const probability = typeof p === "number" ? formatP(p).replace(/^p (= )?/, "") : MISSING;
  return `<tr class="${standing}">` +
    `<th scope="row" class="left breaks">${escapeHtml(trial.name)}${runs}</th>` +
    `<td class="right">${formatSpread(metric, mean, deviation)}</td>` +
    `<td class="left">${drawInterval(row, scale, scale(best.value!))}</td>` +
    `<td class="right">${standing === "best" ? MISSING : differenceOf(trial, best)}</td>` +
    `<td class="right">${escapeHtml(probability)}</td>` +
    `<td class="left">${verdicts[standing]}</td></tr>`;
}

/** A dot, a line from end to end of the interval, and where the best is. */
function drawInterval({ trial, value, interval }: IntervalRow, scale: Scale, best: number): string {
  const middle = HEIGHT / 2;
  const content = `<path class="guide" d="M${best} 0V${HEIGHT}"/>` +
    `<circle cx="${scale(value)}" cy="${middle}" r="4.5" fill="currentColor"/>`;
  const size = `viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}"`;
  if (interval === null) return `<svg ${size} aria-hidden="true">${content}</svg>`;
  const [low, high] = interval.map(scale);
  const text = `95 % interval ${formatInterval(trial.objective.metric, interval)}`;
  return `<svg ${size} role="img" aria-label="${text}"><title>${text}</title>${content}` +
    strokePath(`M${low} ${middle}H${high}M${low} ${middle - 4}v8M${high} ${middle - 4}v8`, {}) +
    `</svg>`;
}

/** What the trial lies above or below the best, by the runs that both share. */
function differenceOf(trial: Trial, best: Trial): string {
  if (findMisfit(trial, best) !== null) return MISSING;
  const { metric, difference } = compareTrials(trial, best);
  if (difference === null) return MISSING;
  return `${formatDifference(metric, difference)}${unitOf(metric)}`;
}

function explain(
  best: Trial,
  count: number,
  told: readonly ToldFromBest[],
  hasIntervals: boolean,
): string[] {
  const tests = new Set(told.map(({ by }) => by));
  const names = [
    ...tests.has("t") ? ["the paired t test of the runs that both share"] : [],
    ...tests.has("mcnemar")
      ? ["McNemar's exact test of which validation images each gets wrong"]
      : [],
  ];
  const value = objectiveName(best.objective);
  return [
    `Value: ${value}${count > MOST ? `; the best ${MOST} of ${formatCount(count)} trials` : ""}. ` +
    "The thin line is where the best is" +
    (hasIntervals
      ? "; that two intervals overlap says less than the tests, which go by pairs."
      : ". Single runs have no interval: repeats or folds would give them one."),
    names.length === 0
      ? "No test could be made of these trials: repeats or folds would allow one."
      : `p is by ${
        names.join(" or ")
      }, with Holm's correction for all comparisons with the best. ` +
        "≈ does not say that two are equal: more runs may tell them apart. The best was picked by " +
        "the same scores, so what is told from it by little deserves new seeds.",
  ];
}
