/**
 * What training needs of the WASM heap at least, told before anything is allocated, and what to
 * change where it is too much.
 *
 * @module
 */
import { OutOfMemory } from "../backends/out_of_memory.ts";
import { releaseBackend } from "../backends/prepare.ts";
import { HEAP_BYTES } from "../backends/wasm/wasm_heap.ts";
import type { Layer } from "../models/layers.ts";
import { describeNet, type Shape } from "../models/shapes.ts";
import type { Optimizer } from "../trial/setup.ts";

/** What decides how much memory training takes. */
export interface MemoryNeed {
  readonly layers: readonly Layer[];
  /** Shape of an image. */
  readonly input: Shape;
  readonly classes: number;
  /** Images of one step. */
  readonly batchSize: number;
  readonly optimizer: Optimizer;
}

/**
 * Refuses a net whose training cannot fit into the WASM heap, by a bound from below: what fits by it
 * may still run out later.
 *
 * @throws {RangeError} If it cannot fit; the message says what to change.
 */
export function checkMemory(need: MemoryNeed): void {
  const { weights, gradients, kept, peak } = sharesOf(need);
  const bytes = weights + Math.max(peak, gradients + kept);
  if (bytes <= HEAP_BYTES) return;
  throw new RangeError(
    `Expected a net that trains within the 4 GiB of the WASM heap, got one that needs at least ` +
      `${(bytes / 2 ** 30).toFixed(1)} GiB; use ${memoryAdvice(need)}.`,
  );
}

/**
 * The error to throw for `error`: where memory ran out, one that says what to change. The backend is
 * released then, so that the next run has all of its memory.
 */
export function explainMemory(error: unknown, need: MemoryNeed): unknown {
  if (!(error instanceof OutOfMemory)) return error;
  releaseBackend();
  return new OutOfMemory(error.bytes, `use ${memoryAdvice(need)}`);
}

/** What to change so that training takes less memory, where most of it goes. */
function memoryAdvice(need: MemoryNeed): string {
  const { weights, gradients, peak } = sharesOf(need);
  const byWeights = weights + gradients >= peak;
  let largest: { size: number; fewer: string } = { size: 0, fewer: "" };
  for (const { layer, text, parameters, outputShape } of describe(need).layers) {
    if (layer.kind !== "conv" && layer.kind !== "dense") continue;
    const size = byWeights ? parameters : countValues(outputShape);
    const what = layer.kind === "conv" ? "filters" : "units";
    if (size > largest.size) largest = { size, fewer: `fewer ${what} in ${text}` };
  }
  return [byWeights ? "" : "smaller batches", largest.fewer].filter(Boolean).join(" or ");
}

/** What training takes at least, in bytes. */
interface Shares {
  /** Of the weights, and of the optimizer's state, which has their size once or twice. */
  readonly weights: number;
  /** Of the weights' gradients, which are there all at once. */
  readonly gradients: number;
  /** Of what a forward pass keeps for the gradients: the inputs of all layers that have weights. */
  readonly kept: number;
  /** Of the most that a forward pass holds: a convolution's output is there before it is pooled. */
  readonly peak: number;
}

function sharesOf(need: MemoryNeed): Shares {
  const { layers, parameters } = describe(need);
  let kept = 0, peak = 0;
  for (const { layer, parameters, inputShape, outputShape } of layers) {
    if (parameters > 0) kept += countValues(inputShape);
    peak = Math.max(peak, layer.kind === "conv" ? kept + countValues(outputShape) : kept);
  }
  const copies = need.optimizer.kind === "adam" ? 3 : 2;
  return {
    weights: 4 * copies * parameters,
    gradients: 4 * parameters,
    kept: 4 * need.batchSize * kept,
    peak: 4 * need.batchSize * peak,
  };
}

const describe = ({ layers, input, classes }: MemoryNeed) => describeNet(layers, input, classes);

const countValues = (shape: Shape) => shape.reduce<number>((size, length) => size * length, 1);
