/** Starts an endless run and aborts it after its first epoch: a program of its own, which must end. */
import { WASM } from "../../lib/backends/engine.ts";
import { createWorkers } from "../../lib/executors/workers.ts";
import { RunStopped } from "../../lib/trial/run.ts";
import { loadSmallMnist, shortTrial } from "../small_mnist.ts";

const stop = new AbortController();
const workers = createWorkers({ data: await loadSmallMnist(120, 50), engine: WASM, workers: 1 });
try {
  await workers.execute(shortTrial({ epochs: 1e9 }), {
    signal: stop.signal,
    onEpoch: () => stop.abort(),
  });
} catch (error) {
  console.log(error instanceof RunStopped ? "stopped" : error);
} finally {
  await workers.release();
}
