/** The first images of MNIST, so that tests train on real digits within seconds. */
import { loadMnist } from "../lib/datasets/mnist.ts";
import type { Dataset, LabelledImages } from "../lib/datasets/dataset.ts";
import { adam } from "../lib/trial/optimizer.ts";
import type { Setup } from "../lib/trial/setup.ts";

/** MNIST cut down to its first images. */
export async function loadSmallMnist(train: number, test: number): Promise<Dataset> {
  const mnist = await loadMnist();
  return { ...mnist, train: firstImages(mnist.train, train), test: firstImages(mnist.test, test) };
}

/** The first images of a set, which share its memory. */
export function firstImages(set: LabelledImages, count: number): LabelledImages {
  const size = set.height * set.width;
  return {
    ...set,
    count,
    images: set.images.subarray(0, count * size),
    labels: set.labels.subarray(0, count),
  };
}

/** The setup of a short trial; `change` replaces some. */
export function shortTrial(change: Partial<Setup>): Setup {
  return {
    layers: "C4 P2 F D16",
    epochs: 2,
    batchSize: 50,
    optimizer: adam(),
    seed: 1,
    protocol: "held-out",
    limit: null,
    patience: null,
    fold: null,
    ...change,
  };
}
