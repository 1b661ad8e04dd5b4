/**
 * Ours: one worker more at each turn, all training at the same time.
 *
 * @module
 */
import { WASM } from "../../../lib/backends/engine.ts";
import { createWorkers } from "../../../lib/executors/workers.ts";
import { type Dataset, loadMnist, type Setup } from "../../../lib/studies.ts";
import { firstImages } from "../../small_mnist.ts";
import { endlessTrial } from "../endless_trial.ts";
import type { MemoryOpening } from "../protocol.ts";
import { larger, readResidentMemory, type ResidentMemory } from "../resident_memory.ts";
import { answer, keepOutputClean, read } from "./serve.ts";

/** Validation images: some whole batches of them. */
const VALIDATION = 1_000;

keepOutputClean();
const { layers, steps } = read<MemoryOpening>();
try {
  const mnist = await loadMnist();
  const data = { ...mnist, test: firstImages(mnist.test, VALIDATION) };
  const setup = endlessTrial(layers, steps);
  answer({ name: "Sweepbook, workers" });
  while (true) {
    read();
    answer(await addWorker(setup, data));
  }
} catch (error) {
  answer({ error: (error as Error).message });
  Deno.exit(1);
}

/**
 * Starts a worker. Gives the most memory that the process has in its second epoch: it has then
 * trained and validated, and all others are at it too.
 */
function addWorker(setup: Setup, data: Dataset): Promise<ResidentMemory> {
  const { promise, resolve, reject } = Promise.withResolvers<ResidentMemory>();
  let most: ResidentMemory | undefined;
  const { signal } = new AbortController();
  createWorkers({ data, engine: WASM, workers: 1 }).execute(setup, {
    signal,
    onStep({ epoch }) {
      if (epoch === 2) most = larger(readResidentMemory(), most);
      if (epoch === 3) resolve(most!);
    },
  }).then(() => reject(new Error("A run ended too early.")), reject);
  return promise;
}
