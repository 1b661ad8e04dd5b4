/** A small net that knows digits, and its saved files. */
import { saveModel, type TrainedModel } from "../../lib/training/save_model.ts";
import { train } from "../../lib/training/train.ts";
import type { Checkpoint } from "../../lib/trial/checkpoint.ts";
import type { Setup } from "../../lib/trial/setup.ts";
import { sampleRun, sampleTrial } from "../results/sample_trials.ts";
import { loadSmallMnist, shortTrial } from "../small_mnist.ts";

/** Trains a net on the first images of MNIST. */
export async function trainModel(change: Partial<Setup>, images = 600): Promise<TrainedModel> {
  const data = await loadSmallMnist(images, 100);
  const setup = shortTrial({ epochs: 1, ...change });
  let last: Checkpoint | null = null;
  const { validation, test } = await train(setup, data, {
    checkpoints: true,
    onEpoch: (_metrics, checkpoint) => last = checkpoint,
  });
  const run = sampleRun(0, { seed: setup.seed, validation, test });
  const trial = { ...sampleTrial(3, { name: "Trial 3", runs: [run] }), setup };
  return {
    study: "rates",
    dataset: "MNIST",
    trial,
    run,
    weights: last!.weights,
    provenance: {
      data: "ab".repeat(32),
      engine: "wasm",
      arithmetic: 1,
      processor: "made up",
      sweepbook: "0.1.0",
      tfjs: "4.22.0",
      deno: "2.9.6",
    },
  };
}

/** Does something with a saved model's folder, and removes it. */
export async function withSaved(
  model: TrainedModel,
  use: (folder: string) => Promise<void>,
): Promise<void> {
  const parent = await Deno.makeTempDir();
  try {
    await saveModel(`${parent}/model`, model);
    await use(`${parent}/model`);
  } finally {
    await Deno.remove(parent, { recursive: true });
  }
}
