/**
 * What a sweep of many tiny trials spends beside training: how busy it keeps the workers, and whether
 * the memory stays flat.
 *
 * @module
 */
import { createStudy, loadMnist, randomSampler } from "../../lib/studies.ts";
import { createLiveDisplay } from "../../lib/notebook/live.ts";
import { readResidentMemory } from "./resident_memory.ts";

/** What was measured. */
export interface SweepSummary {
  readonly trials: number;
  readonly workers: number;
  /** Training and evaluating a trial takes so long, in its worker. */
  readonly msPerTrial: number;
  /** The share of the workers' time that is spent so. */
  readonly busyShare: number;
  /** Resident memory after a tenth of the trials, and after all, in MiB. */
  readonly rssMiB: readonly [early: number, late: number];
}

/** Images that a tiny trial trains on and is validated on. */
const IMAGES = 1200;

/**
 * Runs a random search of tiny nets, an epoch each, with the live display of a notebook.
 *
 * @param onProgress Told from time to time.
 */
export async function measureSweep(
  { trials, workers, onProgress }: {
    readonly trials: number;
    readonly workers: number;
    readonly onProgress: (text: string) => void;
  },
): Promise<SweepSummary> {
  const { study } = await createStudy({
    storage: null,
    name: "tiny",
    data: await loadMnist(),
    limit: IMAGES,
    epochs: 1,
    trials,
    workers,
    backend: "wasm",
    sampler: randomSampler(),
    search: (trial) => ({ layers: `C4 P2 F D${trial.suggestInt("units", 8, 32)}` }),
  });
  // The displays are made and sent, to nobody.
  const live = createLiveDisplay(study, { broadcast: () => Promise.resolve() });
  let early = 0, told = 0;
  const begunMs = performance.now();
  await study.optimize({
    onProgress(progress) {
      const { finished } = progress;
      live.update(progress);
      if (early === 0 && finished >= trials / 10) early = readResidentMemory().rssMiB;
      if (finished < told + trials / 10) return;
      told = finished;
      onProgress(`${finished} of ${trials} trials`);
    },
  });
  const wallMs = performance.now() - begunMs;
  await live.finish();
  const epochs = study.trials.flatMap(({ runs }) => runs.flatMap(({ epochs }) => epochs));
  const spentMs = epochs.reduce((sum, { durationMs }) => sum + durationMs, 0);
  return {
    trials,
    workers,
    msPerTrial: spentMs / trials,
    busyShare: spentMs / (wallMs * workers),
    rssMiB: [early, readResidentMemory().rssMiB],
  };
}

/** In a sentence. */
export function formatSweep(
  { trials, workers, msPerTrial, busyShare, rssMiB: [early, late] }: SweepSummary,
): string {
  return `${trials} trials of ${msPerTrial.toFixed(0)} ms on ${workers} workers: they train and ` +
    `evaluate ${(100 * busyShare).toFixed(1)} % of the time; ${early.toFixed(0)} MiB resident ` +
    `after a tenth of the trials, ${late.toFixed(0)} after all.`;
}
