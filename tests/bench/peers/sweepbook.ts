/**
 * Ours: Sweepbook's own `train()`, whose `onStep` hands over the turns.
 *
 * @module
 */
import { chooseEngine, WASM } from "../../../lib/backends/engine.ts";
import { shuffledOrder } from "../../../lib/datasets/batches.ts";
import { adam, type Dataset, formatLayers, train } from "../../../lib/mod.ts";
import { firstImages } from "../../small_mnist.ts";
import { measureFmaRate } from "../fma_rate.ts";
import type { Opening, Request } from "../protocol.ts";
import { answer, keepOutputClean, PIXELS, read } from "./serve.ts";

const SEED = 1;

keepOutputClean();
const opening = read<Opening>();
try {
  await run(opening);
} catch (error) {
  answer({ error: (error as Error).message });
}

/** Trains one run that pauses inside `onStep` whenever it is the others' turn. */
async function run({ layers, blas, batch, steps, images, labels }: Opening): Promise<void> {
  const backend = blas === null ? WASM : chooseEngine("blas", blas);
  answer({ name: `Sweepbook, ${backend.name}` });

  let asked = 0, fmaRate = 0, last = 0, sum = 0;
  let ms: number[] = [], losses: number[] = [];
  const awaitTurn = () => {
    asked = read<Request>().steps;
    fmaRate = measureFmaRate();
    ms = [];
    losses = [];
    last = performance.now();
  };
  awaitTurn();
  await train(
    {
      layers: formatLayers(layers.slice(0, -1)),
      epochs: 1,
      batchSize: batch,
      optimizer: adam(),
      seed: SEED,
      protocol: "paper",
      limit: null,
      patience: null,
      fold: null,
    },
    toDataset(images, labels, batch * steps),
    {
      blas: backend.blas,
      onStep({ loss, step }) {
        ms.push(performance.now() - last);
        // `loss` is the mean so far.
        losses.push(loss * step - sum);
        sum = loss * step;
        if (ms.length === asked) {
          answer({ ms, losses, fmaRate });
          awaitTurn();
        } else {
          last = performance.now();
        }
      },
    },
  );
}

/** Lays the images so that the shuffled epoch visits them in the order of the file. */
function toDataset(imageFile: string, labelFile: string, count: number): Dataset {
  const fromImages = Deno.readFileSync(imageFile);
  const fromLabels = Deno.readFileSync(labelFile);
  const images = new Uint8Array(new SharedArrayBuffer(count * PIXELS));
  const labels = new Uint8Array(new SharedArrayBuffer(count));
  shuffledOrder(Uint32Array.from(labels.keys()), SEED, 1).forEach((place, i) => {
    images.set(fromImages.subarray(i * PIXELS, (i + 1) * PIXELS), place * PIXELS);
    labels[place] = fromLabels[i];
  });
  const train = { count, height: 28, width: 28, images, labels };
  return { name: "MNIST", classes: 10, train, test: firstImages(train, 1) };
}
