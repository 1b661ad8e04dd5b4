/** Workers of little data. */
import { WASM } from "../../lib/backends/engine.ts";
import type { Executor } from "../../lib/executors/executor.ts";
import { createWorkers } from "../../lib/executors/workers.ts";
import { loadSmallMnist } from "../small_mnist.ts";

/** A few images. */
export const data = await loadSmallMnist(120, 50);
/** Of what is never stopped. */
export const { signal } = new AbortController();

/** Workers of this data, which are ended after the test. */
export async function withWorkers(
  test: (workers: Executor) => Promise<void>,
  count = 1,
): Promise<void> {
  const workers = createWorkers({ data, engine: WASM, workers: count });
  try {
    await test(workers);
  } finally {
    await workers.release();
  }
}
