/**
 * How long training steps of a net take here and now.
 *
 * @module
 */
import type { TfjsBackend } from "../backends/prepare.ts";
import { checkKeys, checkWhole } from "../check/check.ts";
import { checkDataset, type Dataset } from "../datasets/dataset.ts";
import { checkLayers } from "../models/check_layers.ts";
import { formatLayers, parseLayers } from "../models/compact.ts";
import type { Layer } from "../models/layers.ts";
import { describeNet } from "../models/shapes.ts";
import { adam } from "../trial/optimizer.ts";
import { RunStopped } from "../trial/run.ts";
import { train } from "./train.ts";
import { stepsPerEpoch } from "./train_epoch.ts";

/** Options of {@linkcode timeSteps}. */
export interface TimingOptions {
  /**
   * Images of a step, at least 1.
   *
   * @default {100}
   */
  readonly batchSize?: number;
  /**
   * So many steps are timed, at least 1.
   *
   * @default {20}
   */
  readonly steps?: number;
  /**
   * So many steps go before them, in which kernels are compiled, at least 1. An epoch has to have room
   * for all.
   *
   * @default {20}
   */
  readonly warmUp?: number;
  /**
   * This backend of tfjs computes: `wasm` with the kernels of Sweepbook, `cpu` with tfjs's own, in
   * plain JavaScript.
   *
   * @default {"wasm"}
   */
  readonly backend?: TfjsBackend;
  /**
   * The BLAS at this path does the matrix products of `wasm`, such as `chooseEngine("auto").blas`; null:
   * WASM does them.
   *
   * @default {null}
   */
  readonly blas?: string | null;
}

/** What steps took. */
export interface TimedSteps {
  /** The median of the steps, in milliseconds. */
  readonly msPerStep: number;
  /** Each step in its order, in milliseconds. */
  readonly stepsMs: readonly number[];
  /** Floating-point operations of a step, as {@linkcode describeNet} counts them. */
  readonly flops: number;
  /** Billions of them a second, by the median. */
  readonly gflopsPerSecond: number;
}

/**
 * Trains a net with Adam for some steps and times them: forward pass, gradients and update. It takes
 * one core, and nothing else can happen in the program meanwhile. Times differ from run to run, most
 * on a machine that does other work.
 *
 * @param layers The hidden layers, as values or in compact form.
 * @throws {TypeError} If an argument or an option is not of its type, or an option is unknown.
 * @throws {RangeError} If a number is out of range, the layers cannot follow each other, or the net
 * cannot be trained within the WASM heap.
 * @throws {SyntaxError} If the layers cannot be read.
 * @throws {Error} If the backend cannot start, or the BLAS does not work.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { loadMnist, timeSteps } from "../mod.ts";
 *
 * const { stepsMs, flops } = await timeSteps("C4 P2 F", await loadMnist(), { steps: 5 });
 * assertEquals(stepsMs.length, 5);
 * assertEquals(flops, 14_601_600);
 * ```
 */
export async function timeSteps(
  layers: readonly Layer[] | string,
  data: Dataset,
  options: TimingOptions = {},
): Promise<TimedSteps> {
  const hidden = typeof layers === "string" ? parseLayers(layers) : checkLayers(layers);
  const { train: { count, height, width }, classes } = checkDataset("data", data);
  const names = ["batchSize", "steps", "warmUp", "backend", "blas"];
  const known = checkKeys("options of timeSteps()", options, names);
  const { batchSize = 100, steps = 20, warmUp = 20, backend, blas } = known;
  checkWhole("batchSize", batchSize, 1, count);
  checkWhole("warmUp", warmUp, 1, stepsPerEpoch(count, batchSize) - 1);
  checkWhole("steps", steps, 1, stepsPerEpoch(count, batchSize) - warmUp);
  const { stepFlopsPerImage } = describeNet(hidden, [height, width, 1], classes);
  const ends: number[] = [];
  const setup = {
    layers: formatLayers(hidden),
    epochs: 1,
    batchSize,
    optimizer: adam(),
    seed: 1,
    protocol: "paper", // trains on all images
    limit: null,
    patience: null,
    fold: null,
  } as const;
  const onStep = () => void ends.push(performance.now());
  const isStopped = () => ends.length === warmUp + steps;
  try {
    await train(setup, data, { backend, blas, onStep, isStopped });
  } catch (error) {
    if (!(error instanceof RunStopped)) throw error;
  }
  const stepsMs = ends.slice(warmUp).map((end, i) => end - ends[warmUp + i - 1]);
  const msPerStep = median(stepsMs);
  const flops = batchSize * stepFlopsPerImage;
  return { msPerStep, stepsMs, flops, gflopsPerSecond: flops / msPerStep / 1e6 };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
}
