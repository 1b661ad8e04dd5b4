/**
 * Whether a study that is gone on with is the one that was begun.
 *
 * @module
 */
import { isDeepStrictEqual } from "node:util";
import { show } from "../check/show.ts";
import type { StudyDefinition } from "../trial/definition.ts";
import { isPlainWasm, type Provenance } from "../trial/provenance.ts";

/**
 * Says which fields of two records differ, `epochs is 10 and was 5`; an empty text: none does.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { describeChanges } from "./definition.ts";
 *
 * assertEquals(describeChanges({ seed: 1, epochs: 5 }, { seed: 1, epochs: 10 }), "epochs is 10 and was 5");
 * ```
 */
export function describeChanges(before: object, now: object): string {
  const [old, current]: Record<string, unknown>[] = [{ ...before }, { ...now }];
  const names = new Set([...Object.keys(old), ...Object.keys(current)]);
  return [...names].filter((name) => !isDeepStrictEqual(old[name], current[name]))
    .map((name) => `${name} is ${show(current[name])} and was ${show(old[name])}`)
    .join(", ");
}

/** That a study of this name is kept already, and is another one. */
export function changedStudy(study: string, change: string): Error {
  return new Error(
    `Expected "${study}" to be the study that is kept under this name, got another: ${change}; ` +
      "give it another name, or begin it anew with fresh: true.",
  );
}

/** That what computed the study of this name is not what is asked for. */
export function otherEngine(study: string, before: string, now: string): Error {
  const what = "what computes";
  return changedStudy(study, describeChanges({ [what]: before }, { [what]: now }));
}

/** What a study that begins is asked to do. */
type Begun = Omit<StudyDefinition, "planned" | "leftOut">;

/**
 * Passes where two definitions are of one study. Trials are compared one by one, elsewhere.
 *
 * @throws {Error} If they are not; the sentence says what changed, and how to go on.
 */
export function refuseOtherStudy(before: StudyDefinition, now: Begun): void {
  const identify = ({ dataset, plan: { objective, ...plan }, provenance }: Begun) => ({
    dataset,
    "the checksum of the data": provenance.data.slice(0, 8),
    metric: objective.metric,
    valueEpoch: objective.epoch,
    ...plan,
  });
  const change = describeChanges(identify(before), identify(now));
  if (change !== "") throw changedStudy(now.name, change);
}

/**
 * Passes where runs of both origins can stand in one table: their bits come from the same sums.
 *
 * @throws {Error} If they cannot; the sentence says what changed, and how to go on.
 */
export function refuseOtherEngine(before: Begun, now: Begun): void {
  const change = describeOtherEngine(before.provenance, now.provenance);
  if (change !== "") throw changedStudy(now.name, change);
}

/** What sets the sums of two origins apart; an empty text: nothing does. */
export function describeOtherEngine(before: Provenance, now: Provenance): string {
  const { engine } = now;
  // The sums of a BLAS are those of the processor's kernels.
  const isOfProcessor = before.engine === engine && !isPlainWasm(engine);
  const identify = ({ engine, arithmetic, tfjs, processor }: Provenance) => ({
    "what computes": engine,
    "the version of the arithmetic": arithmetic,
    "the version of tfjs": tfjs,
    processor: isOfProcessor ? processor : null,
  });
  return describeChanges(identify(before), identify(now));
}
