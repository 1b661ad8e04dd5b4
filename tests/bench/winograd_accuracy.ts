/**
 * Whether nets learn as well by Winograd's filtering as by direct sums.
 *
 * @module
 */
import { WasmProducts } from "../../lib/backends/products/wasm_products.ts";
import { adam, type Dataset, formatLayers, type Net, train } from "../../lib/mod.ts";
import { BATCH } from "./rounds.ts";
import { type Interval, intervalOfMean } from "./statistics.ts";
import { withProducts } from "./winograd_nets.ts";

/** Accuracies of a net on the test images, a seed each, as fractions. */
export interface AccuracyComparison {
  readonly net: Net;
  readonly winograd: readonly number[];
  readonly direct: readonly number[];
  /** Mean of Winograd's less the direct one's of the same seed, at 95 %. */
  readonly difference: Interval;
}

/** How long each of the nets is trained. */
export interface Amount {
  readonly seeds: number;
  readonly limit: number;
  readonly epochs: number;
}

/** Trains a net both ways from the same seeds: Adam, protocol `held-out`. */
export async function compareAccuracies(
  net: Net,
  data: Dataset,
  { seeds, limit, epochs }: Amount,
  onProgress: (text: string) => void,
): Promise<AccuracyComparison> {
  const winograd: number[] = [], direct: number[] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    onProgress(`${net.name}: seed ${seed} of ${seeds}`);
    const run = async () => {
      const { test } = await train({
        layers: formatLayers(net.layers),
        epochs,
        batchSize: BATCH,
        optimizer: adam(),
        seed,
        protocol: "held-out",
        limit,
        patience: null,
        fold: null,
      }, data);
      return test!.accuracy;
    };
    winograd.push(await run());
    direct.push(await withProducts((heap) => new WasmProducts(heap), run));
  }
  const difference = intervalOfMean(winograd.map((accuracy, i) => accuracy - direct[i]));
  return { net, winograd, direct, difference };
}
