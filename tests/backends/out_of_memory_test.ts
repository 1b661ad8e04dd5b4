import * as tf from "@tensorflow/tfjs";
import { assertEquals, assertThrows } from "@std/assert";
import { applyDense } from "../../lib/backends/operations.ts";
import { OutOfMemory } from "../../lib/backends/out_of_memory.ts";
import { prepareBackend, releaseBackend } from "../../lib/backends/prepare.ts";
import { heapOf } from "../../lib/backends/wasm/heap_of.ts";
import { randomTensor } from "./backends.ts";
import { fillHeap } from "./full_heap.ts";

Deno.test("what a full heap cannot hold is refused, wherever it is allocated", async () => {
  await fillHeap();
  const heap = heapOf(tf.backend());
  const size = 2 ** 22; // 16 MiB
  const allocations: Record<string, () => unknown> = {
    "a tensor of values": () => tf.tensor1d(new Float32Array(size)),
    "an output of tfjs's own kernels": () => tf.fill([size], 1),
    "an output of ours": () => heap.output([size]),
    "scratch memory": () => heap.workspace(4 * size),
    "pieces of scratch memory": () => heap.workspaces([2 * size, 2 * size]),
  };
  for (const [what, allocate] of Object.entries(allocations)) {
    const { message } = assertThrows(() => tf.tidy(() => void allocate()), OutOfMemory);
    const sentence = "The WASM heap has no room for 16 MiB more; use fewer or smaller tensors.";
    // Pieces lie on cache lines of their own: a little more.
    assertEquals(message.replace("17 MiB", "16 MiB"), sentence, what);
  }
  releaseBackend();
});

Deno.test("sizes that do not fit into 32 bits are not taken modulo 4 GiB", async () => {
  await prepareBackend("wasm");
  const heap = heapOf(tf.backend());
  // 4 GiB and 64 bytes, and 16 GiB.
  for (const size of [2 ** 30 + 16, 2 ** 32]) {
    assertThrows(() => heap.output([size]), OutOfMemory, `${Math.ceil(size / 2 ** 18)} MiB`);
  }
});

Deno.test("what fits beside it is computed right while the heap is full, and after", async () => {
  await prepareBackend("wasm");
  const compute = () =>
    tf.tidy(() =>
      applyDense(randomTensor([5, 7], 1), randomTensor([7, 3], 2), randomTensor([3], 3), "relu")
        .dataSync()
    );
  const expected = compute();
  await fillHeap();
  assertThrows(() => tf.fill([2 ** 22], 1), OutOfMemory);
  assertEquals(compute(), expected);
  releaseBackend();
  await prepareBackend("wasm");
  assertEquals(compute(), expected);
  assertEquals(tf.memory().numTensors, 0);
});
