/**
 * Which worker was at which trial, and when.
 *
 * @module
 */
import { checkArguments } from "../check/check.ts";
import { formatCount, formatDuration, formatPercent } from "../results/format.ts";
import { type Timeline, type TimelineRow, toTimeline } from "../results/timeline_rows.ts";
import type { Trial } from "../trial/record.ts";
import {
  baseAxis,
  baseLayout,
  countTrials,
  type Figure,
  figureTitle,
  INK,
  type Trace,
  trialLabel,
} from "./figure.ts";
import { translucent, trialColor } from "./palette.ts";

/** What a figure takes beside its workers, and a worker, in pixels. */
const HEIGHTS = { around: 160, worker: 44 };
/** Fewer bars than these have room for their numbers. */
const NUMBERED = 80;

/** How bars look, by what became of the run; neighbours among the complete differ. */
const looks:
  readonly (readonly [name: string, color: string, is: (row: TimelineRow) => boolean])[] = [
    [
      "complete, even number",
      trialColor(0),
      (row) => row.run.state === "complete" && row.trial.number % 2 === 0,
    ],
    [
      "complete, odd number",
      trialColor(5),
      (row) => row.run.state === "complete" && row.trial.number % 2 === 1,
    ],
    ["pruned", translucent(INK, 0.7), (row) => row.run.state === "pruned"],
    ["failed", trialColor(1), (row) => row.run.state === "failed"],
    [
      "not ended",
      trialColor(4),
      ({ run: { state } }) => state === "running" || state === "waiting",
    ],
  ];

/**
 * Draws the runs of trials as bars on the workers that trained them, over the time of the study,
 * without the pauses between two sessions. A run that was taken over from another study was trained
 * by none, and of one that was stopped and went on the last part is drawn.
 *
 * @throws {TypeError} If they are no array, or one of them is no trial.
 *
 * @example
 * ```ts
 * import { assertMatch } from "@std/assert";
 * import { createStudy, loadMnist, plotTimeline } from "../mod.ts";
 *
 * const data = await loadMnist();
 * const cases = ["F", "F D16"].map((layers) => ({ name: layers, layers }));
 * const study = await createStudy({ name: "when", data, cases, epochs: 1, limit: 600, storage: null });
 * await study.optimize();
 * assertMatch(plotTimeline(study.trials).description, /^Timeline of 2 trials, 2 runs on \d workers?/);
 * ```
 */
export function plotTimeline(trials: readonly Trial[]): Figure {
  checkArguments("plotTimeline()", arguments, 1);
  const timeline = toTimeline(trials);
  const { rows, totalMs, pausesMs } = timeline;
  const workers = rows.reduce((most, { worker }) => Math.max(most, worker + 1), 0);
  const [unit, unitMs] = unitOf(totalMs);
  const shown = new Set(rows.map(({ trial }) => trial.number)).size;
  return {
    data: looks.map(([name, color, is]) =>
      toBars(name, color, rows.filter(is), { unitMs, numbered: rows.length < NUMBERED })
    ),
    layout: {
      ...baseLayout,
      height: HEIGHTS.around + HEIGHTS.worker * Math.max(1, workers),
      title: figureTitle(
        `Which worker was at which trial${pausesMs.length > 0 ? ", without pauses" : ""}`,
      ),
      margin: { l: 60, r: 20, t: 85, b: 55 },
      barmode: "overlay",
      xaxis: {
        ...baseAxis,
        title: { text: `Time of the study, ${unit}` },
        range: [0, totalMs === 0 ? 1 : totalMs / unitMs],
      },
      yaxis: {
        ...baseAxis,
        showgrid: false,
        range: [Math.max(1, workers) - 0.5, -0.5],
        tickvals: Array.from({ length: workers }, (_, worker) => worker),
        ticktext: Array.from({ length: workers }, (_, worker) => `Worker ${worker + 1}`),
      },
      shapes: pausesMs.map((ms) => ({
        type: "line",
        x0: ms / unitMs,
        x1: ms / unitMs,
        yref: "y domain",
        y0: 0,
        y1: 1,
        line: { color: INK, width: 1.5, dash: "dot" },
      })),
      legend: { orientation: "h", x: 0, y: 1, xanchor: "left", yanchor: "bottom" },
      hovermode: "closest",
    },
    description: `Timeline of ${countTrials(shown, shown)}, ${formatCount(rows.length)} ` +
      `${rows.length === 1 ? "run" : "runs"} on ${workers} ${
        workers === 1 ? "worker" : "workers"
      }` +
      `${describe(timeline, workers)}.`,
  };
}

function toBars(
  name: string,
  color: string,
  rows: readonly TimelineRow[],
  { unitMs, numbered }: { readonly unitMs: number; readonly numbered: boolean },
): Trace {
  return {
    type: "bar",
    orientation: "h",
    name,
    showlegend: rows.length > 0,
    base: rows.map(({ startMs }) => startMs / unitMs),
    x: rows.map(({ lengthMs }) => lengthMs / unitMs),
    y: rows.map(({ worker }) => worker),
    width: 0.8,
    marker: { color },
    ...numbered
      ? {
        text: rows.map(({ trial }) => String(trial.number)),
        textposition: "inside",
        insidetextanchor: "middle",
        insidetextfont: {
          color: name === "complete, odd number" || name === "not ended" ? "#202428" : "#fff",
        },
        textangle: 0,
      }
      : {},
    hovertext: rows.map(labelOf),
    hovertemplate: "%{hovertext}<extra></extra>",
  };
}

function labelOf({ trial, run, lengthMs }: TimelineRow): string {
  const which = trial.runs.length === 1 ? "" : `run ${run.number + 1} of ${trial.runs.length}, `;
  return `<b>${trialLabel(trial)}</b><br>${which}${run.state}, ${formatDuration(lengthMs)}`;
}

function unitOf(totalMs: number): readonly [name: string, ms: number] {
  if (totalMs < 180_000) return ["seconds", 1000];
  return totalMs < 10_800_000 ? ["minutes", 60_000] : ["hours", 3_600_000];
}

function describe({ rows, totalMs, pausesMs }: Timeline, workers: number): string {
  if (totalMs === 0) return "";
  const busyMs = rows.reduce((sum, { lengthMs }) => sum + lengthMs, 0);
  const share = Math.min(1, busyMs / (totalMs * workers));
  const pauses = pausesMs.length === 0
    ? ""
    : `, ${pausesMs.length} ${pausesMs.length === 1 ? "pause" : "pauses"} left out`;
  const longest = rows.reduce((a, b) => b.lengthMs > a.lengthMs ? b : a);
  return ` in ${formatDuration(totalMs)}${pauses}, busy for ${formatPercent(share)} of it; ` +
    `the longest run took ${formatDuration(longest.lengthMs)}, of ${longest.trial.name}`;
}
