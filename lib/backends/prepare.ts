/**
 * Preparing a tfjs backend.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { checkArguments, checkChoice, checkText } from "../check/check.ts";
import { registerCpuKernels } from "./cpu/register.ts";
import { registerGradients } from "./gradients.ts";
import { chooseProducts } from "./products/choose_products.ts";
import { heapOf } from "./wasm/heap_of.ts";
import { registerWasmKernels } from "./wasm/register.ts";

/** A backend that trains every net of Sweepbook: `wasm` is fast, `cpu` the plain reference. */
export type TfjsBackend = "wasm" | "cpu";

/**
 * Makes `name` the backend of tfjs, with all kernels and gradients that training needs, and no
 * advertisement on the console.
 *
 * @param blas Path of a BLAS that does the matrix products of `wasm`; null: WASM does them.
 * @throws {TypeError} If an argument is not of its type.
 * @throws {Error} If the backend cannot start, or the BLAS does not work.
 *
 * @example
 * ```ts
 * import { getBackend } from "@tensorflow/tfjs";
 * import { assertEquals } from "@std/assert";
 * import { prepareBackend } from "./prepare.ts";
 *
 * await prepareBackend("wasm");
 * assertEquals(getBackend(), "wasm");
 * ```
 */
export async function prepareBackend(name: TfjsBackend, blas: string | null = null): Promise<void> {
  checkArguments("prepareBackend()", arguments, 2);
  checkChoice("the tfjs backend", name, ["wasm", "cpu"]);
  if (blas !== null) checkText("blas", blas, "the path of a library");
  // tfjs's cpu backend advertises tfjs-node at its first use unless told that this is production.
  tf.env().set("PROD", true);
  registerWasmKernels();
  registerCpuKernels();
  registerGradients();
  if (!await tf.setBackend(name)) {
    throw new Error(`Expected the tfjs backend "${name}" to start, and it did not.`);
  }
  if (name === "cpu") return;
  chooseProducts(heapOf(tf.backend()), blas);
}

/** Frees all tensors and the backend with its memory; `prepareBackend` starts a new one. */
export function releaseBackend(): void {
  tf.engine().reset();
}
