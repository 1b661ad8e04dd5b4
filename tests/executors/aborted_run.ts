/** Starts an endless trial and aborts it after its first epoch: a program of its own, which must end. */
import { WASM } from "../../lib/backends/engine.ts";
import { runInWorkers } from "../../lib/executors/workers.ts";
import { loadSmallMnist, shortTrial } from "../small_mnist.ts";

const stop = new AbortController();
await runInWorkers([{ number: 0, setup: shortTrial({ epochs: 1e9 }) }], {
  data: await loadSmallMnist(120, 50),
  backend: WASM,
  workers: 1,
  signal: stop.signal,
  onEvent: ({ type }) => {
    if (type === "epoch") stop.abort();
  },
});
console.log("aborted");
