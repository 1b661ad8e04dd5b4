/**
 * `--profile`: where one of our training steps goes.
 *
 * @module
 */
import { prepareBackend } from "../../lib/backends/prepare.ts";
import { loadMnist, type Net, train } from "../../lib/mod.ts";
import { endlessTrial } from "./endless_trial.ts";
import { measureFmaRate } from "./fma_rate.ts";
import { type KernelTime, timeKernels } from "./kernel_times.ts";
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
  const done = new Error("All steps are measured.");
  const measured: StepProfile[] = [];
  let warm = false, trainedMs = 0, fmaRate = 0, last = performance.now();
  const training = train(endlessTrial(net.layers, leastWarmUp + wanted), data, {
    blas,
    onStep({ step }) {
      const ms = performance.now() - last;
      const kernels = takeTimes();
      trainedMs += ms;
      if (warm) measured.push({ ms, fmaRate, kernels });
      if (measured.length === wanted) throw done;
      warm ||= isWarm(step, trainedMs, leastWarmUp);
      fmaRate = measureFmaRate();
      last = performance.now();
    },
  });
  await training.catch((error) => {
    if (error !== done) throw error;
  });
  return { net, steps: measured };
}
