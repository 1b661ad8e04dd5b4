import type { Instance } from "../wasm/instance.ts";
import { type Block, type GradientBlock, type PointProducts, POINTS } from "../wasm/winograd.ts";
import { addressOf, type Blas } from "./library.ts";

/** The products of Winograd's filtering by a BLAS. */
export class BlasPointProducts implements PointProducts {
  readonly #blas: Blas;
  readonly #wasm: Instance;

  constructor(blas: Blas, wasm: Instance) {
    this.#blas = blas;
    this.#wasm = wasm;
  }

  filterBytes(k: number, n: number): number {
    return 4 * POINTS * k * n;
  }

  prepare(filter: number, k: number, n: number, transposed: boolean, to: number): number {
    if (!transposed) return filter;
    // Once here is faster than in each product.
    this.#wasm.exports.winogradTransposeFilter(filter, k, n, to);
    return to;
  }

  workspaceBytes(): number {
    return 0;
  }

  multiply({ tiles, filter, to, count, k, n }: Block): void {
    // The heap moves when it grows.
    const heap = addressOf(new Uint8Array(this.#wasm.heap));
    for (let point = 0; point < POINTS; point++) {
      this.#blas.sgemm({
        ...{ transposeA: false, transposeB: false, m: count, n, k, beta: 0 },
        ...{ a: heap + tiles + 4 * k * point, lda: POINTS * k },
        ...{ b: heap + filter + 4 * k * n * point, ldb: n },
        ...{ c: heap + to + 4 * n * point, ldc: POINTS * n },
      });
    }
  }

  multiplyGradient({ input, gradient, to, count, m, n, accumulate }: GradientBlock): void {
    const heap = addressOf(new Uint8Array(this.#wasm.heap));
    for (let point = 0; point < POINTS; point++) {
      this.#blas.sgemm({
        ...{ transposeA: true, transposeB: false, m, n, k: count, beta: accumulate ? 1 : 0 },
        ...{ a: heap + input + 4 * m * point, lda: POINTS * m },
        ...{ b: heap + gradient + 4 * n * point, ldb: POINTS * n },
        ...{ c: heap + to + 4 * m * n * point, ldc: n },
      });
    }
  }
}
