/** The gradients of whole nets, on real digits at their first weights. */
import * as tf from "@tensorflow/tfjs";
import { assert } from "@std/assert";
import { softmaxCrossEntropy } from "../../lib/backends/operations.ts";
import { prepareBackend, type TfjsBackend } from "../../lib/backends/prepare.ts";
import { pinProducts } from "../../lib/backends/products/choose_products.ts";
import { WasmProducts } from "../../lib/backends/products/wasm_products.ts";
import { heapOf } from "../../lib/backends/wasm/heap_of.ts";
import { fillBatch } from "../../lib/datasets/batches.ts";
import { buildModel } from "../../lib/models/build.ts";
import { catalogue } from "../../lib/models/catalogue.ts";
import { formatLayers, parseLayers } from "../../lib/models/compact.ts";
import { forward } from "../../lib/models/forward.ts";
import { loadSmallMnist } from "../small_mnist.ts";
import { blasTest } from "./with_blas.ts";

/** What differs by more, in proportion to the whole tensor, is no rounding. */
const TOLERANCE = 1e-5;

const { train: images } = await loadSmallMnist(60, 1);

/** The gradient of each weight tensor of a net, at seeded weights, over the first `count` images. */
function gradients(net: string, count: number): Map<string, Float32Array> {
  const layers = parseLayers(net);
  const { height, width } = images;
  const model = buildModel(layers, { seed: 1, input: [height, width, 1], classes: 10 });
  const weights = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const batch = {
    pixels: new Float32Array(count * height * width),
    labels: new Int32Array(count),
  };
  fillBatch(images, Uint32Array.from(batch.labels.keys()), batch);
  const grads = tf.tidy(() => {
    const x = tf.tensor4d(batch.pixels, [count, height, width, 1]);
    const labels = tf.tensor1d(batch.labels, "int32");
    return tf.variableGrads(() => {
      const logits = forward(model, layers, x, { dropoutSeed: 1 });
      return tf.mean(softmaxCrossEntropy(logits, labels));
    }, weights).grads;
  });
  const values = weights.map(({ name, shape }, i) =>
    [`tensor ${i} of [${shape}]`, grads[name].dataSync().slice()] as const
  );
  tf.dispose(grads);
  model.dispose();
  return new Map(values) as Map<string, Float32Array>;
}

async function gradientsOn(backend: TfjsBackend, blas: string | null, net: string, count: number) {
  await prepareBackend(backend, blas);
  return gradients(net, count);
}

/** The gradients by direct sums in WASM. */
async function directGradients(net: string, count: number) {
  await prepareBackend("wasm");
  const heap = heapOf(tf.backend());
  pinProducts(heap, new WasmProducts(heap));
  try {
    return gradients(net, count);
  } finally {
    pinProducts(heap, null);
  }
}

/**
 * Fails unless every tensor is the same but for rounding, and what is exactly 0 stays so, save for
 * one in a hundred: a sum may be rounded to the other side of relu's 0.
 */
function assertSameGradients(
  net: string,
  actual: Map<string, Float32Array>,
  expected: Map<string, Float32Array>,
): void {
  for (const [name, values] of expected) {
    let difference = 0, size = 0, zeros = 0, spoilt = 0;
    actual.get(name)!.forEach((value, i) => {
      difference += (value - values[i]) ** 2;
      size += values[i] ** 2;
      zeros += +(values[i] === 0);
      spoilt += +(values[i] === 0 && value !== 0);
    });
    const off = Math.sqrt(difference / size);
    assert(off < TOLERANCE, `${net}: the gradient in ${name} is off by ${off} of its size`);
    assert(spoilt <= zeros / 100, `${net}: ${spoilt} of ${zeros} zeros in ${name} are none`);
  }
}

const nets = [
  ...new Set([...catalogue.map(({ layers }) => formatLayers(layers)), "C8 C8 A2 F"]),
];

Deno.test("the gradients of the catalogue's nets are those of direct sums", async () => {
  for (const net of nets) {
    const expected = await directGradients(net, images.count);
    assertSameGradients(net, await gradientsOn("wasm", null, net, images.count), expected);
  }
});

blasTest("so they are on a BLAS", async (path) => {
  for (const net of nets) {
    const expected = await directGradients(net, images.count);
    assertSameGradients(net, await gradientsOn("wasm", path, net, images.count), expected);
  }
});

for (const net of nets) {
  Deno.test(`the gradients of ${net} are those of cpu`, async () => {
    // cpu takes up to three seconds for an image; over few, normalizing enlarges rounding.
    const count = net.includes("BN") ? 10 : 1;
    const expected = await gradientsOn("cpu", null, net, count);
    assertSameGradients(net, await gradientsOn("wasm", null, net, count), expected);
  });
}
