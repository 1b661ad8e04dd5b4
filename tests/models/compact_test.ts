import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { formatLayer, formatLayers, parseLayers } from "../../lib/models/compact.ts";
import {
  activations,
  avgPool,
  batchNorm,
  conv,
  dense,
  dropout,
  flatten,
  initializers,
  type Layer,
  maxPool,
  paddings,
  type Size,
} from "../../lib/models/layers.ts";
import { createRandom, type Random } from "../../lib/random/random.ts";

Deno.test("formatLayers() prints a plain net without options", () => {
  const layers = [
    conv(32),
    maxPool(2),
    conv(64),
    avgPool(2),
    batchNorm(),
    dropout(0.25),
    flatten(),
    dense(128),
  ];
  assertStrictEquals(formatLayers(layers), "C32 P2 C64 A2 BN Dr.25 F D128");
});

Deno.test("formatLayer() prints what differs from the defaults", () => {
  const printed: [Layer, string][] = [
    [
      conv(32, { kernelSize: 5, padding: "same", strides: 2, activation: "tanh" }),
      "C32(k5,same,s2,tanh)",
    ],
    [conv(32, { kernelSize: [3, 5], dilation: [2, 1] }), "C32(k3x5,d2x1)"],
    [conv(28, { activation: "linear" }), "C28(linear)"],
    [maxPool(3, { strides: 2, padding: "same" }), "P3(s2,same)"],
    [maxPool([2, 1]), "P2x1"],
    [avgPool([2, 1], { strides: 2 }), "A2x1(s2)"],
    [dense(100, { initializer: "heUniform" }), "D100(heUniform)"],
    [dense(9, { activation: "elu", initializer: "heNormal" }), "D9(elu,heNormal)"],
    [batchNorm({ momentum: 0.9, epsilon: 1e-7 }), "BN(m.9,e1e-7)"],
    [dropout(0.5), "Dr.5"],
    [dropout(0.125), "Dr.125"],
    [dropout(0), "Dr0"],
    [dropout(-0), "Dr0"],
  ];
  for (const [layer, text] of printed) assertStrictEquals(formatLayer(layer), text);
});

Deno.test("parseLayers() reads back what formatLayers() printed, for 2,000 random nets", () => {
  const random = createRandom(0, "compact");
  for (let i = 0; i < 2000; i++) {
    const layers = Array.from({ length: random.below(8) }, () => randomLayer(random));
    assertEquals(parseLayers(formatLayers(layers)), layers);
  }
});

Deno.test("parseLayers() takes any white space, letter case and order of options", () => {
  const text = "\n c32 ( HEuniform , K3X5,  same )\tp2 dr0.250   bn(E1E-3,m.9)\n f d100 ";
  assertStrictEquals(
    formatLayers(parseLayers(text)),
    "C32(k3x5,same,heUniform) P2 Dr.25 BN(m.9) F D100",
  );
});

Deno.test("parseLayers() drops options that say the default", () => {
  assertEquals(parseLayers("C8(k3,valid,s1,d1x1,relu,glorotUniform) P2x2(s2)"), [
    conv(8),
    maxPool(2),
  ]);
});

Deno.test("parseLayers() reads no layers from an empty text", () => {
  assertEquals(parseLayers(" \n"), []);
});

Deno.test("parseLayers() names the layer, its place, what it expected and an example", () => {
  const error = assertThrows(() => parseLayers("C32 Q2"), SyntaxError);
  assertStrictEquals(
    error.message,
    'Cannot read layer 2 "Q2" at character 5 of "C32 Q2": expected C, P, A, Dr or D with a ' +
      'number, or F or BN without; an example is "C32(k5,same) P2 Dr.25 F D128".',
  );
});

Deno.test("parseLayers() refuses what is no layer", () => {
  const refused: [string, string][] = [
    ["C", 'expected a number, got ""'],
    ["C0", "Expected filters of conv() to be a whole number of at least 1, got 0"],
    ["C-3", 'expected a number, got "-3"'],
    ["C3.5", "got 3.5"],
    ["C32P2", 'expected a number, got "32P2"'],
    ["C32,P2", 'expected a number, got "32,P2"'],
    ["32", "expected C, P, A, Dr or D with a number"],
    ["F2", "F or BN without"],
    ["F()", "F or BN without"],
    ["BN2", "F or BN without"],
    ["Dr.5(same)", "expected C, P, A, Dr or D with a number"],
    ["Dr25", "Expected rate of dropout() to be a number from 0 up to but not including 1, got 25"],
    ["P2x", 'expected a number, got ""'],
    ["P2x2x2", "a number or [height, width], got [ 2, 2, 2 ]"],
    ["C32(k5 P2", "expected a closing parenthesis"],
    ["C32) P2", 'layer 2 ")" at character 4'],
    ["C32()", 'got ""'],
    ["C32(k5,,same)", 'got ""'],
    ["C32(k)", 'got "k"'],
    ["C32(sam)", "expected k (kernelSize), s (strides), d (dilation), m (momentum), e (epsilon)"],
    ["C32(k3,k5)", "expected one kernelSize, got another in k5"],
    ["C32(tanh,relu)", "expected one activation, got another in relu"],
    ["C32(s2,d2)", "Expected strides or dilation of conv() to be 1"],
    ["P2(k3)", 'options of maxPool() to be among strides, padding, got "kernelSize"'],
    ["D10(softmax)", 'got "softmax"'],
    ["D10(s2)", 'options of dense() to be among activation, initializer, got "strides"'],
    [
      "BN(m1)",
      "Expected momentum of batchNorm() to be a number from 0 up to but not including 1, got 1",
    ],
    [
      "Dr1e400",
      "Expected rate of dropout() to be a number from 0 up to but not including 1, got Infinity",
    ],
  ];
  for (const [text, message] of refused) {
    assertThrows(() => parseLayers(text), SyntaxError, message);
  }
});

function randomLayer(random: Random): Layer {
  const whole = (below: number) => 1 + random.below(below);
  const size = (): Size => [whole(5), whole(5)];
  const pick = <T>(choices: readonly T[]) => choices[random.below(choices.length)];
  const neurons = () => ({ activation: pick(activations), initializer: pick(initializers) });
  const pool = () => pick([{}, { strides: size(), padding: pick(paddings) }]);
  return pick([
    () =>
      conv(whole(512), {
        kernelSize: pick([size(), whole(7)]),
        padding: pick(paddings),
        ...pick([{ strides: size() }, { dilation: size() }]),
        ...neurons(),
      }),
    () => conv(whole(512)),
    () => maxPool(pick([size(), whole(4)]), pool()),
    () => avgPool(pick([size(), whole(4)]), pool()),
    () => dropout(pick([random.uniform(), random.uniform() * 1e-9, 0])),
    () => flatten(),
    () => dense(whole(4096), pick([{}, neurons()])),
    () => batchNorm({ momentum: random.uniform(), epsilon: 10 ** (30 * random.uniform() - 15) }),
    () => batchNorm(),
  ])();
}
