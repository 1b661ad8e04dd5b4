import { assert, assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { parseLayers } from "../../lib/models/compact.ts";
import { conv, flatten, type Layer, maxPool } from "../../lib/models/layers.ts";
import {
  describeNet,
  formatShape,
  type NetDescription,
  type Shape,
  slideWindow,
} from "../../lib/models/shapes.ts";

function describe(text: string, input?: Shape): NetDescription {
  return describeNet(parseLayers(text), input);
}

Deno.test("describeNet() follows an image through every layer and adds the output layer", () => {
  const { layers } = describe("C28(linear) P2 F D128 Dr.2");
  assertEquals(
    layers.map(({ text, inputShape, outputShape, parameters, flops }) => [
      text,
      formatShape(inputShape),
      formatShape(outputShape),
      parameters,
      flops,
    ]),
    [
      // 26 x 26 x 28 values of 2 x 3 x 3 operations each.
      ["C28(linear)", "28x28x1", "26x26x28", 280, 340_704],
      // 13 x 13 x 28 values of 4.
      ["P2", "26x26x28", "13x13x28", 0, 18_928],
      ["F", "13x13x28", "4732", 0, 0],
      ["D128", "4732", "128", 605_824, 1_211_392],
      ["Dr.2", "128", "128", 0, 0],
      ["D10(softmax)", "128", "10", 1_290, 2_560],
    ],
  );
});

Deno.test("describeNet() sums parameters and FLOPs", () => {
  const { parameters, flopsPerImage } = describe("C28(linear) P2 F D128 Dr.2");
  assertEquals([parameters, flopsPerImage], [607_394, 1_573_584]);
});

Deno.test("describeNet() counts a step as three forward passes less the first input gradient", () => {
  // 26 x 26 x 4 outputs of 9 products, then 2,704 x 10.
  const convolution = 2 * 26 * 26 * 4 * 9, output = 2 * 26 * 26 * 4 * 10;
  assertEquals(describe("C4 F").stepFlopsPerImage, 2 * convolution + 3 * output);
  assertEquals(describe("F").stepFlopsPerImage, 2 * 2 * 784 * 10);
});

Deno.test("describeNet() counts the parameters of known nets", () => {
  const known: [string, number][] = [
    ["F", 7_850],
    ["C32 P2 C64 P2 F Dr.5", 34_826],
    ["C32 P2 F D100", 542_230],
    ["C32 P2 C64 C64 P2 F D100", 159_254],
    ["C32 P2 C64 P2 Dr.25 F D128 Dr.5", 225_034],
    ["C32 C64 P2 Dr.25 F D128 Dr.5", 1_199_882],
  ];
  for (const [text, parameters] of known) {
    assertStrictEquals(describe(text).parameters, parameters, text);
  }
});

Deno.test("describeNet() counts two trainable weights a channel for batch normalisation", () => {
  const { layers, parameters } = describe("C32 BN P2 F D100 BN");
  assertStrictEquals(parameters, 542_230 + 2 * 32 + 2 * 100);
  assertEquals([layers[1].flops, layers[5].flops], [2 * 26 * 26 * 32, 2 * 100]);
  assertEquals(layers[1].outputShape, [26, 26, 32]);
});

Deno.test("describeNet() counts every input channel of a convolution", () => {
  const { layers } = describe("C4(k3x5,same,s2x1) F", [5, 7, 3]);
  assertEquals(layers[0].outputShape, [3, 7, 4]);
  assertStrictEquals(layers[0].parameters, 3 * 5 * 3 * 4 + 4);
  assertStrictEquals(layers[0].flops, 3 * 7 * 4 * 2 * 3 * 5 * 3);
});

Deno.test("describeNet() takes another number of classes and flat input", () => {
  const { layers, parameters } = describeNet(parseLayers("D3"), [4], 26);
  assertStrictEquals(layers[1].text, "D26(softmax)");
  assertStrictEquals(parameters, 5 * 3 + 4 * 26);
});

Deno.test("slideWindow() gives the sizes that sliding a window pixel by pixel gives", () => {
  for (let n = 1; n <= 9; n++) {
    for (let k = 1; k <= 4; k++) {
      for (let s = 1; s <= 3; s++) {
        for (let d = 1; d <= 3; d++) {
          let places = 0;
          for (let start = 0; start + (k - 1) * d < n; start += s) places++;
          const sized = (padding: "valid" | "same") =>
            Math.max(
              0,
              slideWindow([n, 1], {
                window: [k, 1],
                strides: [s, 1],
                dilation: [d, 1],
                padding,
              })[0],
            );
          const message = `n ${n}, k ${k}, s ${s}, d ${d}`;
          assert(sized("valid") === places, message);
          assert(sized("same") === Math.ceil(n / s), message);
        }
      }
    }
  }
});

Deno.test("describeNet() shrinks maps down to one pixel", () => {
  const { layers } = describe("C32 P2 P2 P2 P2 F");
  assertEquals(layers[4].outputShape, [1, 1, 32]);
});

Deno.test("describeNet() names the layer that cannot follow and says why", () => {
  const refused: [string, string][] = [
    ["C32 P2 P2 P2 P2 P2", "layer 6 (P2) would shrink 1x1 to nothing"],
    ["P9 C8(k5) F", "layer 2 (C8(k5)) would shrink 3x3 to nothing"],
    ["C8(k3,d14) F", "layer 1 (C8(d14)) would shrink 28x28 to nothing"],
    ["A1x29 F", "layer 1 (A1x29) would shrink 28x28 to nothing"],
    ["F C32", "layer 2 (C32) needs maps, got a vector of 784; put it before flatten()"],
    ["F D8 P2", "layer 3 (P2) needs maps, got a vector of 8; put it before flatten()"],
    ["C32 F F", "layer 3 (F) needs maps, got a vector of 21632; leave it out"],
    ["C32 D128", "layer 2 (D128) needs a vector, got maps of 26x26x32; put flatten() before it"],
    ["C32 P2", "the output layer needs a vector, got maps of 13x13x32; put flatten() before it"],
    ["", "the output layer needs a vector, got maps of 28x28x1; put flatten() before it"],
  ];
  for (const [text, reason] of refused) {
    const error = assertThrows(() => describe(text), RangeError);
    const printed = text.replace("k3,", "");
    assertStrictEquals(error.message, `Cannot build "${printed}": ${reason}.`);
  }
});

Deno.test("describeNet() says which of the layers is none", () => {
  const refuse = (layers: unknown, says: string) =>
    assertThrows(() => describeNet(layers as Layer[]), TypeError, says);
  refuse([conv(8), flatten], "Expected layer 2 to be a hidden layer such as conv(32) or flatten()");
  refuse([flatten], "got [Function: flatten].");
  refuse([{ kind: "softmax" }], 'got { kind: "softmax" }.');
  refuse([{ kind: "conv", filters: 8, kernel: 3 }], "Expected options of conv() to be among");
  refuse("C32 F", 'an array such as [conv(32), flatten()], got "C32 F".');
});

Deno.test("describeNet() leaves the layers as they were written", () => {
  const layers = [conv(8), maxPool(2), ...parseLayers("F")];
  const described = describeNet(layers).layers.map(({ layer }) => layer);
  assertEquals(described, [...layers, { kind: "output", classes: 10 }]);
});
