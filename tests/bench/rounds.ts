/**
 * The benchmark of training steps: net by net, all peers in turns, round by round.
 *
 * @module
 */
import { dense, type Layer, type Net } from "../../lib/studies.ts";
import { PeerProcess } from "./peer_process.ts";
import type { Peer } from "./peers.ts";
import type { Opening, Turn } from "./protocol.ts";
import { median } from "./statistics.ts";
import { isWarm } from "./warm_up.ts";

/** Images per step, as in the paper. */
export const BATCH = 100;
/** Steps that count of a peer that is too slow for rounds. */
const SLOW_STEPS = 1;
/** Milliseconds between two turns, in which the last one's idle threads stop spinning. */
const REST = 50;

/** What was measured of one peer on one net. */
export interface Measurement {
  readonly peer: string;
  /** What the peer says that it is, with its version. */
  readonly title: string;
  /** Of each round, the median of its steps in milliseconds. */
  readonly rounds: readonly number[];
  /** Of each round, GFLOP/s of pure multiply-adds in the same process; of ours alone. */
  readonly fmaRates: readonly number[];
  /** Loss of every step, in nats. */
  readonly losses: readonly number[];
  /** Most memory ever resident, in MiB; null where the system does not tell. */
  readonly peakMiB: number | null;
}

/** A peer that did not get through. */
export interface Failure {
  readonly peer: string;
  /** Why, in its own words. */
  readonly error: string;
}

/** The files of the batches, in the order of the steps. */
export type BatchFiles = Pick<Opening, "images" | "labels" | "steps">;

/** How many steps a peer takes at most. */
export function countSteps(rounds: number, warmUp: number, peers: readonly Peer[]): number {
  const most = Math.max(...peers.map(({ stepsPerRound }) => stepsPerRound), SLOW_STEPS);
  return (Math.ceil(warmUp / most) + rounds) * most;
}

/**
 * Trains one net on all peers in turns.
 *
 * @param warmUp Steps of each peer before the rounds: see {@linkcode isWarm}.
 * @param onProgress Told in a few words what is being done.
 */
export async function measureNet(
  net: Net,
  peers: readonly Peer[],
  { rounds, warmUp, files, onProgress }: {
    rounds: number;
    warmUp: number;
    files: BatchFiles;
    onProgress: (text: string) => void;
  },
): Promise<(Measurement | Failure)[]> {
  const layers = [...net.layers, dense(10, { activation: "linear" })];
  const runners = peers.map((peer) => new Runner(peer, { ...files, layers, batch: BATCH }));
  for (const runner of runners) {
    onProgress(`${net.name}: ${runner.peer.name} starts`);
    await runner.start();
    if (runner.peer.stepsPerRound > 0) await runner.warmUp(warmUp);
  }
  for (let round = 1; round <= rounds; round++) {
    onProgress(`${net.name}: round ${round} of ${rounds}`);
    for (const runner of runners) await runner.turn(runner.peer.stepsPerRound);
  }
  const results = [];
  for (const runner of runners) {
    if (runner.peer.stepsPerRound === 0) {
      onProgress(`${net.name}: ${runner.peer.name}, after the rounds`);
      await runner.warmUp(warmUp);
      await runner.turn(SLOW_STEPS);
    }
    results.push(await runner.finish());
  }
  return results;
}

/** One peer on one net. A failure ends its part, not the benchmark. */
class Runner {
  readonly peer: Peer;
  readonly #opening: Opening;
  #process: PeerProcess | undefined;
  #title = "";
  /** Losses of the steps that do not count. */
  readonly #warmUpLosses: number[] = [];
  readonly #turns: Turn[] = [];
  #error: string | undefined;

  constructor(peer: Peer, opening: Omit<Opening, "blas"> & { layers: readonly Layer[] }) {
    this.peer = peer;
    this.#opening = { ...opening, blas: peer.blas };
  }

  async start(): Promise<void> {
    await this.#attempt(async () => {
      this.#process = new PeerProcess(this.peer.command);
      this.#title = (await this.#process.ask<{ name: string }>(this.#opening)).name;
    });
  }

  /** Trains, in turns as long as a round's, until the peer is warm. */
  async warmUp(leastSteps: number): Promise<void> {
    const steps = Math.max(this.peer.stepsPerRound, 1);
    await this.#attempt(async () => {
      for (let ms = 0; !isWarm(this.#warmUpLosses.length, ms, leastSteps);) {
        const turn = await this.#process!.ask<Turn>({ steps });
        this.#warmUpLosses.push(...turn.losses);
        ms += turn.ms.reduce((sum, each) => sum + each, 0);
      }
    });
  }

  async turn(steps: number): Promise<void> {
    if (steps === 0) return;
    await new Promise((resolve) => setTimeout(resolve, REST));
    await this.#attempt(async () => {
      this.#turns.push(await this.#process!.ask<Turn>({ steps }));
    });
  }

  /** Ends the process and gives what was measured, once the losses show that it has learned. */
  async finish(): Promise<Measurement | Failure> {
    let peakMiB: number | null = null;
    await this.#attempt(() => Promise.resolve(peakMiB = this.#process!.peakMemory()));
    await this.#process?.[Symbol.asyncDispose]();
    const losses = [...this.#warmUpLosses, ...this.#turns.flatMap((turn) => turn.losses)];
    if (!this.#error && !isLearning(losses)) {
      this.#error = `its losses do not fall: ${losses.map((loss) => loss.toFixed(3)).join(" ")}`;
    }
    if (this.#error) return { peer: this.peer.name, error: this.#error };
    return {
      peer: this.peer.name,
      title: this.#title,
      rounds: this.#turns.map(({ ms }) => median(ms)),
      fmaRates: this.#turns.flatMap(({ fmaRate }) => fmaRate ?? []),
      losses,
      peakMiB,
    };
  }

  async #attempt(work: () => Promise<unknown>): Promise<void> {
    if (this.#error) return;
    try {
      await work();
    } catch (error) {
      this.#error = (error as Error).message;
    }
  }
}

/** Whether all losses are finite and the last are below the first; three steps prove nothing. */
function isLearning(losses: readonly number[]): boolean {
  if (!losses.every(Number.isFinite)) return false;
  return losses.length <= 3 || median(losses.slice(-3)) < losses[0];
}
