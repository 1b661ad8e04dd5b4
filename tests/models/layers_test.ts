import { assertEquals, assertThrows } from "@std/assert";
import {
  avgPool,
  batchNorm,
  conv,
  dense,
  dropout,
  flatten,
  maxPool,
} from "../../lib/models/layers.ts";

Deno.test("conv() fills in the defaults of a 3x3 relu convolution", () => {
  assertEquals(conv(32), {
    kind: "conv",
    filters: 32,
    kernelSize: [3, 3],
    strides: [1, 1],
    padding: "valid",
    dilation: [1, 1],
    activation: "relu",
    initializer: "glorotUniform",
  });
});

Deno.test("conv() takes sizes as a number or as height and width", () => {
  const layer = conv(1, { kernelSize: [3, 5], strides: 2 });
  assertEquals([layer.kernelSize, layer.strides], [[3, 5], [2, 2]]);
});

Deno.test("conv() does not share the caller's arrays", () => {
  const kernelSize: [number, number] = [3, 5];
  const layer = conv(1, { kernelSize });
  kernelSize[0] = 7;
  assertEquals(layer.kernelSize, [3, 5]);
});

Deno.test("maxPool() and avgPool() move by their own size unless told otherwise", () => {
  assertEquals(maxPool(3).strides, [3, 3]);
  assertEquals(avgPool([2, 1]).strides, [2, 1]);
  assertEquals(maxPool(3, { strides: 2, padding: "same" }), {
    kind: "maxPool",
    size: [3, 3],
    strides: [2, 2],
    padding: "same",
  });
  assertEquals(avgPool(2).kind, "avgPool");
});

Deno.test("the other builders fill in their defaults", () => {
  assertEquals(dropout(0.25), { kind: "dropout", rate: 0.25 });
  assertEquals(flatten(), { kind: "flatten" });
  assertEquals(dense(100), {
    kind: "dense",
    units: 100,
    activation: "relu",
    initializer: "glorotUniform",
  });
  assertEquals(batchNorm(), { kind: "batchNorm", momentum: 0.99, epsilon: 0.001 });
});

Deno.test("options that are undefined count as not given", () => {
  assertEquals(conv(8, { kernelSize: undefined, activation: undefined }), conv(8));
});

Deno.test("numbers out of range are refused", () => {
  const refused: [() => unknown, string][] = [
    [() => conv(0), "Expected filters of conv() to be a whole number of at least 1, got 0."],
    [() => conv(1.5), "filters of conv() to be a whole number of at least 1, got 1.5."],
    [() => conv(NaN), "got NaN."],
    [() => conv(2 ** 53), "got 9007199254740992."],
    [() => conv(1, { kernelSize: [3, 0] }), "kernelSize of conv() to be a whole number"],
    [() => conv(1, { strides: 2, dilation: 2 }), "Expected strides or dilation of conv() to be 1"],
    [() => conv(1, { strides: [1, 2], dilation: [2, 1] }), "Expected strides or dilation"],
    [() => maxPool(-1), "Expected size of maxPool() to be a whole number of at least 1, got -1."],
    [() => avgPool(2, { strides: 0 }), "Expected strides of avgPool() to be"],
    [() => dropout(1), "rate of dropout() to be a number from 0 up to but not including 1, got 1."],
    [() => dropout(-0.1), "got -0.1."],
    [() => dropout(NaN), "got NaN."],
    [() => dense(Infinity), "Expected units of dense() to be a whole number"],
    [() => batchNorm({ momentum: 1 }), "Expected momentum of batchNorm() to be a number from 0"],
    [() => batchNorm({ epsilon: 0 }), "Expected epsilon of batchNorm() to be a number above 0"],
    [() => batchNorm({ epsilon: Infinity }), "got Infinity."],
    // 0 in single precision.
    [() => batchNorm({ epsilon: 1e-50 }), "at least 1.4e-45 and at most 3.4e38, got 1e-50."],
  ];
  for (const [build, message] of refused) assertThrows(build, RangeError, message);
});

Deno.test("wrong types and unknown options, which notebooks do not check, are refused", () => {
  const loose = { conv, maxPool, dropout, dense, batchNorm } as unknown as Record<
    string,
    (...values: unknown[]) => unknown
  >;
  const refused: [() => unknown, string][] = [
    [
      () => loose.conv("32"),
      'Expected filters of conv() to be a whole number of at least 1, got "3',
    ],
    [() => loose.conv(), "got undefined."],
    [() => loose.conv(32, 5), "Expected options of conv() to be an object with kernelSize, strid"],
    [() => loose.conv(32, null), "got null."],
    [() => loose.conv(32, { kernelsize: 5 }), 'got "kernelsize"; did you mean "kernelSize"?'],
    [() => loose.conv(32, { kernelSize: null }), "Expected kernelSize of conv() to be a whole n"],
    [
      () => loose.conv(32, { kernelSize: [3, 3, 3] }),
      "a number or [height, width], got [ 3, 3, 3 ]",
    ],
    [() => loose.conv(32, { kernelSize: [3, "3"] }), 'got "3".'],
    [() => loose.conv(32, { padding: "full" }), 'to be "valid" or "same", got "full".'],
    [
      () => loose.maxPool(2, 2),
      "Expected options of maxPool() to be an object with strides, paddi",
    ],
    [() => loose.maxPool({ size: 2 }), "got { size: 2 }."],
    [
      () => loose.dropout("0.5"),
      "Expected rate of dropout() to be a number from 0 up to but not in",
    ],
    [
      () => loose.dense(10, { activation: "softmax" }),
      'Expected activation of dense() to be "linear",',
    ],
    [() => loose.dense(10, { initializer: "heuniform" }), 'did you mean "heUniform"?'],
    [() => loose.batchNorm(0.9), "got 0.9."],
    [() => loose.batchNorm({ epsilon: "1" }), 'got "1".'],
  ];
  for (const [build, message] of refused) assertThrows(build, TypeError, message);
});
