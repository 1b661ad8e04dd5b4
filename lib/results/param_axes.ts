/**
 * The params of a search as axes: from where to where each goes, and the place of a value on it.
 *
 * @module
 */
import type { Choice, ParamValue } from "../search_space/distributions.ts";
import type { Trial } from "../trial/record.ts";

/** A param as an axis. */
export interface ParamAxis {
  /** Of the param. */
  readonly name: string;
  /** The lowest that it might have been in any trial; of choices 0. */
  readonly low: number;
  /** The highest; of choices the place of the last. */
  readonly high: number;
  /** Whether it is searched, and drawn, by its logarithm. */
  readonly log: boolean;
  /** Whether it is a whole number. */
  readonly isWhole: boolean;
  /** Its values are `low` plus multiples of it; null: they are any, or not the same in all trials. */
  readonly step: number | null;
  /** What it might have been, in their order; null: a number. */
  readonly choices: readonly Choice[] | null;
}

/** The params of these trials in the order in which they were first asked for. */
export function toParamAxes(trials: readonly Pick<Trial, "distributions">[]): ParamAxis[] {
  const axes = new Map<string, ParamAxis>();
  for (const { distributions } of trials) {
    for (const [name, distribution] of Object.entries(distributions)) {
      const before = axes.get(name);
      if (distribution.kind === "categorical") {
        const { choices } = distribution;
        axes.set(name, {
          name,
          low: 0,
          high: choices.length - 1,
          log: false,
          isWhole: false,
          step: null,
          choices,
        });
      } else {
        // A search may ask for other bounds in the next trial.
        const low = Math.min(before?.low ?? Infinity, distribution.low);
        const high = Math.max(before?.high ?? -Infinity, distribution.high);
        const { kind } = distribution;
        // A single value has no logarithmic axis.
        const log = distribution.log && low < high;
        const isSame = before === undefined ||
          before.low === distribution.low && before.step === distribution.step;
        const step = isSame ? distribution.step : null;
        axes.set(name, { name, low, high, log, isWhole: kind === "int", step, choices: null });
      }
    }
  }
  return [...axes.values()];
}

/** Whether a trial was asked for a param. */
export function hasParam({ params }: Pick<Trial, "params">, name: string): boolean {
  return Object.hasOwn(params, name);
}

/** A value as the number that it stands at: of a choice its place. */
export function toCoordinate({ choices }: ParamAxis, value: ParamValue): number {
  return choices === null ? Number(value) : choices.indexOf(value);
}

/** Where on its axis a coordinate lies, in [0, 1]; by its logarithm where the axis is. */
export function toShare({ low, high, log }: ParamAxis, coordinate: number): number {
  if (low === high) return 0.5;
  const scale = log ? Math.log : (number: number) => number;
  return (scale(coordinate) - scale(low)) / (scale(high) - scale(low));
}

/** The coordinate at a share of an axis: the other way round of {@linkcode toShare}. */
export function fromShare({ low, high, log }: ParamAxis, share: number): number {
  return log ? low * (high / low) ** share : low + share * (high - low);
}

/** A suggested value as text, numbers to four digits. */
export function formatParam(value: ParamValue): string {
  return typeof value === "number" ? String(Number(value.toPrecision(4))) : String(value);
}
