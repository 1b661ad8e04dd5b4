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
  /** A BLAS packs by itself. */
  readonly gradientPanels: GradientPanels = { input: 0, gradient: 0 };
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

  multiply({ tiles, filter, to, points, count, k, n }: Block): void {
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
        a: heap + tiles + 4 * k * point,
        lda: points * k,
        b: heap + filter + 4 * k * n * point,
        ldb: n,
        c: heap + to + 4 * n * point,
        ldc: points * n,
      });
    }
  }

  multiplyGradient({ input, gradient, to, points, count, m, n, accumulate }: GradientBlock): void {
    const heap = addressOf(new Uint8Array(this.#wasm.buffer));
    for (let point = 0; point < points; point++) {
      this.#blas.sgemm({
        transposeA: true,
        transposeB: false,
        m,
        n,
        k: count,
        beta: accumulate ? 1 : 0,
        a: heap + input + 4 * m * point,
        lda: points * m,
        b: heap + gradient + 4 * n * point,
        ldb: points * n,
        c: heap + to + 4 * m * n * point,
        ldc: n,
      });
    }
  }
}
