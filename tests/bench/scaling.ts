/**
 * `--scaling`: several workers against one, on the executor that trains every study.
 *
 * @module
 */
import { formatLayers, type Net } from "../../lib/studies.ts";
import { describeMachine, type Machine } from "./machine.ts";
import { PeerProcess } from "./peer_process.ts";
import { ourCommand } from "./peers.ts";
import type { MemoryOpening, ScalingOpening, Throughput } from "./protocol.ts";
import type { ResidentMemory } from "./resident_memory.ts";
import { BATCH } from "./rounds.ts";
import { QUICK_WARM_UP_STEPS, WARM_UP_STEPS } from "./warm_up.ts";

/** A measurement lasts so many milliseconds at least, and so many steps of every worker. */
const WINDOW = { windowMs: 5_000, windowSteps: 10 };
const QUICK_WINDOW = { windowMs: 300, windowSteps: 2 };
/** Workers whose memory is measured, one more at a time. */
const MEMORY_WORKERS = 3;

/** How the executor scales: the content of the JSON file. */
export interface ScalingSummary {
  readonly machine: Machine;
  readonly batch: number;
  /** Workers that are compared with one. */
  readonly workers: number;
  readonly rounds: number;
  readonly scaling: readonly NetScaling[];
}

/** How it scales on one net. */
export interface NetScaling {
  readonly name: string;
  /** Compact form. */
  readonly layers: string;
  /** Images a second of one worker, of each round. */
  readonly one: readonly number[];
  /** Images a second of all workers together, of each round. */
  readonly all: readonly number[];
  /** Of a process with 1, 2, 3 workers that all train. */
  readonly memory: readonly ResidentMemory[];
}

/** Measures every net; `onNet` is told the summary so far after each. */
export async function measureScaling(
  { nets, workers, rounds, quick, onProgress, onNet }: {
    nets: readonly Net[];
    workers: number;
    rounds: number;
    quick: boolean;
    onProgress: (text: string) => void;
    onNet: (summary: ScalingSummary) => Promise<void>;
  },
): Promise<ScalingSummary> {
  const warmUp = quick ? QUICK_WARM_UP_STEPS : WARM_UP_STEPS;
  const window = quick ? QUICK_WINDOW : WINDOW;
  const scaling: NetScaling[] = [];
  const summary = { machine: describeMachine(), batch: BATCH, workers, rounds, scaling };
  for (const net of nets) {
    const opening = { layers: net.layers, warmUp, ...window };
    const one: number[] = [], all: number[] = [];
    for (let round = 1; round <= rounds; round++) {
      onProgress(`${net.name}: round ${round} of ${rounds}`);
      one.push(await measureThroughput({ ...opening, workers: 1 }));
      all.push(await measureThroughput({ ...opening, workers }));
    }
    onProgress(`${net.name}: memory`);
    const memory = await measureMemory(net, warmUp);
    scaling.push({ name: net.name, layers: formatLayers(net.layers), one, all, memory });
    await onNet(summary);
  }
  return summary;
}

/** Images a second of workers in a process of their own, which ends with the measurement. */
async function measureThroughput(opening: ScalingOpening): Promise<number> {
  await using process = new PeerProcess(ourCommand("sweepbook_scaling.ts"));
  return (await process.ask<Throughput>(opening)).imagesPerSecond;
}

/** Starts one worker after the other in a process of their own. */
async function measureMemory(net: Net, steps: number): Promise<ResidentMemory[]> {
  await using process = new PeerProcess(ourCommand("sweepbook_workers.ts"));
  const opening: MemoryOpening = { layers: net.layers, steps };
  await process.ask(opening);
  const memory: ResidentMemory[] = [];
  for (let workers = 1; workers <= MEMORY_WORKERS; workers++) {
    memory.push(await process.ask<ResidentMemory>({}));
  }
  return memory;
}
