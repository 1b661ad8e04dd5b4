/**
 * Choosing and preparing a tfjs backend.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { registerCpuKernels } from "./cpu/register.ts";
import { registerGradients } from "./training_kernels.ts";
import { registerWasmKernels } from "./wasm/register.ts";

/** A backend that trains every net of the kit: `wasm` is fast, `cpu` the plain reference. */
export type BackendName = "wasm" | "cpu";

/**
 * Makes `name` the backend of tfjs, with all kernels and gradients that training needs, and no
 * advertisement on the console. Throws an Error if the backend cannot start.
 *
 * @example
 * ```ts
 * import { prepareBackend } from "./backend.ts";
 * await prepareBackend("wasm");
 * ```
 */
export async function prepareBackend(name: BackendName): Promise<void> {
  // tfjs's cpu backend advertises tfjs-node at its first use unless told that this is production.
  tf.env().set("PROD", true);
  registerWasmKernels();
  registerCpuKernels();
  registerGradients();
  if (!await tf.setBackend(name)) {
    throw new Error(`Expected the tfjs backend "${name}" to start, and it did not.`);
  }
}
