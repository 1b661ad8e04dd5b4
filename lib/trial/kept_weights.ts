/**
 * Which final weights a study keeps.
 *
 * @module
 */

/** Of which trials the final weights are kept: the best, all, or none. */
export type KeptWeights = "best" | "all" | "none";

/** All of {@linkcode KeptWeights}. */
export const keptWeights: readonly KeptWeights[] = ["best", "all", "none"];
