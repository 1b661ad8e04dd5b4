/** Loads a saved model by plain tfjs and predicts: a program of its own that knows no Sweepbook. */
import * as tf from "@tensorflow/tfjs";

const [folder, pixels] = Deno.args;
tf.env().set("PROD", true);
await tf.setBackend("cpu");
const json = JSON.parse(await Deno.readTextFile(`${folder}/model.json`));
const artifacts = await tf.io.getModelArtifactsForJSON(json, async (manifest) => {
  const { buffer } = await Deno.readFile(`${folder}/${manifest[0].paths[0]}`);
  return [manifest.flatMap(({ weights }) => weights), buffer];
});
const model = await tf.loadLayersModel(tf.io.fromMemory(artifacts));
const images = JSON.parse(await Deno.readTextFile(pixels)) as number[][];
const [, ...shape] = model.inputs[0].shape as number[];
const scaled = images.flat().map((brightness) => brightness / 255);
const predicted = model.predict(tf.tensor(scaled, [images.length, ...shape])) as tf.Tensor;
console.log(JSON.stringify({
  metadata: model.getUserDefinedMetadata(),
  probabilities: await predicted.array(),
}));
