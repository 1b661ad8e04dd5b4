import { assertEquals, assertRejects } from "@std/assert";
import { OutOfMemory } from "../../lib/backends/out_of_memory.ts";
import { train } from "../../lib/training/train.ts";
import { fillHeap } from "../backends/full_heap.ts";
import { loadSmallMnist, shortTrial } from "../small_mnist.ts";

Deno.test("a net that cannot be trained within the WASM heap is refused before it is built", async () => {
  const data = await loadSmallMnist(300, 100);
  const nets: [layers: string, batchSize: number, needs: string, use: string][] = [
    ["F D1500000", 100, "18.3", "fewer units in D1500000"],
    ["F D500000", 100, "6.1", "fewer units in D500000"],
    ["C4000 C4000 F", 100, "4.4", "fewer filters in C4000"],
    ["C9000 P2 C8 F", 250, "5.7", "smaller batches or fewer filters in C9000"],
  ];
  for (const [layers, batchSize, needs, use] of nets) {
    await assertRejects(
      () => train(shortTrial({ layers, batchSize }), data),
      RangeError,
      `Expected a net that trains within the 4 GiB of the WASM heap, got one that needs at least ` +
        `${needs} GiB; use ${use}.`,
    );
  }
});

Deno.test("memory that runs out in a run is told, and the next run has all of it", async () => {
  const data = await loadSmallMnist(300, 100);
  const setups = [
    { setup: shortTrial({ layers: "F D8000" }), use: "use fewer units in D8000." },
    { setup: shortTrial({ layers: "C64 F" }), use: "use smaller batches or fewer filters in C64." },
  ];
  for (const { setup, use } of setups) {
    await fillHeap();
    await assertRejects(() => train(setup, data), OutOfMemory, use);
  }
  const setup = shortTrial({ layers: "C8 P2 F" });
  assertEquals(await train(setup, data), await train(setup, data));
});
