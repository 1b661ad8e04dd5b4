/**
 * The nets that Winograd's filtering works for, and how to make it work or not: for measurements that
 * compare it with direct sums. It is no option of users.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { convInfo } from "../../lib/backends/geometry.ts";
import { prepareBackend } from "../../lib/backends/prepare.ts";
import { pinProducts } from "../../lib/backends/products/choose_products.ts";
import type { Products } from "../../lib/backends/products/products.ts";
import { suitsWinograd } from "../../lib/backends/products/winograd_products.ts";
import { heapOf } from "../../lib/backends/wasm/heap_of.ts";
import type { WasmHeap } from "../../lib/backends/wasm/wasm_heap.ts";
import { catalogue, describeNet, type Net } from "../../lib/studies.ts";

/** The nets of the catalogue with a layer that goes by Winograd's filtering. */
export const winogradNets: readonly Net[] = catalogue.filter(({ layers }) =>
  describeNet(layers).layers.some(({ layer, inputShape, outputShape }) =>
    layer.kind === "conv" && suitsWinograd(
      convInfo([1, ...inputShape], [...layer.kernelSize, inputShape.at(-1)!, outputShape.at(-1)!], {
        strides: [...layer.strides],
        pad: layer.padding,
        dilations: [...layer.dilation],
        dataFormat: "NHWC",
      }),
    )
  )
);

/** Computes with products that pure WASM does not choose by itself. */
export async function withProducts<Result>(
  create: (heap: WasmHeap) => Products,
  compute: () => Promise<Result>,
): Promise<Result> {
  await prepareBackend("wasm");
  const heap = heapOf(tf.backend());
  // `train()` chooses anew as it begins.
  pinProducts(heap, create(heap));
  try {
    return await compute();
  } finally {
    pinProducts(heap, null);
  }
}
