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
    [() => conv(0), "conv() needs a whole number of at least 1 for filters, got 0"],
    [() => conv(1.5), "for filters, got 1.5"],
    [() => conv(NaN), "for filters, got NaN"],
    [() => conv(2 ** 53), "for filters, got 9007199254740992"],
    [() => conv(1, { kernelSize: [3, 0] }), "for kernelSize, got 0"],
    [() => conv(1, { strides: 2, dilation: 2 }), "needs 1 for strides or for dilation"],
    [() => conv(1, { strides: [1, 2], dilation: [2, 1] }), "needs 1 for strides or for dilation"],
    [() => maxPool(-1), "maxPool() needs a whole number of at least 1 for size, got -1"],
    [() => avgPool(2, { strides: 0 }), "avgPool() needs"],
    [() => dropout(1), "dropout() needs a number from 0 up to but not including 1 for rate, got 1"],
    [() => dropout(-0.1), "for rate, got -0.1"],
    [() => dropout(NaN), "for rate, got NaN"],
    [() => dense(Infinity), "for units, got Infinity"],
    [() => batchNorm({ momentum: 1 }), "for momentum, got 1"],
    [() => batchNorm({ epsilon: 0 }), "needs a finite number above 0 for epsilon, got 0"],
    [() => batchNorm({ epsilon: Infinity }), "for epsilon, got Infinity"],
  ];
  for (const [build, message] of refused) assertThrows(build, RangeError, message);
});

Deno.test("wrong types and unknown options, which notebooks do not check, are refused", () => {
  const loose = { conv, maxPool, dropout, dense, batchNorm } as unknown as Record<
    string,
    (...values: unknown[]) => unknown
  >;
  const refused: [() => unknown, string][] = [
    [() => loose.conv("32"), 'for filters, got "32"'],
    [() => loose.conv(), "for filters, got undefined"],
    [() => loose.conv(32, 5), "in an object, got 5"],
    [() => loose.conv(32, null), "in an object, got null"],
    [() => loose.conv(32, { kernel: 5 }), "got kernel"],
    [() => loose.conv(32, { kernelSize: [3, 3, 3] }), "for kernelSize, got [3,3,3]"],
    [() => loose.conv(32, { kernelSize: [3, "3"] }), 'for kernelSize, got "3"'],
    [() => loose.conv(32, { padding: "full" }), 'one of valid, same for padding, got "full"'],
    [() => loose.maxPool(2, 2), "maxPool() needs options among strides, padding in an object"],
    [() => loose.maxPool({ size: 2 }), 'for size, got {"size":2}'],
    [() => loose.dropout("0.5"), 'for rate, got "0.5"'],
    [() => loose.dense(10, { activation: "softmax" }), 'for activation, got "softmax"'],
    [() => loose.dense(10, { initializer: "zeros" }), 'for initializer, got "zeros"'],
    [() => loose.batchNorm(0.9), "in an object, got 0.9"],
    [() => loose.batchNorm({ epsilon: "1" }), 'for epsilon, got "1"'],
  ];
  for (const [build, message] of refused) assertThrows(build, TypeError, message);
});
