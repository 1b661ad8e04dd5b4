import * as tf from "@tensorflow/tfjs";
import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { prepareBackend } from "../../lib/backends/prepare.ts";
import { buildModel } from "../../lib/models/build.ts";
import { catalogue } from "../../lib/models/catalogue.ts";
import { parseLayers } from "../../lib/models/compact.ts";
import { initialKernel } from "../../lib/models/initializers.ts";
import { initializers } from "../../lib/models/layers.ts";
import { describeNet } from "../../lib/models/shapes.ts";

Deno.test("every net of the catalogue builds with the parameters it is described with", async () => {
  await prepareBackend("wasm");
  for (const { name, layers } of catalogue) {
    const model = buildModel(layers, { seed: 1 });
    const parameters = model.trainableWeights
      .reduce((sum, { shape }) => sum + tf.util.sizeFromShape(shape as number[]), 0);
    assertEquals(parameters, describeNet(layers).parameters, name);
    model.dispose();
  }
});

Deno.test("the same seed gives the same weights, another seed others, layer by layer", async () => {
  await prepareBackend("wasm");
  const weights = (seed: number) => {
    const model = buildModel(parseLayers("C4 C4 F D8"), { seed });
    const values = model.getWeights().map((weight) => [...weight.dataSync()]);
    model.dispose();
    return values;
  };
  const first = weights(0);
  assertEquals(first, weights(0));
  assertNotEquals(first[0], weights(1)[0]);
  assertNotEquals(first[0], first[2].slice(0, first[0].length));
});

Deno.test("initial weights have the variance that their initializer asks for", () => {
  const [fanIn, fanOut] = [9 * 40, 9 * 60];
  for (const initializer of initializers) {
    const values = initialKernel(initializer, [3, 3, 40, 60], 0, 1);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    const expected = initializer.startsWith("glorot") ? 2 / (fanIn + fanOut) : 2 / fanIn;
    assert(Math.abs(mean) < 0.02 * Math.sqrt(expected), `${initializer}: mean ${mean}`);
    assert(Math.abs(variance / expected - 1) < 0.03, `${initializer}: variance ${variance}`);
  }
});

Deno.test("layers that cannot follow each other are refused before anything is built", () => {
  assertThrows(() => buildModel(parseLayers("F C32"), { seed: 1 }), RangeError, "layer 2 (C32)");
});
