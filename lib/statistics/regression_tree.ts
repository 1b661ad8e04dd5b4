/**
 * A regression tree: nested questions that cut a space into boxes, each with the mean of the values
 * that fell into it.
 *
 * @module
 */
import type { Random } from "../random/random.ts";

/** Points and what was measured at each. */
export interface Samples {
  /** By feature, then by point: `columns[f][i]`. */
  readonly columns: readonly Float64Array[];
  /** By point. */
  readonly values: Float64Array;
  /** By feature: the points in ascending order of it. */
  readonly orders: readonly Int32Array[];
}

/** A box of a tree. */
export type TreeNode = Leaf | Split;

/** A box that is not cut. */
export interface Leaf {
  /** The mean of what was measured in it. */
  readonly value: number;
}

/** A box that is cut in two at a threshold. */
export interface Split {
  /** Which coordinate is asked about. */
  readonly feature: number;
  /** The threshold: what is not above it goes left. */
  readonly at: number;
  /** The box of those that go left. */
  readonly left: TreeNode;
  /** The box of the others. */
  readonly right: TreeNode;
}

/** The best cut of a box so far. */
interface Cut {
  feature: number;
  at: number;
  /** What the sum of squares falls by, beside what all cuts have in common. */
  gain: number;
}

/** Sums over the points of a box, each as often as it was drawn. */
interface Sums {
  readonly n: number;
  readonly sum: number;
}

/** Less than this share of the squares is no fall but rounding. */
const ROUNDING = 1e-12;

/**
 * Grows a tree until every box holds one point or equal values: in each box it makes the cut after
 * which the squared distances from the means of both parts are least (Breiman et al. 1984, CART).
 *
 * @param weights How often each point counts.
 * @param random Which of equally good cuts is made.
 */
export function growTree(samples: Samples, weights: Int32Array, random: Random): TreeNode {
  const orders = samples.orders.map((order) => order.filter((point) => weights[point] > 0));
  return growNode({ samples, weights, random, goesLeft: new Uint8Array(weights.length) }, orders);
}

interface Growth {
  readonly samples: Samples;
  readonly weights: Int32Array;
  readonly random: Random;
  readonly goesLeft: Uint8Array;
}

function growNode(growth: Growth, orders: readonly Int32Array[]): TreeNode {
  const { samples: { values, columns }, weights, goesLeft } = growth;
  let n = 0, sum = 0, squares = 0;
  for (const point of orders[0]) {
    n += weights[point];
    sum += weights[point] * values[point];
    squares += weights[point] * values[point] ** 2;
  }
  const leaf = { value: sum / n };
  if (squares - sum * sum / n <= ROUNDING * squares) return leaf;
  const cut = findCut(growth, orders, { n, sum });
  if (cut === null) return leaf;
  const { feature, at } = cut;
  for (const point of orders[0]) goesLeft[point] = Number(columns[feature][point] <= at);
  // Both are taken before the part on the left is grown: it writes over what goes where.
  const parts = orders.map((order) => partition(order, goesLeft));
  const [left, right] = [0, 1].map((side) => growNode(growth, parts.map((part) => part[side])));
  return { feature, at, left, right };
}

/** Both parts of a box in their order; loops are several times as fast as `filter()`. */
function partition(order: Int32Array, goesLeft: Uint8Array): readonly [Int32Array, Int32Array] {
  let count = 0;
  for (const point of order) count += goesLeft[point];
  const left = new Int32Array(count);
  const right = new Int32Array(order.length - count);
  for (let i = 0, l = 0, r = 0; i < order.length; i++) {
    const point = order[i];
    if (goesLeft[point] === 1) left[l++] = point;
    else right[r++] = point;
  }
  return [left, right];
}

/** The best cut of a box; null where all its points are at one place. */
function findCut(growth: Growth, orders: readonly Int32Array[], sums: Sums): Cut | null {
  const best: Cut = { feature: -1, at: 0, gain: -Infinity };
  // Of equally good cuts the first is made: a fixed order would favour the first features.
  for (const feature of shuffled(orders.length, growth.random)) {
    improve(best, feature, growth, orders[feature], sums);
  }
  return best.feature === -1 ? null : best;
}

/** The best cut along one feature, where that is better than the best so far. */
function improve(
  best: Cut,
  feature: number,
  { samples: { columns, values }, weights }: Growth,
  order: Int32Array,
  { n, sum }: Sums,
): void {
  const column = columns[feature];
  let nLeft = 0, sumLeft = 0;
  for (let i = 0; i + 1 < order.length; i++) {
    const point = order[i];
    nLeft += weights[point];
    sumLeft += weights[point] * values[point];
    const here = column[point], next = column[order[i + 1]];
    if (here === next) continue;
    const gain = gainOf(nLeft, sumLeft, n, sum);
    if (gain <= best.gain) continue;
    const middle = (here + next) / 2;
    // Two neighbours of the floating-point numbers have no middle.
    Object.assign(best, { feature, at: middle < next ? middle : here, gain });
  }
}

function gainOf(nLeft: number, sumLeft: number, n: number, sum: number): number {
  return sumLeft ** 2 / nLeft + (sum - sumLeft) ** 2 / (n - nLeft);
}

function shuffled(count: number, random: Random): number[] {
  const places = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [places[i], places[j]] = [places[j], places[i]];
  }
  return places;
}
