/**
 * The contract of the products in the middle of Winograd's filtering, one matrix product for each
 * point. Addresses are those of the WASM heap.
 *
 * @module
 */

/** Addresses and sizes of one block of a convolution: `count` tiles of k channels to n channels. */
export interface Block {
  /** `[count][points][k]`. */
  readonly tiles: number;
  /** As `prepare` left it. */
  readonly filter: number;
  /** `[count][points][n]`. */
  readonly to: number;
  readonly points: number;
  readonly count: number;
  readonly k: number;
  readonly n: number;
  readonly workspace: number;
}

/** Addresses and sizes of one block of a filter's gradient. */
export interface GradientBlock {
  /** `[count][points][m]`. */
  readonly input: number;
  /** `[count][points][n]`. */
  readonly gradient: number;
  /** `[points][m][n]`. */
  readonly to: number;
  readonly points: number;
  readonly count: number;
  readonly m: number;
  readonly n: number;
  /** Whether the product is added to what is there. */
  readonly accumulate: boolean;
  readonly workspace: number;
}

/** A filter at its points: `[points][k][n]`, or `[points][n][k]` where it says transposed. */
export interface Filter {
  readonly address: number;
  readonly points: number;
  readonly k: number;
  readonly n: number;
}

/** An engine for the products at the points. */
export interface PointProducts {
  /** Bytes that `prepare` needs for a filter of k x n channels at one point. */
  filterBytes(k: number, n: number, transposed: boolean): number;
  /** Makes a filter ready for `multiply`, with the room at `to`, and gives its address. */
  prepare(filter: Filter, transposed: boolean, to: number): number;
  /** Bytes of workspace for a block of `count` tiles. */
  workspaceBytes(count: number, k: number, n: number): number;
  /** to = tiles · filter, point by point. */
  multiply(block: Block): void;
  /** to (+)= inputᵀ · gradient, point by point. */
  multiplyGradient(block: GradientBlock): void;
}
