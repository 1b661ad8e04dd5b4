import type { WasmHeap } from "../wasm/wasm_heap.ts";
import type { Block, Filter, GradientBlock, PointProducts } from "./point_products.ts";

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

  workspaceBytes(count: number, k: number, n: number): number {
    const { exports } = this.#wasm;
    return Math.max(
      exports.winogradMultiplyWorkspace(count, k),
      exports.winogradMultiplyGradientWorkspace(count, k, n),
    );
  }

  multiply({ tiles, filter, to, points, count, k, n, workspace }: Block): void {
    this.#wasm.exports.winogradMultiply(tiles, filter, to, points, count, k, n, workspace);
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
