/**
 * `--study`: the paper's whole study on ours and on scripts in other frameworks, all cores each.
 *
 * The nets are cut into parts of as many as there are cores, the dearest first, and the peers take
 * turns part by part, so that a noisy minute of the machine hits all alike. Ours trains the nets of a
 * part at the same time, the others one after another on all cores.
 *
 * @module
 */
import { cases, dense, describeNet, loadMnist, type Net } from "../../lib/studies.ts";
import { writeImages } from "./ground.ts";
import { describeMachine, type Machine } from "./machine.ts";
import { PeerProcess } from "./peer_process.ts";
import type { Peer } from "./peers.ts";
import type { StudyOpening, StudyPart } from "./protocol.ts";
import { BATCH } from "./rounds.ts";

/** A benchmark of the whole study: the content of the JSON file. */
export interface StudySummary {
  readonly machine: Machine;
  readonly epochs: number;
  readonly images: number;
  /** Names of the nets in each part. */
  readonly parts: readonly (readonly string[])[];
  /** Why some peers stayed out, one sentence each. */
  readonly absent: readonly string[];
  readonly results: readonly StudyResult[];
}

/** The study on one peer. */
export interface StudyResult {
  readonly peer: string;
  readonly title: string;
  /** From the start of the process to its readiness. */
  readonly startMs: number;
  /** Of each part. */
  readonly partMs: readonly number[];
  /** Start and parts together. */
  readonly totalMs: number;
  /** Mean over the nets, on the test images after the last epoch. */
  readonly accuracy: number;
}

/**
 * Trains the study on every peer.
 *
 * @throws {Error} If a peer fails.
 */
export async function measureStudy(
  { peers, absent }: { peers: readonly Peer[]; absent: readonly string[] },
  { epochs, limit, onProgress }: {
    epochs: number;
    limit: number | undefined;
    onProgress: (text: string) => void;
  },
): Promise<StudySummary> {
  const { train, test } = await loadMnist();
  const count = Math.min(limit ?? Infinity, train.count);
  const parts = cutIntoParts(cases.paper, navigator.hardwareConcurrency);
  const folder = await Deno.makeTempDir();
  const runs: { peer: Peer; process: PeerProcess; title: string; startMs: number }[] = [];
  const measured = new Map<string, StudyPart[]>(peers.map(({ name }) => [name, []]));
  try {
    const [images, labels] = await writeImages(train, count, `${folder}/train`);
    const [testImages, testLabels] = await writeImages(test, test.count, `${folder}/test`);
    const files = { images, labels, testImages, testLabels };
    for (const peer of peers) {
      onProgress(`${peer.name} starts`);
      const start = performance.now();
      const process = new PeerProcess(peer.studyCommand!);
      const opening: StudyOpening = { ...files, batch: BATCH, epochs, blas: peer.blas };
      const { name: title } = await process.ask<{ name: string }>(opening);
      runs.push({ peer, process, title, startMs: performance.now() - start });
    }
    for (const [place, part] of parts.entries()) {
      const trials = part.map(({ layers }) => [...layers, dense(10, { activation: "linear" })]);
      for (const { peer, process } of runs) {
        onProgress(`Part ${place + 1} of ${parts.length}: ${peer.name}`);
        measured.get(peer.name)!.push(await process.ask<StudyPart>({ trials }));
      }
    }
  } finally {
    for (const { process } of runs) await process[Symbol.asyncDispose]();
    await Deno.remove(folder, { recursive: true });
  }
  return {
    machine: describeMachine(),
    epochs,
    images: count,
    parts: parts.map((part) => part.map(({ name }) => name)),
    absent,
    results: runs.map(({ peer, title, startMs }) => {
      const own = measured.get(peer.name)!;
      const partMs = own.map(({ ms }) => ms);
      const accuracies = own.flatMap(({ accuracies }) => accuracies);
      return {
        peer: peer.name,
        title,
        startMs,
        partMs,
        totalMs: partMs.reduce((sum, ms) => sum + ms, startMs),
        accuracy: accuracies.reduce((sum, each) => sum + each, 0) / accuracies.length,
      };
    }),
  };
}

/** Groups of `size` nets, the dearest first, so that the nets of a group take alike. */
function cutIntoParts(nets: readonly Net[], size: number): Net[][] {
  const flops = ({ layers }: Net) => describeNet(layers).flopsPerImage;
  const sorted = nets.toSorted((a, b) => flops(b) - flops(a));
  const parts: Net[][] = [];
  for (let i = 0; i < sorted.length; i += size) parts.push(sorted.slice(i, i + size));
  return parts;
}
