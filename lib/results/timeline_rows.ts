/**
 * When the runs of a study were at work, and where.
 *
 * @module
 */
import { checkTrials } from "../trial/check_trials.ts";
import type { Trial } from "../trial/record.ts";
import type { Run } from "../trial/run.ts";

/** A run on the timeline. */
export interface TimelineRow {
  /** Its trial. */
  readonly trial: Trial;
  /** The run. */
  readonly run: Run;
  /** The place of the executor that it had, counted from 0. */
  readonly worker: number;
  /** From the beginning of the timeline, pauses left out. */
  readonly startMs: number;
  /** How long it was at work then; of one that still runs, or was lost, its epochs then. */
  readonly lengthMs: number;
}

/** The timeline of a study. */
export interface Timeline {
  /** In the order in which the runs began. */
  readonly rows: readonly TimelineRow[];
  /** How long it is, pauses left out. */
  readonly totalMs: number;
  /** Where pauses were left out, from its beginning. */
  readonly pausesMs: readonly number[];
}

/** Where nothing is at work for longer than this share of the time at work, the study was paused. */
const PAUSE = 0.1;

/**
 * The timeline of the runs of these trials that were trained here. Of a run that was stopped and went
 * on it has the last part. Where a study was stopped and went on a day later, the pause is left out.
 *
 * @throws {TypeError} If they are no array, or one of them is no trial.
 */
export function toTimeline(trials: readonly Trial[]): Timeline {
  const spans = checkTrials(trials).flatMap((trial) =>
    trial.runs.flatMap((run) => run.span === null ? [] : [{ trial, run, span: run.span }])
  ).map(({ trial, run, span: { worker, startedMs, endedMs, epochsBefore = 0 } }) => {
    const trainedMs = sum(run.epochs.slice(epochsBefore).map(({ durationMs }) => durationMs));
    const lengthMs = endedMs === null ? trainedMs : Math.max(0, endedMs - startedMs);
    return { trial, run, worker, startedMs, lengthMs };
  }).sort((a, b) => a.startedMs - b.startedMs);
  const gaps = gapsOf(spans);
  const workMs = endOf(spans) - (spans[0]?.startedMs ?? 0) -
    sum(gaps.map(({ lengthMs }) => lengthMs));
  const pauses = gaps.filter(({ lengthMs }) => lengthMs > PAUSE * workMs);
  const toPlace = (ms: number) =>
    ms - spans[0].startedMs -
    sum(pauses.filter(({ startedMs }) => startedMs < ms).map(({ lengthMs }) => lengthMs));
  return {
    rows: spans.map(({ startedMs, ...row }) => ({ ...row, startMs: toPlace(startedMs) })),
    totalMs: spans.length === 0 ? 0 : toPlace(endOf(spans)),
    pausesMs: pauses.map(({ startedMs }) => toPlace(startedMs)),
  };
}

interface Stretch {
  readonly startedMs: number;
  readonly lengthMs: number;
}

/** Where nothing is at work, between stretches in the order in which they begin. */
function gapsOf(stretches: readonly Stretch[]): Stretch[] {
  let end = Infinity;
  return stretches.flatMap(({ startedMs, lengthMs }) => {
    const gap = startedMs > end ? [{ startedMs: end, lengthMs: startedMs - end }] : [];
    end = Math.max(end === Infinity ? 0 : end, startedMs + lengthMs);
    return gap;
  });
}

function endOf(stretches: readonly Stretch[]): number {
  return stretches.reduce((end, one) => Math.max(end, one.startedMs + one.lengthMs), 0);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
