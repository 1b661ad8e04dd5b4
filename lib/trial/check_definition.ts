/**
 * The check of what a study was asked to do, as a storage is handed it.
 *
 * @module
 */
import {
  checkArray,
  checkChoice,
  checkKeys,
  checkText,
  checkWhole,
  refuseType,
} from "../check/check.ts";
import type { StudyDefinition } from "./definition.ts";
import { keptWeights } from "./kept_weights.ts";
import { type Direction, type Metric, metrics, type ValueEpoch, valueEpochs } from "./objective.ts";
import type { Settings, StudyPlan } from "./plan.ts";
import type { Provenance } from "./provenance.ts";
import { checkReference } from "./reference.ts";

const FIELDS = [
  "name",
  "dataset",
  "plan",
  "planned",
  "reference",
  "weights",
  "leftOut",
  "provenance",
];
const PLAN_FIELDS = ["objective", "repeats", "folds", "lag", "sampler", "pruner"];
const DIRECTIONS: readonly Direction[] = ["maximize", "minimize"];

/**
 * A definition, but for its name, of which each storage says what it holds.
 *
 * @throws {TypeError} If it has an unknown field, or one of another type.
 * @throws {RangeError} If a number of it is out of range.
 */
export function checkDefinition(definition: StudyDefinition): StudyDefinition {
  const { dataset, plan, planned, reference, weights, leftOut, provenance } = checkKeys(
    "the definition of a study",
    definition,
    FIELDS,
  );
  checkText("dataset of a study", dataset, 'a text such as "MNIST"');
  checkPlan(plan);
  checkWhole("planned of a study", planned, 0);
  checkReference(reference);
  checkChoice("weights of a study", weights, keptWeights);
  checkArray(
    "leftOut of a study",
    leftOut,
    "an array of the numbers of trials",
    (number) => checkWhole("a number in leftOut of a study", number, 0),
  );
  checkProvenance(provenance);
  return definition;
}

function checkPlan(plan: StudyPlan): void {
  const { objective, repeats, folds, lag, sampler, pruner } = checkKeys(
    "plan of a study",
    plan,
    PLAN_FIELDS,
  );
  const { metric, direction, epoch } = checkKeys("objective of a study", objective, [
    "metric",
    "direction",
    "epoch",
  ]);
  checkChoice<Metric>("metric of a study", metric, metrics);
  checkChoice<Direction>("direction of a study", direction, DIRECTIONS);
  checkChoice<ValueEpoch>("epoch of the objective of a study", epoch, valueEpochs);
  checkWhole("repeats of a study", repeats, 1);
  if (folds !== null) checkWhole("folds of a study", folds, 2);
  if (lag !== null) checkWhole("lag of a study", lag, 1);
  checkSettings("sampler of a study", sampler);
  checkSettings("pruner of a study", pruner);
}

function checkSettings(name: string, settings: Settings | null): void {
  if (settings === null) return;
  if (typeof settings?.kind !== "string") {
    refuseType(name, "null or settings with a kind", settings);
  }
}

/** Other fields than these may be an earlier version's. */
function checkProvenance(provenance: Provenance): void {
  const isWhole = typeof provenance?.data === "string" && typeof provenance.engine === "string";
  if (!isWhole) refuseType("provenance of a study", "one with data and engine", provenance);
}
