/**
 * `--profile`: where one of our training steps goes.
 *
 * @module
 */
import { prepareBackend } from "../../lib/backends/backend.ts";
import { adam, formatLayers, loadMnist, type Net, train } from "../../lib/mod.ts";
import { measureFmaRate } from "./fma_rate.ts";
import { type KernelTime, timeKernels } from "./kernel_times.ts";
import { BATCH } from "./rounds.ts";
import { isWarm, QUICK_WARM_UP_STEPS, WARM_UP_STEPS } from "./warm_up.ts";

const STEPS = 60;
const QUICK_STEPS = 5;

/** Where the steps of a net go. */
export interface Profile {
  readonly net: Net;
  readonly steps: readonly StepProfile[];
}

/** Where one step goes. */
export interface StepProfile {
  /** Kernels and all else. */
  readonly ms: number;
  /** GFLOP/s of pure multiply-adds just before. */
  readonly fmaRate: number;
  readonly kernels: readonly KernelTime[];
}

/**
 * Trains with timed kernels, until warm and some dozen steps more.
 *
 * @param quick A few steps only, whose figures mean nothing.
 */
export async function profileNet(
  net: Net,
  { blas, quick }: { blas: string | null; quick: boolean },
): Promise<Profile> {
  const leastWarmUp = quick ? QUICK_WARM_UP_STEPS : WARM_UP_STEPS;
  const wanted = quick ? QUICK_STEPS : STEPS;
  const data = await loadMnist();
  await prepareBackend("wasm", blas);
  const takeTimes = timeKernels("wasm");
  const params = {
    ...{ layers: formatLayers(net.layers), epochs: 1, batchSize: BATCH, optimizer: adam() },
    ...{ seed: 1, protocol: "paper" as const, limit: BATCH * (leastWarmUp + wanted) },
  };
  const measured: StepProfile[] = [];
  let warm = false, trainedMs = 0, fmaRate = 0, last = performance.now();
  await train(params, { ...data, test: { ...data.test, count: 1 } }, {
    blas,
    onStep({ step }) {
      const ms = performance.now() - last;
      const kernels = takeTimes();
      trainedMs += ms;
      if (warm && measured.length < wanted) measured.push({ ms, fmaRate, kernels });
      warm ||= isWarm(step, trainedMs, leastWarmUp);
      fmaRate = measureFmaRate();
      last = performance.now();
    },
  });
  return { net, steps: measured };
}
