/**
 * `--memory`: whether the memory of a training run stays what it is.
 *
 * @module
 */
import { formatLayers, type Net } from "../../lib/studies.ts";
import { describeMachine, type Machine } from "./machine.ts";
import { PeerProcess } from "./peer_process.ts";
import { ourCommand } from "./peers.ts";
import type { MemoryOpening, MemoryRequest, MemorySample } from "./protocol.ts";
import { BATCH } from "./rounds.ts";
import { slope } from "./statistics.ts";

/** Epochs after the first, which warms up. */
const EPOCHS = 20;
/** MiB per 1,000 steps: a trial of the paper, of 3,000 steps, would grow by as good as nothing. */
export const FLAT = 5;

/** The memory of training runs: the content of the JSON file. */
export interface MemorySummary {
  readonly machine: Machine;
  readonly batch: number;
  /** From the first sample to the last. */
  readonly steps: number;
  readonly memory: readonly NetMemory[];
}

/** The memory of a process that trains one net. */
export interface NetMemory {
  readonly name: string;
  /** Compact form. */
  readonly layers: string;
  /** One after each epoch. */
  readonly samples: readonly MemorySample[];
  /** Theil-Sen slope of the resident memory over the samples, in MiB per 1,000 steps. */
  readonly growthMiB: number;
  /** The same without garbage: of all but JavaScript's heap, and of what is in use of the heap. */
  readonly keptGrowthMiB: number;
  /** Whether that is at most {@linkcode FLAT}, and the number of tensors always the same. */
  readonly flat: boolean;
}

/** Watches every net; `onNet` is told the summary so far after each. */
export async function watchMemory(
  { nets, steps, onProgress, onNet }: {
    nets: readonly Net[];
    steps: number;
    onProgress: (text: string) => void;
    onNet: (summary: MemorySummary) => Promise<void>;
  },
): Promise<MemorySummary> {
  const memory: NetMemory[] = [];
  const epoch = Math.ceil(steps / EPOCHS);
  const summary = { machine: describeMachine(), batch: BATCH, steps: EPOCHS * epoch, memory };
  for (const net of nets) {
    memory.push(await watchNet(net, epoch, onProgress));
    await onNet(summary);
  }
  return summary;
}

/** Trains in epochs of `steps`, in a process of its own, and looks at its memory after each. */
async function watchNet(
  { name, layers }: Net,
  steps: number,
  onProgress: (text: string) => void,
): Promise<NetMemory> {
  await using process = new PeerProcess(
    ourCommand("sweepbook_memory.ts", "--expose-gc"),
  );
  const opening: MemoryOpening = { layers, steps };
  await process.ask(opening);
  const samples: MemorySample[] = [];
  for (let epoch = 0; epoch <= EPOCHS; epoch++) {
    onProgress(`${name}: step ${epoch * steps} of ${EPOCHS * steps}`);
    const request: MemoryRequest = { collect: epoch === 0 || epoch === EPOCHS };
    samples.push(await process.ask<MemorySample>(request));
  }
  return { name, layers: formatLayers(layers), samples, ...judge(samples, steps) };
}

/**
 * How fast memory grows in epochs of `steps`. JavaScript's heap grows and shrinks as garbage comes
 * and goes, so that only what is in use of it is judged.
 */
export function judge(samples: readonly MemorySample[], steps: number) {
  const perThousand = (values: readonly number[]) => 1000 / steps * slope(values);
  const [first, last] = [samples[0].liveHeapMiB!, samples.at(-1)!.liveHeapMiB!];
  const growthMiB = perThousand(samples.map(({ rssMiB }) => rssMiB));
  const keptGrowthMiB = perThousand(samples.map(({ rssMiB, heapMiB }) => rssMiB - heapMiB)) +
    1000 / steps * (last - first) / (samples.length - 1);
  const constant = samples.every(({ tensors }) => tensors === samples[0].tensors);
  return { growthMiB, keptGrowthMiB, flat: constant && keptGrowthMiB <= FLAT };
}
