import { assertEquals, assertMatch } from "@std/assert";
import { plotImportances } from "../../lib/plots/importances.ts";
import { searchedTrial, searchedTrials } from "../results/searched_trials.ts";

// deno-lint-ignore no-explicit-any
type Loose = any;

Deno.test("plotImportances() draws a bar for each param that all trials have, and names the others", () => {
  const { data: [bars], layout, description } = plotImportances(searchedTrials) as Loose;
  assertEquals(bars.x.length, 2);
  assertEquals([...layout.yaxis.ticktext].sort(), ["kind", "rate"]);
  assertEquals(layout.annotations[0].text, "Left out, for not every trial has them: units");
  assertMatch(
    description,
    /^Importance of 2 params for the validation accuracy .* over 3 trials: \w+ .* %, .*together .* % more\. Left out, for not every trial has them: units\.$/,
  );
});

Deno.test("plotImportances() says nothing of what is decided where nothing is known", () => {
  const { data: [bars], description } = plotImportances([
    searchedTrial(0, 1, { rate: 1 }),
  ]) as Loose;
  assertEquals(bars.x, [0]);
  assertMatch(description, /over 1 trial: rate 0\.00 %; none can be told to decide\.$/);
});
