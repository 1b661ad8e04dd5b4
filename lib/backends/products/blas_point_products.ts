import type { WasmHeap } from "../wasm/wasm_heap.ts";
import type {
  Block,
  Filter,
  GradientBlock,
  GradientPanels,
  PointProducts,
} from "./point_products.ts";
import { addressOf, type Blas } from "../blas/library.ts";

/** The products of Winograd's filtering by a BLAS. */
export class BlasPointProducts implements PointProducts {
  readonly #blas: Blas;
  readonly #wasm: WasmHeap;

  constructor(blas: Blas, wasm: WasmHeap) {
    this.#blas = blas;
    this.#wasm = wasm;
  }

  filterBytes(k: number, n: number, transposed: boolean): number {
    return transposed ? 4 * k * n : 0;
  }

  prepare({ address, points, k, n }: Filter, transposed: boolean, to: number): number {
    if (!transposed) return address;
    // Once here is faster than in each product.
    this.#wasm.exports.winogradTransposeFilter(address, points, k, n, to);
    return to;
  }

  workspaceBytes(): number {
    return 0;
  }

  multiply({ tiles, tilesStep, filter, to, toStep, points, count, k, n }: Block): void {
    // The heap moves when it grows.
    const heap = addressOf(new Uint8Array(this.#wasm.buffer));
    for (let point = 0; point < points; point++) {
      this.#blas.sgemm({
        transposeA: false,
        transposeB: false,
        m: count,
        n,
        k,
        beta: 0,
        a: heap + tiles + tilesStep * point,
        lda: k,
        b: heap + filter + 4 * k * n * point,
        ldb: n,
        c: heap + to + toStep * point,
        ldc: n,
      });
    }
  }

  gradientPanels(m: number, n: number): GradientPanels {
    return { input: m, gradient: n };
  }

  multiplyGradient(
    { input, inputStep, gradient, gradientStep, to, points, count, m, n, accumulate }:
      GradientBlock,
  ): void {
    const heap = addressOf(new Uint8Array(this.#wasm.buffer));
    for (let point = 0; point < points; point++) {
      this.#blas.sgemm({
        transposeA: true,
        transposeB: false,
        m,
        n,
        k: count,
        beta: accumulate ? 1 : 0,
        a: heap + input + inputStep * point,
        lda: m,
        b: heap + gradient + gradientStep * point,
        ldb: n,
        c: heap + to + 4 * m * n * point,
        ldc: n,
      });
    }
  }
}
