/**
 * Values, sizes and times, as the commands on studies print them.
 *
 * @module
 */
import { formatPercent, type Metric, type StudyPlan, type TrialState } from "../../studies.ts";

/** The states in the order in which they are told. */
const STATES: readonly TrialState[] = ["complete", "pruned", "failed", "running", "waiting"];

/** An accuracy in percent or a loss in nats, behind the name of its metric where it is not the usual. */
export function formatBest(metric: string, value: number): string {
  const text = metric.endsWith("oss") ? value.toFixed(4) : formatPercent(value);
  return metric === "valAccuracy" ? text : `${metric} ${text}`;
}

/** A size in bytes: `3.1 MiB`. */
export function formatBytes(bytes: number): string {
  const units = ["bytes", "KiB", "MiB", "GiB", "TiB"];
  const unit = bytes < 1024 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${unit === 0 ? bytes : (bytes / 1024 ** unit).toFixed(1)} ${units[unit]}`;
}

/** To the minute, where the user is: `2026-11-20 14:05`. */
export function formatTime(date: Date): string {
  return date.toLocaleString("sv-SE").slice(0, 16);
}

/**
 * How many trials are in which state: `12 complete, 3 pruned`.
 *
 * @param isRun Whether a live program runs the study; else nothing of it is running.
 */
export function formatStates(
  states: Readonly<Partial<Record<TrialState, number>>>,
  isRun: boolean,
): string {
  const { running = 0, waiting = 0, ...others } = states;
  const counts = isRun ? states : { ...others, waiting: waiting + running };
  const told = STATES.filter((state) => (counts[state] ?? 0) > 0)
    .map((state) => `${counts[state]} ${state}`);
  return told.join(", ") || "none";
}

/** How a study goes about its trials, in a sentence. */
export function describePlan(
  { objective, repeats, folds, lag, sampler, pruner }: StudyPlan,
): string {
  const { metric, epoch, direction } = objective;
  const which: Record<Metric, string> = {
    valAccuracy: "validation accuracy",
    valLoss: "validation loss",
    accuracy: "training accuracy",
    loss: "training loss",
  };
  return [
    `Value: ${which[metric]} at the ${epoch} epoch, to be ${direction}d`,
    repeats > 1 ? `${repeats} repeats` : "",
    folds !== null ? `${folds} folds` : "",
    sampler === null ? "" : `sampler ${formatSettings(sampler)}`,
    pruner === null ? "" : `pruner ${formatSettings(pruner)}`,
    lag === null ? "" : `lag ${lag}`,
  ].filter((part) => part !== "").join("; ") + ".";
}

function formatSettings({ kind, ...options }: Readonly<Record<string, unknown>>): string {
  const all = Object.entries(options).map(([name, value]) => `${name} ${value}`);
  return all.length === 0 ? String(kind) : `${kind} (${all.join(", ")})`;
}
