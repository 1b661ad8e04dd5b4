/**
 * The contract of the products in the middle of Winograd's filtering, one matrix product for each
 * point. Addresses are those of the WASM heap.
 *
 * @module
 */

/** Addresses and sizes of one block of a convolution: `count` tiles of k channels to n channels. */
export interface Block {
  /** `[points][count][k]`. */
  readonly tiles: number;
  /** Bytes from one point of them to the next. */
  readonly tilesStep: number;
  /** As `prepare` left it. */
  readonly filter: number;
  /** `[points][count][n]`. */
  readonly to: number;
  /** Bytes from one point of them to the next. */
  readonly toStep: number;
  readonly points: number;
  readonly count: number;
  readonly k: number;
  readonly n: number;
  readonly workspace: number;
}

/** Addresses and sizes of one block of a filter's gradient. */
export interface GradientBlock {
  /** Tiles of m channels, in the engine's panels. */
  readonly input: number;
  /** Bytes from one point of them to the next. */
  readonly inputStep: number;
  /** Tiles of n channels, likewise. */
  readonly gradient: number;
  readonly gradientStep: number;
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

/**
 * Channels of the panels that the tiles of a gradient are cut into:
 * `[points][panels][count][channels of a panel]`.
 */
export interface GradientPanels {
  readonly input: number;
  readonly gradient: number;
}

/** An engine for the products at the points. */
export interface PointProducts {
  /** Bytes that `prepare` needs for a filter of k x n channels at one point. */
  filterBytes(k: number, n: number, transposed: boolean): number;
  /** Makes a filter ready for `multiply`, with the room at `to`, and gives its address. */
  prepare(filter: Filter, transposed: boolean, to: number): number;
  /** Bytes of workspace for a block of `count` tiles of k channels. */
  workspaceBytes(count: number, k: number): number;
  /** to = tiles · filter, point by point. */
  multiply(block: Block): void;
  /** How `multiplyGradient` takes tiles of m and of n channels. */
  gradientPanels(m: number, n: number): GradientPanels;
  /** to (+)= inputᵀ · gradient, point by point. */
  multiplyGradient(block: GradientBlock): void;
}
