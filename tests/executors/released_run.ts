/**
 * Stops a run on a BLAS within a step and releases its worker: a program of its own, which prints the
 * processor time that it takes thereafter, in milliseconds.
 */
import process from "node:process";
import { chooseEngine } from "../../lib/backends/engine.ts";
import { createWorkers } from "../../lib/executors/workers.ts";
import { loadSmallMnist, shortTrial } from "../small_mnist.ts";

const stop = new AbortController();
const engine = chooseEngine("auto", Deno.args[0]);
const workers = createWorkers({ data: await loadSmallMnist(800, 50), engine, workers: 1 });
const long = shortTrial({ layers: "C32 C64 P2 F D128", batchSize: 200, epochs: 9 });
await workers.execute(long, { signal: stop.signal, onStep: () => stop.abort() }).catch(() => {});
await workers.release();
const before = process.cpuUsage();
await new Promise((resolve) => setTimeout(resolve, 100));
const { user } = process.cpuUsage(before);
console.log(Math.round(user / 1000));
Deno.exit();
