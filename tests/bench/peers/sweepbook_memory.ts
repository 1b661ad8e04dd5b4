/**
 * Ours: one training run in this process, which shows its memory after each epoch. It is started
 * with V8's flag `--expose-gc`.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { loadMnist, train } from "../../../lib/mod.ts";
import { firstImages } from "../../small_mnist.ts";
import { endlessTrial } from "../endless_trial.ts";
import type { MemoryOpening, MemoryRequest } from "../protocol.ts";
import { readResidentMemory } from "../resident_memory.ts";
import { answer, keepOutputClean, read } from "./serve.ts";

/** Validation images: some whole batches of them. */
const VALIDATION = 1_000;

declare const gc: () => void;

keepOutputClean();
const { layers, steps } = read<MemoryOpening>();
try {
  const mnist = await loadMnist();
  const data = { ...mnist, test: firstImages(mnist.test, VALIDATION) };
  answer({ name: "Sweepbook, one run" });
  let asked = read<MemoryRequest>();
  await train(endlessTrial(layers, steps), data, {
    onEpoch() {
      const resident = readResidentMemory();
      const heapMiB = Deno.memoryUsage().heapTotal / 2 ** 20;
      const sample = { ...resident, heapMiB, tensors: tf.memory().numTensors };
      answer(asked.collect ? { ...sample, liveHeapMiB: liveHeap() } : sample);
      asked = read();
    },
  });
} catch (error) {
  answer({ error: (error as Error).message });
  Deno.exit(1);
}

/** What of JavaScript's heap is in use once the garbage is collected, in MiB. */
function liveHeap(): number {
  gc();
  return Deno.memoryUsage().heapUsed / 2 ** 20;
}
