/**
 * Ours: the throughput of workers that each train the same net at the same time.
 *
 * @module
 */
import { WASM } from "../../../lib/backends/engine.ts";
import { createWorkers } from "../../../lib/executors/workers.ts";
import { loadMnist } from "../../../lib/studies.ts";
import { firstImages } from "../../small_mnist.ts";
import { endlessTrial } from "../endless_trial.ts";
import type { ScalingOpening } from "../protocol.ts";
import { BATCH } from "../rounds.ts";
import { isWarm } from "../warm_up.ts";
import { answer, keepOutputClean, read } from "./serve.ts";

/** Steps of an epoch of MNIST. */
const EPOCH = 600;

/** What a worker had done at a time. */
interface Mark {
  readonly steps: number;
  readonly ms: number;
}

keepOutputClean();
try {
  answer({ imagesPerSecond: await measure(read<ScalingOpening>()) });
} catch (error) {
  answer({ error: (error as Error).message });
}
// Who asked ends this process, and with it the workers.
read();

/**
 * The sum of the workers' rates, each between the first and the last step that it tells of while
 * the window is open. It opens when all are warm.
 */
async function measure(
  { layers, workers, warmUp, windowMs, windowSteps }: ScalingOpening,
): Promise<number> {
  const mnist = await loadMnist();
  const data = { ...mnist, test: firstImages(mnist.test, 1) };
  const setup = endlessTrial(layers, EPOCH);
  const numbers = [...Array(workers).keys()];
  const started: Mark[] = [], first: Mark[] = [], last: Mark[] = [];
  const warm = new Set<number>();
  let openMs: number | undefined;
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const { signal } = new AbortController();
  const executor = createWorkers({ data, engine: WASM, workers });
  const runs = numbers.map((worker) =>
    executor.execute(setup, {
      signal,
      onStep({ epoch, steps, step }) {
        const mark = { steps: (epoch - 1) * steps + step, ms: performance.now() };
        started[worker] ??= mark;
        if (isWarm(mark.steps, mark.ms - started[worker].ms, warmUp)) warm.add(worker);
        if (warm.size < workers) return;
        openMs ??= mark.ms;
        first[worker] ??= mark;
        last[worker] = mark;
        const counted = numbers.map((number) => last[number]?.steps - first[number]?.steps);
        if (mark.ms - openMs < windowMs || !counted.every((steps) => steps >= windowSteps)) return;
        const rate = (steps: number, i: number) => steps / (last[i].ms - first[i].ms);
        resolve(1000 * BATCH * counted.map(rate).reduce((sum, each) => sum + each, 0));
      },
    })
  );
  const tooEarly = () => reject(new Error("A run ended too early."));
  Promise.all(runs).then(tooEarly, reject);
  return await promise;
}
