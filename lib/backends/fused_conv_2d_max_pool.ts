import * as tf from "@tensorflow/tfjs";
import { FusedConv2DMaxPool2x2, MaxPool2x2 } from "./kernel_names.ts";

/**
 * The kernel `FusedConv2DMaxPool2x2` of a backend: its `FusedConv2D`, whose output lives no longer
 * than its `MaxPool2x2` needs it.
 */
export function fusedConv2DMaxPool2x2Kernel(backendName: string): tf.KernelConfig {
  return {
    kernelName: FusedConv2DMaxPool2x2,
    backendName,
    kernelFunc: ({ inputs, attrs, backend }) => {
      const call = (name: string, inputs: tf.NamedTensorInfoMap, attrs: tf.NamedAttrMap) =>
        tf.getKernel(name, backendName).kernelFunc({ inputs, attrs, backend });
      const x = call(tf.FusedConv2D, inputs, attrs!) as tf.TensorInfo;
      try {
        return call(MaxPool2x2, { x, argmax: inputs.argmax }, { activation: attrs!.activation });
      } finally {
        (backend as tf.KernelBackend).disposeData(x.dataId);
      }
    },
  };
}
