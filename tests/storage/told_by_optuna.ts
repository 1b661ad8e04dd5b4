/** What Optuna reads of our trials, and what it should. */
import { assertEquals } from "@std/assert";
import { fileURLToPath } from "node:url";
import { ensureEnvironment } from "../../lib/cli/python.ts";
import type { Distribution } from "../../lib/search_space/distributions.ts";
import { valuesByEpoch } from "../../lib/trial/objective.ts";
import { toOptunaAttributes } from "../../lib/trial/optuna_attributes.ts";
import type { Trial } from "../../lib/trial/record.ts";

/** A study as `told_trials.py` tells it. */
export interface ToldStudy {
  readonly direction: string;
  readonly metrics: readonly string[];
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly best: number | null;
  readonly trials: readonly ToldTrial[];
}

/** A trial as `told_trials.py` tells it. */
export interface ToldTrial {
  readonly number: number;
  readonly state: string;
  readonly value: string | null;
  readonly params: readonly [string, unknown][];
  readonly distributions: Readonly<Record<string, unknown>>;
  readonly intermediate: readonly [number, string][];
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** A program of this folder that is run by a Python that has Optuna: what starts it. */
export async function optunaProgram(name: string): Promise<[python: string, args: string[]]> {
  const requirements = new URL("../optuna/requirements.txt", import.meta.url);
  const { python } = await ensureEnvironment(requirements, (text) => console.log(text));
  return [python, ["-W", "ignore", fileURLToPath(new URL(name, import.meta.url))]];
}

/** That a trial was read as it is. */
export function assertSame(told: ToldTrial, trial: Trial): void {
  const { number, params, distributions, objective, runs, error } = trial;
  assertEquals(told.number, number);
  const attributes = toOptunaAttributes(trial);
  const all = error === null ? attributes : { ...attributes, error: error.toWellFormed() };
  assertEquals(told.attributes, all);
  assertEquals(told.state, stateOf(trial));
  const value = told.state === "COMPLETE" ? trial.value : null;
  if (value === null) assertEquals(told.value, null);
  else assertEquals(toNumber(told.value!), value);
  assertEquals(told.params, Object.entries(params));
  assertEquals(Object.keys(told.distributions), Object.keys(distributions));
  for (const [of, distribution] of Object.entries(distributions)) {
    assertEquals(told.distributions[of], toOptuna(distribution));
  }
  const { epochs } = runs[0] ?? { epochs: [] };
  const values = valuesByEpoch(objective, epochs);
  assertEquals(told.intermediate.length, epochs.length);
  for (const [i, [step, text]] of told.intermediate.entries()) {
    assertEquals(step, epochs[i].epoch);
    assertEquals(toNumber(text), values[i]);
  }
}

function stateOf({ state, value }: Trial): string {
  if (state === "failed" || Number.isNaN(value)) return "FAIL";
  return state === "waiting" ? "RUNNING" : state.toUpperCase();
}

function toOptuna(distribution: Distribution): unknown {
  const { kind, ...attributes } = distribution;
  const name = `${kind[0].toUpperCase()}${kind.slice(1)}Distribution`;
  return { name, attributes };
}

/** A number that Python printed. */
function toNumber(text: string): number {
  return Number(text.replace("inf", "Infinity"));
}
