import { assertEquals } from "@std/assert";
import { formatLayers } from "../../lib/models/compact.ts";
import { avgPool, batchNorm, conv, dense, flatten } from "../../lib/models/layers.ts";
import { toLayerKey } from "../../lib/report/layer_key.ts";

Deno.test("the key of layers has each kind of the studied nets once, by its first size", () => {
  assertEquals(
    toLayerKey(["C32 P2 F D128", "C8(k5) P2 Dr.25 F D64 Dr.5"]),
    "Hidden layers: C32 is a convolution of 32 filters, P2 max pooling by 2, F flatten, " +
      "D128 a dense layer of 128 units, Dr.25 dropout of 0.25; filters are 3x3 and activations " +
      "relu where no parentheses say otherwise.",
  );
});

Deno.test("the key of layers knows all kinds, and no net has none", () => {
  const layers = [conv(4, { kernelSize: [3, 5] }), batchNorm({ momentum: 0.9 }), avgPool([2, 1])];
  const key = toLayerKey([formatLayers([...layers, flatten(), dense(8, { activation: "tanh" })])]);
  assertEquals(
    key?.split("; ")[0],
    "Hidden layers: C4 is a convolution of 4 filters, BN batch normalisation, " +
      "A2x1 average pooling by 2x1, F flatten, D8 a dense layer of 8 units",
  );
  assertEquals(toLayerKey([""]), null);
});
