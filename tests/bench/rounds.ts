/**
 * The benchmark of training steps: net by net, all peers in turns, round by round.
 *
 * @module
 */
import { dense, type Layer, type Net } from "../../lib/mod.ts";
import { PeerProcess } from "./peer_process.ts";
import type { Peer } from "./peers.ts";
import type { Opening, Turn } from "./protocol.ts";
import { median } from "./statistics.ts";

/** Images per step, as in the paper. */
export const BATCH = 100;
/** Rounds before the first that counts, so that no timing sees code or caches warm up. */
const WARM_UP = 2;
/** Steps in all of a peer that is too slow for rounds; the first is its warm-up. */
const SLOW_STEPS = 2;
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
export function countSteps(rounds: number, peers: readonly Peer[]): number {
  const most = Math.max(...peers.map(({ stepsPerRound }) => stepsPerRound));
  return Math.max(SLOW_STEPS, (WARM_UP + rounds) * most);
}

/**
 * Trains one net on all peers in turns.
 *
 * @param onProgress Told in a few words what is being done.
 */
export async function measureNet(
  net: Net,
  peers: readonly Peer[],
  { rounds, files, onProgress }: {
    rounds: number;
    files: BatchFiles;
    onProgress: (text: string) => void;
  },
): Promise<(Measurement | Failure)[]> {
  const layers = [...net.layers, dense(10, { activation: "linear" })];
  const runners = peers.map((peer) => new Runner(peer, { ...files, layers, batch: BATCH }));
  for (const runner of runners) {
    onProgress(`${net.name}: ${runner.peer.name} starts`);
    await runner.start();
  }
  for (let round = 1; round <= rounds; round++) {
    onProgress(`${net.name}: round ${round} of ${rounds}`);
    for (const runner of runners) await runner.turn(runner.peer.stepsPerRound);
  }
  const results = [];
  for (const runner of runners) {
    if (runner.peer.stepsPerRound === 0) {
      onProgress(`${net.name}: ${runner.peer.name}, ${SLOW_STEPS} steps`);
      for (let step = 0; step < SLOW_STEPS; step++) await runner.turn(1);
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
  #warmUp: Turn | undefined;
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
      const steps = WARM_UP * this.peer.stepsPerRound;
      if (steps > 0) this.#warmUp = await this.#process.ask<Turn>({ steps });
    });
  }

  async turn(steps: number): Promise<void> {
    if (steps === 0) return;
    await new Promise((resolve) => setTimeout(resolve, REST));
    await this.#attempt(async () => {
      const turn = await this.#process!.ask<Turn>({ steps });
      if (this.#warmUp === undefined) this.#warmUp = turn;
      else this.#turns.push(turn);
    });
  }

  /** Ends the process and gives what was measured, once the losses show that it has learned. */
  async finish(): Promise<Measurement | Failure> {
    let peakMiB: number | null = null;
    await this.#attempt(() => Promise.resolve(peakMiB = this.#process!.peakMemory()));
    await this.#process?.[Symbol.asyncDispose]();
    const all = [this.#warmUp, ...this.#turns].filter((turn) => turn !== undefined);
    const losses = all.flatMap((turn) => turn.losses);
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

/** Whether all losses are finite and the last are below the first; two steps prove nothing. */
function isLearning(losses: readonly number[]): boolean {
  if (!losses.every(Number.isFinite)) return false;
  return losses.length <= SLOW_STEPS || median(losses.slice(-3)) < losses[0];
}
