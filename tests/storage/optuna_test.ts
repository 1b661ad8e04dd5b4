import { fileURLToPath } from "node:url";
import { assertEquals } from "@std/assert";
import { ensureEnvironment } from "../../lib/cli/python.ts";
import type { Distribution } from "../../lib/search_space/distributions.ts";
import { valuesByEpoch } from "../../lib/trial/objective.ts";
import { toOptunaAttributes } from "../../lib/trial/optuna_attributes.ts";
import type { Trial } from "../../lib/trial/record.ts";
import { runTool } from "../tools.ts";
import { finished, live } from "./optuna_trials.ts";
import { sampleDefinition } from "./sample_definition.ts";
import { withFile } from "./with_file.ts";

/** A trial as `read_by_optuna.py` tells it. */
interface Told {
  readonly number: number;
  readonly state: string;
  readonly value: string | null;
  readonly params: readonly [string, unknown][];
  readonly distributions: Readonly<Record<string, unknown>>;
  readonly intermediate: readonly [number, string][];
  readonly attributes: Readonly<Record<string, unknown>>;
}

Deno.test("Optuna reads a live and a finished study as they are, goes on with one, deletes one", () =>
  withFile(async (storage, path) => {
    const studies = { finished, live, deleted: finished };
    for (const [name, trials] of Object.entries(studies)) {
      using writer = storage.write(sampleDefinition(name));
      for (const trial of trials) writer.save(trial);
    }
    // It is written to while Optuna reads and writes.
    using writer = storage.write(sampleDefinition("live"));
    writer.save(live[1]);
    const found = await readByOptuna(path);

    for (const name of ["finished", "live"] as const) {
      const { direction, metrics, attributes, best, trials } = found[name];
      assertEquals([direction, metrics], ["MAXIMIZE", ["valAccuracy"]]);
      assertEquals(attributes.dataset, "MNIST");
      assertEquals(best, name === "finished" ? 4 : 0);
      const begun = studies[name].filter(({ runs, state }) =>
        state !== "waiting" || runs.some(({ epochs }) => epochs.length > 0)
      );
      assertEquals(trials.length, begun.length);
      for (const [i, trial] of begun.entries()) assertSame(trials[i], trial);
    }
    assertEquals(found.added, [7, 8]);
    // Trials that Python added are left alone, and are none of ours.
    assertEquals(storage.load("finished")?.trials, finished);
    using next = storage.write(sampleDefinition("finished"));
    next.save({ ...finished[0], number: 7 });
    assertEquals(storage.load("finished")?.trials.length, finished.length + 1);
    assertEquals(storage.list().map(({ name }) => name).sort(), ["finished", "live"]);
    assertEquals(storage.check(), []);
  }));

function assertSame(told: Told, trial: Trial): void {
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

async function readByOptuna(path: string) {
  const requirements = new URL("../optuna/requirements.txt", import.meta.url);
  const { python } = await ensureEnvironment(requirements, (text) => console.log(text));
  const program = fileURLToPath(new URL("read_by_optuna.py", import.meta.url));
  return JSON.parse(await runTool(python, ["-W", "ignore", program, path]));
}
