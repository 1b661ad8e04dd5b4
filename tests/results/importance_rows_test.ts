import { assert, assertEquals } from "@std/assert";
import { toImportances } from "../../lib/results/importance_rows.ts";
import { searchedTrial, searchedTrials } from "./searched_trials.ts";

Deno.test("toImportances() takes params that all trials have, and names the others", () => {
  const { rows, trials, leftOut } = toImportances(searchedTrials);
  assertEquals(rows.map(({ name }) => name).sort(), ["kind", "rate"]);
  assertEquals([trials, leftOut], [3, ["units"]]);
});

Deno.test("toImportances() has the most important first", () => {
  const trials = Array.from({ length: 30 }, (_, i) => {
    const units = 8 + (i * 5) % 9;
    return searchedTrial(i, 0.5 + units / 100, { rate: 0.01 * 100 ** ((i * 7) % 30 / 29), units });
  });
  const { rows } = toImportances(trials);
  assertEquals(rows.map(({ name }) => name), ["units", "rate"]);
  assert(rows[0].importance > 0.9, String(rows[0].importance));
});

Deno.test("toImportances() leaves out what has no finite value", () => {
  const diverged = searchedTrial(3, NaN, { rate: 1, kind: "wide", units: 8 });
  assertEquals(toImportances([...searchedTrials, diverged]), toImportances(searchedTrials));
});

Deno.test("toImportances() gives 0 where nothing can be known", () => {
  const none = (trials: Parameters<typeof toImportances>[0]) =>
    assert(toImportances(trials).rows.every(({ importance }) => importance === 0));
  none(searchedTrials.slice(0, 1));
  none([0, 1, 2].map((i) => searchedTrial(i, 0.5, { rate: 0.1 * (i + 1) })));
  assertEquals(toImportances([]), { rows: [], trials: 0, leftOut: [] });
});
