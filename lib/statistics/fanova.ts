/**
 * How much of what was measured each param decides: functional ANOVA.
 *
 * @module
 */
import { createRandom } from "../random/random.ts";
import { growTree, type Samples, type TreeNode } from "./regression_tree.ts";

/**
 * Optuna grows 64 trees. Of 100 trials, an importance by so few differs by up to 0.1 from seed to
 * seed, so there are more of them where points are few: about as much work.
 */
const TREES = { least: 64, most: 256, points: 25_600 };

/** Points of a space, and what was measured at each. */
export interface Measured {
  /**
   * By param, the columns that hold it: one of shares of its range, or for each of its choices one of
   * 1 where the point has it, else 0. In each a number for every point, in [0, 1].
   */
  readonly params: readonly (readonly (readonly number[])[])[];
  /** By point; finite. */
  readonly values: readonly number[];
}

/** From where to where of a column. */
type Side = readonly [low: number, high: number];

/** The box of a leaf, side by side, its volume and its value. */
interface Region {
  readonly box: readonly Side[];
  readonly volume: number;
  readonly value: number;
}

/** A value, and the share of the whole that has it. */
type Part = readonly [size: number, value: number];

/**
 * The share of the variance that each param explains alone, in [0, 1], by functional ANOVA over a
 * random forest (Hutter, Hoos and Leyton-Brown 2014, "An efficient approach for assessing
 * hyperparameter importance"). What is left of 1 is what params decide together. Null where all
 * values are equal.
 *
 * Every part of a column weighs alike, however many points lie there, and columns are independent: so
 * has Optuna it. Each tree is grown of as many points as there are, drawn with replacement; variances
 * are taken exactly, leaf by leaf, and the shares are means over the trees.
 *
 * @param seed Draws the points of each tree.
 */
export function fanova({ params, values }: Measured, seed = 0): number[] | null {
  const samples = toSamples(params.flat(), values);
  const groups = groupColumns(params.map((columns) => columns.length));
  const count = values.length;
  const shares: number[][] = [];
  const trees = Math.min(TREES.most, Math.max(TREES.least, Math.round(TREES.points / count)));
  for (let tree = 0; tree < trees; tree++) {
    const random = createRandom(seed, "fanova", tree);
    const weights = new Int32Array(count);
    for (let i = 0; i < count; i++) weights[random.below(count)]++;
    const regions = regionsOf(growTree(samples, weights, random), samples.columns.length);
    const variance = varianceOf(regions.map(({ volume, value }) => [volume, value]));
    if (variance <= 0) continue;
    shares.push(groups.map((columns) => {
      const marginal = columns.length === 1
        ? varianceOf(alongRange(regions, columns[0]))
        : varianceOverChoices(regions, columns);
      return Math.max(0, marginal) / variance;
    }));
  }
  if (shares.length === 0) return null;
  return params.map((_, param) =>
    shares.reduce((sum, share) => sum + share[param], 0) / shares.length
  );
}

function toSamples(columns: readonly (readonly number[])[], values: readonly number[]): Samples {
  // Around their mean, squares lose no digits.
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    columns: columns.map((column) => Float64Array.from(column)),
    values: Float64Array.from(values, (value) => value - mean),
    orders: columns.map((column) =>
      Int32Array.from(column.keys()).sort((i, j) => column[i] - column[j])
    ),
  };
}

/** The columns of each param, counted through. */
function groupColumns(counts: readonly number[]): number[][] {
  let next = 0;
  return counts.map((count) => Array.from({ length: count }, () => next++));
}

/** The leaves of a tree. */
function regionsOf(root: TreeNode, columns: number): Region[] {
  const regions: Region[] = [];
  const walk = (node: TreeNode, box: readonly Side[], volume: number) => {
    if ("value" in node) {
      regions.push({ box, volume, value: node.value });
      return;
    }
    const { feature, at } = node;
    const [low, high] = box[feature];
    const share = (at - low) / (high - low);
    walk(node.left, box.with(feature, [low, at]), volume * share);
    walk(node.right, box.with(feature, [at, high]), volume * (1 - share));
  };
  walk(root, Array.from({ length: columns }, () => [0, 1]), 1);
  return regions;
}

/** The means along one column, over all others. */
function alongRange(regions: readonly Region[], column: number): Part[] {
  // Each box begins to count at its low end and ends to at its high one.
  const steps = regions.flatMap(({ box, volume, value }) => {
    const [low, high] = box[column];
    const weight = value * volume / (high - low);
    return [[low, weight], [high, -weight]] as const;
  }).sort(([a], [b]) => a - b);
  let mean = 0;
  return steps.slice(0, -1).map(([at, by], i) => {
    mean += by;
    return [steps[i + 1][0] - at, mean];
  });
}

/**
 * The variance of the means over all combinations of columns that are 0 or 1, over all others. There
 * are 2^k of k choices, so it is summed over pairs of boxes that have some in common.
 */
function varianceOverChoices(regions: readonly Region[], columns: readonly number[]): number {
  const weights = new Map<string, number>();
  for (const { box, volume, value } of regions) {
    // By column: whether the box takes both of its halves, or the upper or the lower one.
    const halves = columns.map((column) => {
      const [low, high] = box[column];
      return high - low === 1 ? "*" : low === 0 ? "0" : "1";
    }).join("");
    weights.set(halves, (weights.get(halves) ?? 0) + value * volume * 2 ** countHalves(halves));
  }
  const all = [...weights];
  const mean = all.reduce((sum, [halves, weight]) => sum + weight / 2 ** countHalves(halves), 0);
  let squares = 0;
  for (const [a, weightA] of all) {
    for (const [b, weightB] of all) squares += weightA * weightB * shareOfBoth(a, b);
  }
  return squares - mean ** 2;
}

function countHalves(halves: string): number {
  return halves.replaceAll("*", "").length;
}

/** The share of all combinations that two boxes have in common. */
function shareOfBoth(a: string, b: string): number {
  let share = 1;
  for (let i = 0; i < a.length; i++) {
    if (a[i] === "*" && b[i] === "*") continue;
    if (a[i] !== b[i] && a[i] !== "*" && b[i] !== "*") return 0;
    share /= 2;
  }
  return share;
}

function varianceOf(parts: readonly Part[]): number {
  const mean = parts.reduce((sum, [size, value]) => sum + size * value, 0);
  return parts.reduce((sum, [size, value]) => sum + size * (value - mean) ** 2, 0);
}
