/**
 * From what was measured to the figures of the table: the content of the JSON file.
 *
 * @module
 */
import { describeNet, formatLayers, type Net } from "../../lib/studies.ts";
import type { Machine } from "./machine.ts";
import { BATCH, type Failure, type Measurement } from "./rounds.ts";
import { median } from "./statistics.ts";

/** A benchmark of training steps. */
export interface Summary {
  readonly machine: Machine;
  readonly batch: number;
  readonly rounds: number;
  /** Why some peers stayed out, one sentence each. */
  readonly absent: readonly string[];
  readonly nets: readonly NetSummary[];
}

/** One net on all peers. */
export interface NetSummary {
  readonly name: string;
  /** Compact form. */
  readonly layers: string;
  /** Floating-point operations of a step: see `describeNet()`. */
  readonly stepFlops: number;
  readonly results: readonly (PeerSummary | Failure)[];
}

/** One net on one peer. */
export interface PeerSummary {
  readonly peer: string;
  readonly title: string;
  /** Median over the rounds of each round's median step. */
  readonly msPerStep: number;
  /** Median over the rounds of our pure WASM's time over this peer's; null without ours. */
  readonly wasmRatio: number | null;
  /** The same of ours with a BLAS. */
  readonly blasRatio: number | null;
  readonly gflopsPerSecond: number;
  /** Of the multiply-add rate measured in the same process; of ours alone. */
  readonly fmaShare: number | null;
  readonly peakMiB: number | null;
  readonly firstLoss: number;
  readonly lastLoss: number;
  /** Medians of the single rounds, in milliseconds. */
  readonly roundMs: readonly number[];
}

/** Sums up one net. */
export function summarise(
  net: Net,
  results: readonly (Measurement | Failure)[],
): NetSummary {
  const flops = BATCH * describeNet(net.layers).stepFlopsPerImage;
  const measured = results.filter((result): result is Measurement => !("error" in result));
  const wasm = measured.find(({ peer }) => peer === "sweepbook");
  const blas = measured.find(({ peer }) => peer === "sweepbook-blas");
  const toSummary = (one: Measurement): PeerSummary => {
    const rates = one.rounds.map((ms) => flops / ms / 1e6);
    return {
      peer: one.peer,
      title: one.title,
      msPerStep: median(one.rounds),
      wasmRatio: wasm ? ratio(wasm, one) : null,
      blasRatio: blas ? ratio(blas, one) : null,
      gflopsPerSecond: flops / median(one.rounds) / 1e6,
      fmaShare: one.fmaRates.length === 0
        ? null
        : median(rates.map((rate, i) => rate / one.fmaRates[i])),
      peakMiB: one.peakMiB,
      firstLoss: one.losses[0],
      lastLoss: one.losses.at(-1)!,
      roundMs: one.rounds,
    };
  };
  return {
    name: net.name,
    layers: formatLayers(net.layers),
    stepFlops: flops,
    results: results.map((result) => "error" in result ? result : toSummary(result)),
  };
}

/** Median of the rounds' ratios; a peer outside the rounds is compared with our median. */
function ratio(ours: Measurement, theirs: Measurement): number {
  if (theirs.rounds.length !== ours.rounds.length) {
    return median(ours.rounds) / median(theirs.rounds);
  }
  return median(ours.rounds.map((ms, round) => ms / theirs.rounds[round]));
}
