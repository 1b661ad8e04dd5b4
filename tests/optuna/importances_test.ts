import { assertAlmostEquals, assertEquals } from "@std/assert";
import { importanceSets, ourImportances, TOLERANCE } from "./importance_sets.ts";
import { knownImportances } from "./known_importances.ts";

Deno.test("importances are those of Optuna's functional ANOVA, but for the luck of the forests", () => {
  const sets = importanceSets();
  for (const [name, theirs] of Object.entries(knownImportances)) {
    const ours = ourImportances(sets[name]);
    assertEquals(Object.keys(ours).sort(), Object.keys(theirs).sort());
    for (const [param, importance] of Object.entries(theirs)) {
      assertAlmostEquals(ours[param], importance, TOLERANCE, `${name}: ${param}`);
    }
  }
});
