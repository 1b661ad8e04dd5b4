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
export type TreeNode = Leaf | NodeSplit;

/** A box that is not cut. */
export interface Leaf {
  /** The mean of what was measured in it. */
  readonly value: number;
}

/** A box that is cut in two at a threshold. */
export interface NodeSplit {
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
  const goesLeft = new Uint8Array(weights.length);
  const spare = new Int32Array(weights.length);
  const end = orders[0].length;
  return growNode({ samples, weights, random, orders, goesLeft, spare }, { begin: 0, end });
}

interface Growth {
  readonly samples: Samples;
  readonly weights: Int32Array;
  readonly random: Random;
  /** By feature: the points that were drawn, box by box, those of a box in ascending order. */
  readonly orders: readonly Int32Array[];
  /** By point: 1 where it lies in the left part of the box that is cut. */
  readonly goesLeft: Uint8Array;
  readonly spare: Int32Array;
}

/** Where the points of a box lie in every order. */
interface Stretch {
  readonly begin: number;
  readonly end: number;
}

function growNode(growth: Growth, stretch: Stretch): TreeNode {
  const { samples: { values, columns }, weights, orders, goesLeft } = growth;
  const { begin, end } = stretch;
  const points = orders[0];
  let n = 0, sum = 0, squares = 0;
  for (let i = begin; i < end; i++) {
    const point = points[i];
    n += weights[point];
    sum += weights[point] * values[point];
    squares += weights[point] * values[point] ** 2;
  }
  const leaf = { value: sum / n };
  if (squares - sum * sum / n <= ROUNDING * squares) return leaf;
  const cut = findCut(growth, stretch, { n, sum });
  if (cut === null) return leaf;
  const { feature, at } = cut;
  for (let i = begin; i < end; i++) {
    const point = points[i];
    goesLeft[point] = Number(columns[feature][point] <= at);
  }
  let middle = begin;
  for (const order of orders) middle = partition(order, stretch, growth);
  const left = growNode(growth, { begin, end: middle });
  const right = growNode(growth, { begin: middle, end });
  return { feature, at, left, right };
}

/**
 * Brings the points of a box that go left before the others, both in the order that they have, and
 * gives where the others begin. In place: arrays for every box would cost several times the rest.
 */
function partition(
  order: Int32Array,
  { begin, end }: Stretch,
  { goesLeft, spare }: Growth,
): number {
  let middle = begin, others = 0;
  for (let i = begin; i < end; i++) {
    const point = order[i];
    if (goesLeft[point] === 1) order[middle++] = point;
    else spare[others++] = point;
  }
  for (let i = 0; i < others; i++) order[middle + i] = spare[i];
  return middle;
}

/** The best cut of a box; null where all its points are at one place. */
function findCut(growth: Growth, stretch: Stretch, sums: Sums): Cut | null {
  const best: Cut = { feature: -1, at: 0, gain: -Infinity };
  // Of equally good cuts the first is made: a fixed order would favour the first features.
  for (const feature of shuffled(growth.orders.length, growth.random)) {
    improve(best, feature, growth, stretch, sums);
  }
  return best.feature === -1 ? null : best;
}

/** The best cut along one feature, where that is better than the best so far. */
function improve(
  best: Cut,
  feature: number,
  { samples: { columns, values }, weights, orders }: Growth,
  { begin, end }: Stretch,
  { n, sum }: Sums,
): void {
  const [column, order] = [columns[feature], orders[feature]];
  let nLeft = 0, sumLeft = 0;
  for (let i = begin; i + 1 < end; i++) {
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
