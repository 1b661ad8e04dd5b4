/** What learning curves are drawn of. */
import type { Figure, Trace } from "../../lib/plots/figure.ts";
import { sampleEpoch, sampleRun, sampleTrial } from "../results/sample_trials.ts";

/** What Plotly takes. */
// deno-lint-ignore no-explicit-any
export type Loose = any;

export function tracesOf({ data }: Figure, trial: number): Loose[] {
  return data.filter((trace: Trace) => trace.legendgroup === String(trial) && !trace.fill);
}

export function bandsOf({ data }: Figure, trial: number): Loose[] {
  return data.filter((trace: Trace) => trace.legendgroup === String(trial) && trace.fill);
}

/** The names in the legend. */
export function legendOf({ data }: Figure): unknown[] {
  return data.filter((trace) => trace.showlegend !== false).map((trace) => trace.name);
}

/** A trial of runs that had these validation accuracies, epoch by epoch. */
export function trialOfRuns(number: number, ...accuracies: number[][]) {
  const runs = accuracies.map((of, run) =>
    sampleRun(run, { epochs: of.map((valAccuracy, i) => sampleEpoch(i + 1, { valAccuracy })) })
  );
  return sampleTrial(number, { runs });
}
