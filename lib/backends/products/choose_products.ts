/**
 * Which products the kernels of a backend use: here alone it is chosen.
 *
 * @module
 */
import { type Blas, openBlas } from "../blas/library.ts";
import type { WasmHeap } from "../wasm/wasm_heap.ts";
import { BlasPointProducts } from "./blas_point_products.ts";
import { BlasProducts } from "./blas_products.ts";
import type { Products } from "./products.ts";
import { WasmPointProducts } from "./wasm_point_products.ts";
import { WasmProducts } from "./wasm_products.ts";
import { WinogradProducts } from "./winograd_products.ts";

const chosen = new WeakMap<WasmHeap, Products>();

/** The products on a heap: those last chosen, at first those in WASM. */
export function productsOf(heap: WasmHeap): Products {
  return chosen.get(heap) ?? chooseProducts(heap, null);
}

/**
 * Chooses the products that kernels use from now on: by Winograd's filtering where that is faster,
 * all else by the BLAS at `path` where that is faster for the shape, else in WASM.
 *
 * @param path Path of a BLAS; null: none.
 * @throws {Error} If the BLAS does not work.
 */
export function chooseProducts(heap: WasmHeap, path: string | null): Products {
  const wasm = new WasmProducts(heap);
  let products: Products;
  if (path === null) {
    products = new WinogradProducts(heap, new WasmPointProducts(heap), wasm);
  } else {
    const blas = openedBlas(path);
    const direct = new BlasProducts(blas, heap, wasm);
    products = new WinogradProducts(heap, new BlasPointProducts(blas, heap), direct);
  }
  chosen.set(heap, products);
  return products;
}

const opened = new Map<string, Blas>();

/** Opens a BLAS once: what was checked stays good. */
function openedBlas(path: string): Blas {
  const blas = opened.get(path) ?? openBlas(path);
  opened.set(path, blas);
  return blas;
}
