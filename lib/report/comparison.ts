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
import { summarizeTrial } from "../results/summarize_trial.ts";
import { type ToldFromBest, toldFromBest } from "../results/told_from_best.ts";
import { bestTrial, isAhead } from "../trial/best.ts";
import type { Trial } from "../trial/record.ts";
import { toParagraphs, toScrollBox, toSection } from "./html_parts.ts";

/** So many trials are set beside the best. */
const MOST = 25;
/** Of the drawn interval, in pixels. */
const WIDTH = 220;
const HEIGHT = 18;
const EDGE = 8;

/** A trial with what is drawn of it. */
interface Row {
  readonly trial: Trial;
  readonly mean: number;
  readonly deviation: number | null;
  readonly low: number;
  readonly high: number;
  readonly n: number;
}

/**
 * The section that sets the trials beside the best; empty where there are not two to compare.
 *
 * @param trials Of numbers that are all different.
 */
export function toComparison(trials: readonly Trial[]): string {
  const best = bestTrial(trials);
  const complete = trials.filter(({ state }) => state === "complete");
  if (best === null || complete.length < 2) return "";
  const told = toldFromBest(trials);
  const ranked = complete.toSorted((a, b) => isAhead(a, b) ? -1 : isAhead(b, a) ? 1 : 0);
  const rows = ranked.slice(0, MOST).map(toRow);
  const scale = toScale(rows);
  const { metric } = best.objective;
  const hasIntervals = rows.some(({ low, high }) => high > low);
  const header = [
    ["left", "Trial"],
    ["right", `${metricName(metric)[0].toUpperCase()}${metricName(metric).slice(1)}`],
    ["interval", hasIntervals ? "with its 95 % interval" : "drawn to scale"],
    ["right", "beside the best"],
    ["right", "p"],
    ["left", "At 95 %"],
  ].map(([kind, title]) => `<th scope="col" class="${kind}">${title}</th>`);
  const body = rows.map((row) => toTags(row, best, told.get(row.trial.number), scale));
  const table = `<table class="comparison"><caption>Trials beside the best</caption><thead><tr>` +
    `${header.join("")}</tr></thead><tbody>${body.join("")}</tbody></table>`;
  return toSection(
    "comparison",
    "Better, or lucky?",
    toScrollBox("Trials beside the best", table),
    toParagraphs(explain(best, ranked.length, [...told.values()], hasIntervals)),
  );
}

function toRow(trial: Trial): Row {
  const { n, mean, deviation, interval } = summarizeTrial(trial)!;
  const [low, high] = interval ?? [mean, mean];
  return { trial, mean, deviation, low, high, n };
}

/** From values to pixels, the same in all rows. */
function toScale(rows: readonly Row[]): (value: number) => number {
  const low = Math.min(...rows.map((row) => row.low));
  const high = Math.max(...rows.map((row) => row.high));
  const range = high - low || 1;
  return (value) => Math.round(10 * (EDGE + (value - low) / range * (WIDTH - 2 * EDGE))) / 10;
}

function toTags(
  row: Row,
  best: Trial,
  told: ToldFromBest | undefined,
  scale: (value: number) => number,
): string {
  const { trial, mean, deviation, n } = row;
  const { metric } = trial.objective;
  const isBest = trial === best;
  const like = told?.toldApart === false;
  const verdict = isBest
    ? "★ best"
    : told?.toldApart === undefined || told.toldApart === null
    ? "not tested"
    : like
    ? "≈ cannot be told from it"
    : "told from it";
  const p = told?.adjusted ?? null;
  const runs = n > 1 ? ` <small>(${formatCount(n)} runs)</small>` : "";
  return `<tr class="${isBest ? "best" : like ? "likeBest" : "other"}">` +
    `<th scope="row" class="left breaks">${escapeHtml(trial.name)}${runs}</th>` +
    `<td class="right">${formatSpread(metric, mean, deviation)}</td>` +
    `<td class="interval">${drawInterval(row, scale, scale(best.value!))}</td>` +
    `<td class="right">${isBest ? MISSING : differenceOf(trial, best)}</td>` +
    `<td class="right">${
      p === null ? MISSING : escapeHtml(formatP(p).replace(/^p (= )?/, ""))
    }</td>` +
    `<td class="left">${verdict}</td></tr>`;
}

/** A dot, a line from end to end of the interval, and where the best is. */
function drawInterval(row: Row, scale: (value: number) => number, best: number): string {
  const { trial, mean, low, high } = row;
  const { metric } = trial.objective;
  const text = high > low ? `95 % interval ${formatInterval(metric, [low, high])}` : "";
  const middle = HEIGHT / 2;
  const line = high > low
    ? `<path d="M${scale(low)} ${middle}H${scale(high)}M${scale(low)} ${middle - 4}v8` +
      `M${scale(high)} ${middle - 4}v8" fill="none" stroke="currentColor" stroke-width="2"/>`
    : "";
  const label = text === "" ? `aria-hidden="true"` : `role="img" aria-label="${text}"`;
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" ${label}>` +
    (text === "" ? "" : `<title>${text}</title>`) +
    `<path class="guide" d="M${best} 0V${HEIGHT}"/>${line}` +
    `<circle cx="${scale(mean)}" cy="${middle}" r="4.5" fill="currentColor"/></svg>`;
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
