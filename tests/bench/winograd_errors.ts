/**
 * How far Winograd's filtering and the direct kernels are off a sum in float64, on the activations and
 * gradients of a net in training.
 *
 * @module
 */
import type { ConvInfo } from "../../lib/backends/geometry.ts";
import { chooseProducts } from "../../lib/backends/products/choose_products.ts";
import type {
  ConvAddresses,
  Epilogue,
  MatMul,
  Products,
} from "../../lib/backends/products/products.ts";
import { WasmProducts } from "../../lib/backends/products/wasm_products.ts";
import { suitsWinograd } from "../../lib/backends/products/winograd_products.ts";
import type { WasmHeap } from "../../lib/backends/wasm/wasm_heap.ts";
import { type Dataset, type Net, train } from "../../lib/mod.ts";
import { createRandom } from "../../lib/random/random.ts";
import { endlessTrial } from "./endless_trial.ts";
import { type ExactSum, exactSums } from "./winograd_exact.ts";
import { withProducts } from "./winograd_nets.ts";

/** Half the distance of 1 and the next float32. */
const ROUNDING = 2 ** -24;
/** Sums of each tensor that are looked at. */
const SAMPLE = 1000;

/** A convolution's three results: y, dx, dFilter. */
export type Pass = "forward" | "input gradient" | "filter gradient";

/** Errors in roundings, 2^-24. */
export interface Errors {
  /** Root of the mean square, each in proportion to the absolute values of its own products. */
  readonly typical: number;
  /** The largest of those. */
  readonly worst: number;
  /** Root of the mean square of the errors over that of the sums. */
  readonly whole: number;
}

/** The errors of one layer in one step. */
export interface ErrorComparison {
  /** Input and output, `26x26x32 to 24x24x64`. */
  readonly layer: string;
  readonly pass: Pass;
  readonly winograd: Errors;
  readonly direct: Errors;
}

/** Trains a net for some steps and measures every pass of the step after them. */
export async function measureErrors(
  net: Net,
  data: Dataset,
  steps: number,
): Promise<ErrorComparison[]> {
  const done = new Error("All is measured.");
  let compared!: ComparedProducts;
  await withProducts(
    (heap) => compared = new ComparedProducts(heap),
    () =>
      train(endlessTrial(net.layers, steps + 1), data, {
        onStep({ step }) {
          compared.measuring = step === steps;
          if (step > steps) throw done;
        },
      }),
  ).catch((error) => {
    if (error !== done) throw error;
  });
  return compared.errors;
}

/** Pure WASM's own products, which while `measuring` are compared with direct and exact ones. */
class ComparedProducts implements Products {
  readonly errors: ErrorComparison[] = [];
  measuring = false;
  readonly #heap: WasmHeap;
  readonly #winograd: Products;
  readonly #direct: Products;

  constructor(heap: WasmHeap) {
    this.#heap = heap;
    this.#winograd = chooseProducts(heap, null);
    this.#direct = new WasmProducts(heap);
  }

  convolve(info: ConvInfo, addresses: ConvAddresses, epilogue: Epilogue): void {
    this.#compare(
      "forward",
      info,
      addresses,
      addresses.y,
      (products) => products.convolve(info, addresses, { bias: 0, relu: false }),
    );
    this.#winograd.convolve(info, addresses, epilogue);
  }

  inputGradient(info: ConvInfo, addresses: ConvAddresses): void {
    this.#compare(
      "input gradient",
      info,
      addresses,
      addresses.x,
      (products) => products.inputGradient(info, addresses),
    );
    this.#winograd.inputGradient(info, addresses);
  }

  filterGradient(info: ConvInfo, addresses: ConvAddresses): void {
    this.#compare(
      "filter gradient",
      info,
      addresses,
      addresses.filter,
      (products) => products.filterGradient(info, addresses),
    );
    this.#winograd.filterGradient(info, addresses);
  }

  matMul(product: MatMul, epilogue: Epilogue): void {
    this.#winograd.matMul(product, epilogue);
  }

  #compare(
    pass: Pass,
    info: ConvInfo,
    addresses: ConvAddresses,
    result: number,
    compute: (products: Products) => void,
  ): void {
    if (!this.measuring || !suitsWinograd(info)) return;
    const sums = exactSums(pass, info, addresses, this.#heap.buffer);
    const random = createRandom(1, pass);
    const sample = Array.from({ length: SAMPLE }, () => random.below(sums.count));
    const exact = sample.map((i) => sums.at(i));
    const measure = (products: Products) => {
      compute(products);
      const values = new Float32Array(this.#heap.buffer, result, sums.count);
      return errorsOf(sample.map((i) => values[i]), exact);
    };
    const { inHeight, inWidth, inChannels, outHeight, outWidth, outChannels } = info;
    this.errors.push({
      layer: `${inHeight}x${inWidth}x${inChannels} to ${outHeight}x${outWidth}x${outChannels}`,
      pass,
      winograd: measure(this.#winograd),
      direct: measure(this.#direct),
    });
  }
}

function errorsOf(values: readonly number[], exact: readonly ExactSum[]): Errors {
  const errors = values.map((value, i) => Math.abs(value - exact[i].sum) / ROUNDING);
  const ownErrors = errors.map((error, i) => error / exact[i].size)
    .filter((error) => !Number.isNaN(error)); // 0 / 0: exact where all products are 0
  return {
    typical: rootMeanSquare(ownErrors),
    worst: Math.max(...ownErrors),
    whole: rootMeanSquare(errors) / rootMeanSquare(exact.map(({ sum }) => sum)),
  };
}

function rootMeanSquare(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);
}
