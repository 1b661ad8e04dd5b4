import * as tf from "@tensorflow/tfjs";
import { assertEquals } from "@std/assert";
import { prepareBackend } from "../../lib/backends/prepare.ts";
import { maxPoolWithArgmax } from "../../lib/backends/operations.ts";
import { batchNorm, conv, dense, describeNet, flatten } from "../../lib/studies.ts";
import { timeKernels } from "./kernel_times.ts";
import { layersOf } from "./layers_of.ts";
import {
  Adam,
  BatchNorm,
  BatchNormGrad,
  MaxPool2x2,
  Momentum,
} from "../../lib/backends/kernel_names.ts";

Deno.test("a kernel's call belongs to the layers of its shapes", () => {
  const { layers } = describeNet([conv(4), conv(4), flatten(), dense(10)]);
  const place = (kernel: string, inputs: string[], outputs: string[]) =>
    layersOf({ kernel, inputs, outputs }, layers, 5);
  assertEquals(place("FusedConv2D", ["5x26x26x4", "3x3x4x4", "4"], ["5x24x24x4"]), [1]);
  assertEquals(place("BatchMatMul", ["5x2304", "5x10"], ["2304x10"]), [3]);
  assertEquals(place(Adam, ["4", "4", "4", "4"], []), [0, 1]);
  assertEquals(place(Momentum, ["2304x10", "2304x10", "2304x10"], []), [3]);
  assertEquals(place("Identity", ["4"], ["4"]), []);
});

Deno.test("the kernels of batch normalisation belong to the layer of their shape", () => {
  const { layers } = describeNet([conv(4), batchNorm(), conv(8), batchNorm(), flatten()]);
  const place = (kernel: string, inputs: string[], outputs: string[]) =>
    layersOf({ kernel, inputs, outputs }, layers, 5);
  const [x, y] = ["5x26x26x4", "5x24x24x8"];
  assertEquals(place(BatchNorm, [x, "4", "4"], [x, "4", "4"]), [1]);
  assertEquals(place(BatchNormGrad, [y, y, "8", "8", "8"], [y, "8", "8"]), [3]);
});

Deno.test("a kernel's bytes are counted by the types of its tensors", async () => {
  await prepareBackend("wasm");
  const takeTimes = timeKernels("wasm");
  tf.tidy(() => void maxPoolWithArgmax(tf.zeros([1, 4, 4, 3]), "linear"));
  const pooling = takeTimes().find(({ kernel }) => kernel === MaxPool2x2)!;
  // 48 values in, 12 out, and a byte each that tells where they came from.
  assertEquals(pooling.bytes, 4 * 48 + 4 * 12 + 12);
});
