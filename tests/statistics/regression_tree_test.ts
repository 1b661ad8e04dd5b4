import { assertEquals } from "@std/assert";
import { createRandom } from "../../lib/random/random.ts";
import { growTree } from "../../lib/statistics/regression_tree.ts";

/** A tree over points that are given column by column. */
function grow(columns: number[][], values: number[], weights = values.map(() => 1)) {
  const samples = {
    columns: columns.map((column) => Float64Array.from(column)),
    values: Float64Array.from(values),
    orders: columns.map((column) =>
      Int32Array.from(column.keys()).sort((i, j) => column[i] - column[j])
    ),
  };
  return growTree(samples, Int32Array.from(weights), createRandom(1, "tree"));
}

Deno.test("growTree() cuts in the middle of neighbours where the squares fall most", () => {
  const tree = grow([[0, 0.2, 0.6, 1], [1, 0, 1, 0]], [1, 1, 5, 7]);
  assertEquals(tree, {
    feature: 0,
    at: 0.4,
    left: { value: 1 },
    right: { feature: 0, at: 0.8, left: { value: 5 }, right: { value: 7 } },
  });
});

Deno.test("growTree() leaves out points that weigh nothing, and counts others as often", () => {
  assertEquals(grow([[0, 0, 1]], [3, 6, 9], [2, 1, 0]), { value: 4 });
});

Deno.test("growTree() does not cut between neighbouring numbers at the upper one", () => {
  const next = 1 + Number.EPSILON;
  const tree = grow([[1, next]], [0, 1]);
  assertEquals(tree, { feature: 0, at: 1, left: { value: 0 }, right: { value: 1 } });
});
