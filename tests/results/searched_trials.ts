/** Trials of a search, for what shows their params. */
import type { Distribution, ParamValue } from "../../lib/search_space/distributions.ts";
import type { Trial } from "../../lib/trial/record.ts";
import { trialOf } from "./trials_with_runs.ts";

/** What params may be; a number of `units` only where `kind` is "wide". */
export const distributions = {
  rate: { kind: "float", low: 0.01, high: 1, log: true, step: null },
  units: { kind: "int", low: 8, high: 16, log: false, step: 1 },
  kind: { kind: "categorical", choices: ["wide", "<b>", null] },
} satisfies Record<string, Distribution>;

/** A complete trial of a search that came to this value. */
export function searchedTrial(
  number: number,
  value: number,
  params: Partial<Record<keyof typeof distributions, ParamValue>>,
): Trial {
  const asked = Object.keys(params) as (keyof typeof distributions)[];
  return {
    ...trialOf([value], { number }),
    name: `Trial ${number}`,
    params: params as Trial["params"],
    distributions: Object.fromEntries(asked.map((name) => [name, distributions[name]])),
  };
}

/** Three trials, of which the second was not asked for units. */
export const searchedTrials: readonly Trial[] = [
  searchedTrial(0, 0.9, { rate: 0.01, kind: "wide", units: 8 }),
  searchedTrial(1, 0.8, { rate: 1, kind: "<b>" }),
  searchedTrial(2, 0.95, { rate: 0.1, kind: "wide", units: 12 }),
];
