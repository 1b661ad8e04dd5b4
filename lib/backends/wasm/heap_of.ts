/**
 * The instances of the kernels, one a backend.
 *
 * @module
 */
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { WasmHeap } from "./wasm_heap.ts";
import { createWasmProducts } from "../products/wasm_products.ts";

const instances = new WeakMap<object, WasmHeap>();

/** The kernels of a backend, instantiated at first use. */
export function heapOf(backend: object): WasmHeap {
  let instance = instances.get(backend);
  if (instance === undefined) {
    instance = new WasmHeap(backend as BackendWasm);
    instance.products = createWasmProducts(instance);
    instances.set(backend, instance);
  }
  return instance;
}
