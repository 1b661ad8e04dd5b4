import { assertEquals, assertMatch } from "@std/assert";
import { plotCost } from "../../lib/plots/cost.ts";

// deno-lint-ignore no-explicit-any
type Loose = any;

Deno.test("plotCost() has a bar a layer for a step's operations and for parameters", () => {
  const { data: [operations, parameters], layout } = plotCost("C4 P2 F D8") as Loose;
  // 26 x 26 x 4 values: 18 operations each and twice, then 4 and thrice.
  assertEquals(operations.x.slice(0, 3), [2 * 2704 * 18 / 1e6, 3 * 676 * 4 / 1e6, 0]);
  assertEquals(parameters.x, [40, 0, 0, 8 * 677, 90]);
  assertEquals(parameters.text, ["40", "", "", "5,416", "90"]);
  const texts = ["1, C4", "2, P2", "3, F", "4, D8", "5, D10(softmax)"];
  assertEquals(layout.yaxis.ticktext, texts);
});

Deno.test("plotCost() names the net and takes images of other kinds", () => {
  const { layout, description } = plotCost("F", { name: "<b>", input: [2, 2, 1], classes: 3 });
  assertEquals((layout.title as Loose).text, "What &lt;b&gt; costs, layer by layer");
  assertMatch(description, /; 15 parameters, most of layer 2, D3\(softmax\) \(100 %\)\.$/);
});
