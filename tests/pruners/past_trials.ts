/** Trials as pruners see them, from what they had after each epoch. */
import type { Pruner } from "../../lib/pruners/pruner.ts";
import type { Direction } from "../../lib/trial/objective.ts";
import type { PastTrial } from "../../lib/trial/past_trial.ts";

/** How a trial ended, and its values after each epoch. */
export type Outcome = readonly [state: "complete" | "pruned" | "failed", values: readonly number[]];

/** Past trials, numbered in the order given. */
export function toPast(outcomes: readonly Outcome[]): PastTrial[] {
  return outcomes.map(([state, intermediate], number) => ({
    number,
    state,
    params: {},
    distributions: {},
    value: state === "complete" ? intermediate.at(-1)! : null,
    intermediate,
  }));
}

/** What a study is given: higher values are better here, and are turned round to be minimized. */
export interface Asked {
  readonly past: readonly Outcome[];
  readonly direction?: Direction;
}

/** After each of a trial's epochs: whether the pruner would end it there, had it not before. */
export function decisions(
  pruner: Pruner,
  values: readonly number[],
  { past, direction = "maximize" }: Asked,
): boolean[] {
  const turn = (all: readonly number[]) => direction === "maximize" ? all : all.map((x) => -x);
  const trials = toPast(past.map(([state, values]) => [state, turn(values)]));
  return values.map((_, i) =>
    pruner.shouldPrune({
      intermediate: turn(values.slice(0, i + 1)),
      epochs: values.length + 1,
      direction,
      trials,
    })
  );
}
