import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { WasmHeap } from "./wasm_heap.ts";

const heaps = new WeakMap<object, WasmHeap>();

/** The heap of a backend, with the kernels on it, which are instantiated at first use. */
export function heapOf(backend: object): WasmHeap {
  let heap = heaps.get(backend);
  if (heap === undefined) {
    heap = new WasmHeap(backend as BackendWasm);
    heaps.set(backend, heap);
  }
  return heap;
}
