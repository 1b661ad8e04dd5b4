/**
 * The contract of the matrix products behind convolutions and dense layers, as the kernels ask for
 * them.
 *
 * @module
 */
import type { ConvInfo } from "../geometry.ts";

/** Addresses, in the WASM heap, of a convolution's tensors or of their gradients. */
export interface ConvAddresses {
  /** `[batch, inHeight, inWidth, inChannels]`. */
  readonly x: number;
  /** `[filterHeight, filterWidth, inChannels, outChannels]`. */
  readonly filter: number;
  /** `[batch, outHeight, outWidth, outChannels]`. */
  readonly y: number;
}

/** C = op(A)·op(B), row-major and dense: op(A) is m x k, op(B) k x n. */
export interface MatMul {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly m: number;
  readonly n: number;
  readonly k: number;
  /** Addresses in the WASM heap. */
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** What is added to each row of a product, and whether the sum is clamped at 0. */
export interface Epilogue {
  /** Address of one value a column; 0: no bias. */
  readonly bias: number;
  readonly relu: boolean;
}

/** An engine for matrix products. */
export interface Products {
  /** y = conv(x, filter), then the epilogue. */
  convolve(info: ConvInfo, addresses: ConvAddresses, epilogue: Epilogue): void;
  /** filter = the gradient of the filter, from x and y = dy. */
  filterGradient(info: ConvInfo, addresses: ConvAddresses): void;
  /** x = the gradient of the input, from the filter and y = dy. */
  inputGradient(info: ConvInfo, addresses: ConvAddresses): void;
  /** c = op(a)·op(b), then the epilogue. */
  matMul(product: MatMul, epilogue: Epilogue): void;
}
