import * as tf from "@tensorflow/tfjs";
import { withContract } from "./contracts.ts";

/**
 * Registers kernels, each with its contract before it, in place of those of the same name.
 *
 * @throws {Error} If a kernel has no contract.
 */
export function registerKernels(kernels: readonly tf.KernelConfig[]): void {
  for (const kernel of kernels.map(withContract)) {
    const { kernelName, backendName } = kernel;
    if (tf.getKernel(kernelName, backendName)) tf.unregisterKernel(kernelName, backendName);
    tf.registerKernel(kernel);
  }
}
