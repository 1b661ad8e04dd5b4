/**
 * The tables of `--profile`.
 *
 * @module
 */
import { describeNet, formatLayers, type LayerDescription, toText } from "../../lib/studies.ts";
import type { KernelTime } from "./kernel_times.ts";
import { layersOf } from "./layers_of.ts";
import type { Profile, StepProfile } from "./profile.ts";
import { BATCH } from "./rounds.ts";
import { median } from "./statistics.ts";
import { toColumns, toTable } from "./tables.ts";

/** Lines of less milliseconds a step are summed up in one. */
const LEAST = 0.02;

/** A kernel on tensors of the same shapes, in every step. */
interface Line extends Omit<KernelTime, "ms"> {
  /** The layers that it works for, in words. */
  readonly place: string;
  /** Of each step. */
  readonly ms: number[];
}

/**
 * Prints the kernels, the dearest first, then the layers and what lies outside the kernels. All
 * figures are medians over the steps, each of its own, so that they need not add up.
 */
export function formatProfile({ net, steps }: Profile): string {
  const lines = toLines(steps, describeNet(net.layers).layers);
  return `${net.name}: ${formatLayers(net.layers)}\n\n` +
    `${kernelTable(lines, steps)}\n${layerTable(lines, steps)}`;
}

function kernelTable(lines: readonly Line[], steps: readonly StepProfile[]): string {
  const shown = lines.filter(({ ms }) => median(ms) >= LEAST);
  const rest = lines.filter(({ ms }) => median(ms) < LEAST);
  const rows = shown.map(({ kernel, inputs, outputs, place, ms, calls, flops, bytes }) => {
    const rates = ms.map((own) => flops / own / 1e6);
    const shares = rates.map((rate, step) => rate / steps[step].fmaRate);
    return [
      kernel,
      `${inputs.join(" ")} > ${outputs.join(" ")}`,
      place,
      median(ms).toFixed(2),
      `${calls}`,
      flops > 0 ? median(rates).toFixed(1) : "",
      flops > 0 ? `${(100 * median(shares)).toFixed(0)} %` : "",
      flops > 0 ? "" : (bytes / median(ms) / 1e6).toFixed(1),
    ];
  });
  return toText(toTable(
    toColumns(["Kernel", "Shapes", "Layer"], ["ms", "calls", "GFLOP/s", "FMA share", "GB/s"]),
    [...rows, ["Others", "", "", median(sumOf(rest, steps)).toFixed(2), "", "", "", ""]],
    [
      "GFLOP/s and FMA share: of the products that a direct convolution takes. Winograd's filtering " +
      "takes about a quarter of them, so that it can pass 100 %.",
    ],
  ));
}

function layerTable(lines: readonly Line[], steps: readonly StepProfile[]): string {
  const total = steps.map(({ ms }) => ms);
  const inKernels = sumOf(lines, steps);
  const layers = [...Map.groupBy(lines, ({ place }) => place || "of no layer")]
    .map(([place, own]) => ({ place, ms: sumOf(own, steps) }))
    .sort((a, b) => median(b.ms) - median(a.ms));
  const outside = total.map((ms, step) => ms - inKernels[step]);
  const rates = steps.map(({ fmaRate }) => fmaRate);
  return toText(toTable(
    toColumns(["Layer"], ["ms", "share"]),
    [
      ...layers,
      { place: "outside the kernels", ms: outside },
      { place: "a step", ms: total },
    ].map(({ place, ms }) => {
      const share = median(ms.map((own, step) => own / total[step]));
      return [place, median(ms).toFixed(2), `${(100 * share).toFixed(1)} %`];
    }),
    [
      `Medians of ${steps.length} steps. FMA rate: ${median(rates).toFixed(1)} GFLOP/s, from ` +
      `${Math.min(...rates).toFixed(1)} to ${Math.max(...rates).toFixed(1)}, measured before ` +
      "each step.",
      "Outside the kernels: the step less its kernels, by the clock of the same step.",
    ],
  ));
}

/** From the kernels of each step to the steps of each kernel. */
function toLines(steps: readonly StepProfile[], layers: readonly LayerDescription[]): Line[] {
  const lines = new Map<string, Line>();
  for (const [step, { kernels }] of steps.entries()) {
    for (const time of kernels) {
      const key = [time.kernel, ...time.inputs, "to", ...time.outputs].join(" ");
      const line = lines.get(key) ?? {
        ...time,
        place: layersOf(time, layers, BATCH).map((i) => `${i + 1} ${layers[i].text}`).join(" or "),
        ms: steps.map(() => 0),
      };
      line.ms[step] = time.ms;
      lines.set(key, line);
    }
  }
  return [...lines.values()].sort((a, b) => median(b.ms) - median(a.ms));
}

/** Milliseconds of each step in all of `lines`. */
function sumOf(lines: readonly Line[], steps: readonly StepProfile[]): number[] {
  return steps.map((_, step) => lines.reduce((sum, { ms }) => sum + ms[step], 0));
}
