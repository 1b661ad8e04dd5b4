/**
 * The instances of the kernels, one a backend.
 *
 * @module
 */
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { Instance } from "./instance.ts";
import { createWasmProducts } from "./wasm_products.ts";

const instances = new WeakMap<object, Instance>();

/** The kernels of a backend, instantiated at first use. */
export function instanceOf(backend: object): Instance {
  let instance = instances.get(backend);
  if (instance === undefined) {
    instance = new Instance(backend as BackendWasm);
    instance.products = createWasmProducts(instance);
    instances.set(backend, instance);
  }
  return instance;
}
