import type { WasmHeap } from "../wasm/wasm_heap.ts";
import type {
  Block,
  Filter,
  GradientBlock,
  GradientPanels,
  PointProducts,
} from "./point_products.ts";

/** The products of Winograd's filtering by the kernels of `assembly/`. */
export class WasmPointProducts implements PointProducts {
  readonly #wasm: WasmHeap;

  constructor(wasm: WasmHeap) {
    this.#wasm = wasm;
  }

  filterBytes(k: number, n: number): number {
    return this.#wasm.exports.winogradPackedFilter(k, n);
  }

  prepare({ address, points, k, n }: Filter, transposed: boolean, to: number): number {
    this.#wasm.exports.winogradPackFilter(address, points, k, n, Number(transposed), to);
    return to;
  }

  workspaceBytes(count: number, k: number): number {
    return this.#wasm.exports.winogradMultiplyWorkspace(count, k);
  }

  multiply({ tiles, filter, to, points, count, k, n, workspace }: Block): void {
    this.#wasm.exports.winogradMultiply(tiles, filter, to, points, count, k, n, workspace);
  }

  gradientPanels(): GradientPanels {
    // Those of the micro-kernel, so that nothing is left to pack.
    return { input: 4, gradient: 8 };
  }

  multiplyGradient(
    { input, gradient, to, points, count, m, n, accumulate, workspace }: GradientBlock,
  ): void {
    this.#wasm.exports.winogradMultiplyGradient(
      input,
      gradient,
      to,
      points,
      count,
      m,
      n,
      Number(accumulate),
      workspace,
    );
  }
}
