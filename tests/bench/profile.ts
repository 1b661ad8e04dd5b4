/**
 * `--profile`: where one of our training steps goes.
 *
 * @module
 */
import { prepareBackend } from "../../lib/backends/backend.ts";
import {
  adam,
  describeNet,
  formatLayers,
  loadMnist,
  type Net,
  toText,
  train,
} from "../../lib/mod.ts";
import { measureFmaRate } from "./fma_rate.ts";
import { type KernelTime, timeKernels } from "./kernel_times.ts";
import { layersOf } from "./layers_of.ts";
import { BATCH } from "./rounds.ts";
import { toColumns, toTable } from "./tables.ts";

const WARM_UP = 10;
const STEPS = 30;
/** Lines of less milliseconds a step are summed up in one. */
const LEAST = 0.02;

/** Where a step goes. */
export interface Profile {
  readonly net: Net;
  /** Of a step, kernels and all else. */
  readonly msPerStep: number;
  readonly fmaRate: number;
  /** Of {@linkcode STEPS} steps. */
  readonly times: readonly KernelTime[];
}

/** Trains a few dozen steps with timed kernels. */
export async function profileNet(net: Net, blas: string | null): Promise<Profile> {
  const data = await loadMnist();
  await prepareBackend("wasm", blas);
  const times = timeKernels("wasm");
  let start = 0, ms = 0;
  let measured: KernelTime[] = [];
  const params = {
    ...{ layers: formatLayers(net.layers), epochs: 1, batchSize: BATCH, optimizer: adam() },
    ...{ seed: 1, protocol: "paper" as const, limit: BATCH * (WARM_UP + STEPS) },
  };
  await train(params, { ...data, test: { ...data.test, count: 1 } }, {
    blas,
    onStep({ step, steps }) {
      if (step === WARM_UP) {
        times.clear();
        start = performance.now();
      } else if (step === steps) {
        ms = performance.now() - start;
        measured = [...times.values()];
      }
    },
  });
  return { net, msPerStep: ms / STEPS, fmaRate: measureFmaRate(), times: measured };
}

/** Prints the kernels, the dearest first, then the layers and what lies outside the kernels. */
export function formatProfile({ net, msPerStep, fmaRate, times }: Profile): string {
  const described = describeNet(net.layers).layers;
  const lines = times.map((time) => ({
    ...time,
    ms: time.ms / STEPS,
    places: layersOf(time, described, BATCH).map((place) =>
      `${place + 1} ${described[place].text}`
    ),
  })).sort((a, b) => b.ms - a.ms);
  const kernelMs = sum(lines);
  const outsideMs = msPerStep - kernelMs;

  const shown = lines.filter(({ ms }) => ms >= LEAST);
  const rest = lines.filter(({ ms }) => ms < LEAST);
  const kernels = toText(toTable(
    toColumns(["Kernel", "Shapes", "Layer"], ["ms", "calls", "GFLOP/s", "GB/s"]),
    [
      ...shown.map((line) => [
        line.kernel,
        `${line.inputs.join(" ")} > ${line.outputs.join(" ")}`,
        line.places.join(" or "),
        line.ms.toFixed(2),
        (line.calls / STEPS).toFixed(0),
        line.flops > 0 ? (line.flops / STEPS / line.ms / 1e6).toFixed(1) : "",
        line.flops > 0 ? "" : (line.bytes / STEPS / line.ms / 1e6).toFixed(1),
      ]),
      ["Others", "", "", sum(rest).toFixed(2), "", "", ""],
    ],
    [],
  ));
  const byLayer = Map.groupBy(lines, ({ places }) => places.join(" or ") || "of no layer");
  const layers = toText(toTable(
    toColumns(["Layer"], ["ms", "share"]),
    [
      ...[...byLayer].map(([place, own]) => [place, sum(own)] as const).sort((a, b) => b[1] - a[1]),
      ["outside the kernels", outsideMs] as const,
      ["a step", msPerStep] as const,
    ].map(([place, ms]) => [place, ms.toFixed(2), `${(100 * ms / msPerStep).toFixed(1)} %`]),
    [`FMA rate: ${fmaRate.toFixed(1)} GFLOP/s.`],
  ));
  return `${net.name}: ${formatLayers(net.layers)}\n\n${kernels}\n${layers}`;
}

function sum(lines: readonly { ms: number }[]): number {
  return lines.reduce((total, { ms }) => total + ms, 0);
}
