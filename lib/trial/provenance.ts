/**
 * What beside the setups decides the outcome of a study's runs, and what made them.
 *
 * @module
 */

/** Where the runs of a study come from. */
export interface Provenance {
  /** SHA-256 of the dataset's images and labels, in hexadecimal digits. */
  readonly data: string;
  /** What computed, such as `wasm` or `wasm+openblas 0.3.34`. */
  readonly engine: string;
  /** Counts up when a kernel, or anything else in training, gives other bits than before. */
  readonly arithmetic: number;
  /** The model of the processor. */
  readonly processor: string;
  /** The version of Sweepbook. */
  readonly sweepbook: string;
  /** The version of tfjs. */
  readonly tfjs: string;
  /** The version of Deno. */
  readonly deno: string;
}

/** The engines without a BLAS: multiply-adds are fused, or rounded twice. */
const PLAIN_WASM: readonly string[] = ["wasm", "wasm without FMA"];

/** Whether an engine gives the same bits on every processor that it runs on: those of a BLAS do not. */
export function isPlainWasm(engine: string): boolean {
  return PLAIN_WASM.includes(engine);
}
