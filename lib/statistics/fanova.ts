/**
 * How much of what was measured each coordinate decides: functional ANOVA.
 *
 * @module
 */
import { createRandom } from "../random/random.ts";
import { type Feature, growTree, type Samples, type TreeNode } from "./regression_tree.ts";

/** As many trees as Optuna grows. */
const TREES = 64;

/** Points of a space, and what was measured at each. */
export interface Measured {
  /** What the coordinates are. */
  readonly features: readonly Feature[];
  /** By feature, then by point: a share of the range in [0, 1], or the place of a choice. */
  readonly columns: readonly (readonly number[])[];
  /** By point; finite. */
  readonly values: readonly number[];
}

/** From where to where of a range. */
type Part = readonly [low: number, high: number];
/** Which choices. */
type Choices = ReadonlySet<number>;
/** What a box takes of each feature. */
type Box = readonly (Part | Choices)[];

/** A leaf's box and value. */
interface Region {
  readonly box: Box;
  readonly value: number;
  /** The shares of each feature that it takes. */
  readonly sizes: readonly number[];
  /** Of the whole space. */
  readonly volume: number;
}

/**
 * The share of the variance that each feature explains alone, in [0, 1], by functional ANOVA over a
 * random forest (Hutter, Hoos and Leyton-Brown 2014, "An efficient approach for assessing
 * hyperparameter importance"). Every part of a range, and every choice, weighs alike, however many
 * points lie there. What is left of 1 is what features decide together. Null where all values are
 * equal.
 *
 * Each of the trees is grown of as many points as there are, drawn with replacement. In each the
 * variance of the marginal is taken exactly, leaf by leaf; the shares are means over the trees.
 *
 * @param seed Draws the points of each tree.
 */
export function fanova({ features, columns, values }: Measured, seed = 0): number[] | null {
  const samples = toSamples({ features, columns, values });
  const count = values.length;
  const shares: number[][] = [];
  for (let tree = 0; tree < TREES; tree++) {
    const random = createRandom(seed, "fanova", tree);
    const weights = new Int32Array(count);
    for (let i = 0; i < count; i++) weights[random.below(count)]++;
    const regions = regionsOf(features, growTree(samples, weights, random));
    const variance = varianceOf(regions.map(({ volume, value }) => [volume, value]));
    if (variance <= 0) continue;
    shares.push(features.map((_, feature) => varianceOf(marginal(regions, feature)) / variance));
  }
  if (shares.length === 0) return null;
  const mean = (feature: number) =>
    shares.reduce((sum, share) => sum + share[feature], 0) / shares.length;
  return features.map((_, feature) => Math.min(1, Math.max(0, mean(feature))));
}

function toSamples({ features, columns, values }: Measured): Samples {
  const typed = columns.map((column) => Float64Array.from(column));
  // Around their mean, squares lose no digits.
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    features,
    columns: typed,
    values: Float64Array.from(values, (value) => value - mean),
    orders: typed.map((column) =>
      Int32Array.from(column.keys()).sort((i, j) => column[i] - column[j])
    ),
  };
}

/** The boxes of a tree's leaves. */
function regionsOf(features: readonly Feature[], root: TreeNode): Region[] {
  const regions: Region[] = [];
  const walk = (node: TreeNode, box: Box) => {
    if ("value" in node) {
      const sizes = features.map((f, i) => sizeOf(f, box[i]));
      const volume = sizes.reduce((all, size) => all * size, 1);
      regions.push({ box, value: node.value, sizes, volume });
      return;
    }
    const { feature, at } = node;
    const [left, right] = cut(box[feature], at);
    walk(node.left, box.with(feature, left));
    walk(node.right, box.with(feature, right));
  };
  walk(
    root,
    features.map((feature) =>
      feature.kind === "range" ? [0, 1] : new Set(Array(feature.count).keys())
    ),
  );
  return regions;
}

function cut(side: Box[number], at: number): Box {
  if (isPart(side)) return [[side[0], at], [at, side[1]]];
  const one = new Set([at]);
  return [one, side.difference(one)];
}

function isPart(side: Box[number]): side is Part {
  return Array.isArray(side);
}

function sizeOf(feature: Feature, side: Box[number]): number {
  if (isPart(side)) return side[1] - side[0];
  return feature.kind === "choices" ? side.size / feature.count : 1;
}

/** The means along one feature, over all others: pairs of a share of the feature and its mean. */
function marginal(regions: readonly Region[], feature: number): [size: number, mean: number][] {
  // Each box begins to count at its low end and ends to at its high one.
  const steps: (readonly [at: number, by: number])[] = [];
  const choices = new Map<number, number>();
  for (const { box, value, sizes, volume } of regions) {
    const side = box[feature];
    const weight = value * volume / sizes[feature];
    if (isPart(side)) steps.push([side[0], weight], [side[1], -weight]);
    else for (const one of side) choices.set(one, (choices.get(one) ?? 0) + weight);
  }
  if (choices.size > 0) return [...choices.values()].map((mean) => [1 / choices.size, mean]);
  steps.sort(([a], [b]) => a - b);
  let mean = 0;
  return steps.slice(0, -1).map(([at, by], i) => {
    mean += by;
    return [steps[i + 1][0] - at, mean];
  });
}

/** The variance of values that are had by these shares of a whole. */
function varianceOf(parts: readonly (readonly [size: number, value: number])[]): number {
  const mean = parts.reduce((sum, [size, value]) => sum + size * value, 0);
  return parts.reduce((sum, [size, value]) => sum + size * (value - mean) ** 2, 0);
}
