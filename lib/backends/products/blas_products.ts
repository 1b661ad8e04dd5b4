/**
 * Matrix products by a BLAS, on the tensors' own memory. Convolutions unfold their patches in blocks
 * that fit the cache and multiply those.
 *
 * @module
 */
import { addressOf, type Blas } from "../blas/library.ts";
import { type ConvInfo, depthOf } from "../geometry.ts";
import type { WasmHeap } from "../wasm/wasm_heap.ts";
import type { ConvAddresses, Epilogue, MatMul, Products } from "./products.ts";

/** Bytes of unfolded patches in one block: within the second-level cache. */
const BLOCK_BYTES = 512 * 1024;

/** Below so many multiply-adds a product, the call costs more than the BLAS gains. */
const LEAST_PRODUCT = 1 << 16;

/** Below so many weights an output channel, unfolding costs more than the BLAS gains. */
const LEAST_DEPTH = 26;

/** Direct products by a BLAS where that is faster for the shape, else by `wasmProducts`. */
export class BlasProducts implements Products {
  readonly #blas: Blas;
  readonly #wasm: WasmHeap;
  readonly #wasmProducts: Products;

  constructor(blas: Blas, wasm: WasmHeap, wasmProducts: Products) {
    this.#blas = blas;
    this.#wasm = wasm;
    this.#wasmProducts = wasmProducts;
  }

  convolve(info: ConvInfo, addresses: ConvAddresses, epilogue: Epilogue): void {
    if (depthOf(info) < LEAST_DEPTH) {
      return this.#wasmProducts.convolve(info, addresses, epilogue);
    }
    const { x, filter, y } = addresses;
    const [k, n] = [depthOf(info), info.outChannels];
    this.#forEachBlock(info, ({ patches, first, count, scratch }) => {
      this.#wasm.exports.unfold(this.#wasm.geometry(info), x, first, count, patches, scratch);
      const rows = y + 4 * n * first;
      this.#sgemm({
        transposeA: false,
        transposeB: false,
        m: count,
        n,
        k,
        a: patches,
        b: filter,
        c: rows,
      });
      this.#finish(rows, count, n, epilogue);
    });
  }

  filterGradient(info: ConvInfo, addresses: ConvAddresses): void {
    if (depthOf(info) < LEAST_DEPTH) return this.#wasmProducts.filterGradient(info, addresses);
    const { x, filter, y } = addresses;
    const [m, n] = [depthOf(info), info.outChannels];
    this.#forEachBlock(info, ({ patches, first, count, scratch }) => {
      this.#wasm.exports.unfold(this.#wasm.geometry(info), x, first, count, patches, scratch);
      this.#sgemm({
        transposeA: true,
        transposeB: false,
        m,
        n,
        k: count,
        a: patches,
        b: y + 4 * n * first,
        c: filter,
      }, first > 0);
    });
  }

  inputGradient(info: ConvInfo, addresses: ConvAddresses): void {
    if (depthOf(info) < LEAST_DEPTH) return this.#wasmProducts.inputGradient(info, addresses);
    const { x, filter, y } = addresses;
    const [n, k] = [depthOf(info), info.outChannels];
    const values = info.batchSize * info.inHeight * info.inWidth * info.inChannels;
    new Uint8Array(this.#wasm.buffer, x, 4 * values).fill(0);
    this.#forEachBlock(info, ({ patches, first, count, scratch }) => {
      this.#sgemm({
        transposeA: false,
        transposeB: true,
        m: count,
        n,
        k,
        a: y + 4 * k * first,
        b: filter,
        c: patches,
      });
      this.#wasm.exports.fold(this.#wasm.geometry(info), x, first, count, patches, scratch);
    });
  }

  matMul(product: MatMul, epilogue: Epilogue): void {
    const { m, n, k, c } = product;
    if (m * n * k < LEAST_PRODUCT) return this.#wasmProducts.matMul(product, epilogue);
    this.#sgemm(product);
    this.#finish(c, m, n, epilogue);
  }

  #sgemm(product: MatMul, accumulate = false): void {
    // The heap moves when it grows.
    const heap = addressOf(new Uint8Array(this.#wasm.buffer));
    const { transposeA, transposeB, m, n, k, a, b, c } = product;
    this.#blas.sgemm({
      transposeA,
      transposeB,
      m,
      n,
      k,
      beta: accumulate ? 1 : 0,
      a: heap + a,
      lda: transposeA ? m : k,
      b: heap + b,
      ldb: transposeB ? k : n,
      c: heap + c,
      ldc: n,
    });
  }

  #finish(y: number, rows: number, columns: number, { bias, relu }: Epilogue): void {
    if (bias !== 0 || relu) this.#wasm.exports.addBias(y, bias, rows, columns, Number(relu));
  }

  /** Visits the output pixels block by block, with room for their patches. */
  #forEachBlock(
    info: ConvInfo,
    visit: (
      block: { patches: number; first: number; count: number; scratch: number },
    ) => void,
  ): void {
    const total = info.batchSize * info.outHeight * info.outWidth;
    const patchBytes = 4 * depthOf(info);
    const most = Math.min(total, Math.max(16, Math.floor(BLOCK_BYTES / patchBytes)));
    const scratchBytes = (this.#wasm.exports.unfoldWorkspace(most) + 15) & ~15;
    const scratch = this.#wasm.workspace(scratchBytes + most * patchBytes);
    for (let first = 0; first < total; first += most) {
      const count = Math.min(most, total - first);
      visit({ patches: scratch + scratchBytes, first, count, scratch });
    }
  }
}
