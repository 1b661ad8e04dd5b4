import type * as tf from "@tensorflow/tfjs";
import { checkLabels, softmaxCrossEntropyRows } from "../../softmax_cross_entropy.ts";
import { heapOf } from "../heap_of.ts";
import { SoftmaxCrossEntropy } from "../../kernel_names.ts";

/** Loss and gradient of softmax with cross-entropy; see `../../operations.ts`. */
export const softmaxCrossEntropyKernel: tf.KernelConfig = {
  kernelName: SoftmaxCrossEntropy,
  backendName: "wasm",
  kernelFunc: ({ inputs, backend }) => {
    const wasm = heapOf(backend);
    const { logits, labels } = inputs as Record<string, tf.TensorInfo>;
    checkLabels(wasm.values(labels) as Int32Array, logits.shape[1]);
    const losses = wasm.output(labels.shape);
    const dLogits = wasm.output(logits.shape);
    softmaxCrossEntropyRows(
      wasm.values(logits) as Float32Array,
      wasm.values(labels) as Int32Array,
      wasm.values(losses) as Float32Array,
      wasm.values(dLogits) as Float32Array,
    );
    return [losses, dLogits];
  },
};
