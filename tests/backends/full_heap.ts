import * as tf from "@tensorflow/tfjs";
import { OutOfMemory } from "../../lib/backends/out_of_memory.ts";
import { prepareBackend } from "../../lib/backends/prepare.ts";
import { heapOf } from "../../lib/backends/wasm/heap_of.ts";

/**
 * Takes the WASM heap of the current thread until less than 16 MiB in one piece are left; the memory
 * is never written to, so that the machine need not have it.
 */
export async function fillHeap(): Promise<void> {
  await prepareBackend("wasm");
  const heap = heapOf(tf.backend());
  for (let bytes = 2 ** 30; bytes >= 2 ** 24;) {
    try {
      heap.output([bytes / 4]);
    } catch (error) {
      if (!(error instanceof OutOfMemory)) throw error;
      bytes /= 2;
    }
  }
}
