/**
 * A model as the two files of a tfjs LayersModel, `model.json` and `weights.bin`, which
 * `tf.loadLayersModel()` of a plain tfjs reads.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { join } from "node:path";

/** The files, in the order in which users are told of them. */
export const modelFiles = ["model.json", "weights.bin"] as const;

/** What a file of `model.json`'s kind holds, as far as it is read here. */
export interface ModelJson {
  /** Always `layers-model`. */
  readonly format: string;
  /** The layers, as Keras writes them. */
  readonly modelTopology: object;
  /** Names and shapes of the weights, in the order of `weights.bin`. */
  readonly weightsManifest: readonly {
    readonly paths: readonly string[];
    readonly weights: tf.io.WeightsManifestEntry[];
  }[];
  /** Whatever was given to be kept with the model. */
  readonly userDefinedMetadata?: Readonly<Record<string, unknown>>;
}

/** What is written into the two files. */
export interface ModelContents {
  readonly json: ModelJson;
  readonly weights: Uint8Array<ArrayBuffer>;
}

/**
 * A model's contents, with these weights in place of its own.
 *
 * @param weights In the order of the model's, moving statistics included.
 * @throws {RangeError} If they are not of the model's number and lengths.
 */
export async function toModelContents(
  model: tf.Sequential,
  weights: readonly Float32Array[],
): Promise<ModelContents> {
  const lengths = (arrays: readonly { length: number }[]) =>
    arrays.map(({ length }) => length).join(", ");
  const own = model.weights.map(({ shape }) => ({
    length: tf.util.sizeFromShape(shape as number[]),
  }));
  if (lengths(own) !== lengths(weights)) {
    throw new RangeError(
      `Expected weights of the lengths ${lengths(own)}, got ${lengths(weights) || "none"}.`,
    );
  }
  tf.tidy(() =>
    model.weights.forEach((weight, i) => {
      weight.write(tf.tensor(weights[i], weight.shape as number[]));
    })
  );
  let contents!: ModelContents;
  await model.save(tf.io.withSaveHandler((artifacts) => {
    const { modelTopology, weightSpecs, weightData } = artifacts;
    const json: ModelJson = {
      format: "layers-model",
      modelTopology: modelTopology as object,
      weightsManifest: [{ paths: ["weights.bin"], weights: weightSpecs! }],
    };
    const bytes = new Uint8Array(tf.io.CompositeArrayBuffer.join(weightData));
    contents = { json, weights: bytes };
    const modelArtifactsInfo = { dateSaved: new Date(), modelTopologyType: "JSON" as const };
    return Promise.resolve({ modelArtifactsInfo });
  }));
  return contents;
}

/** The model that `contents` hold, on the backend that tfjs has now. */
export async function fromModelContents({ json, weights }: ModelContents): Promise<tf.LayersModel> {
  return await tf.loadLayersModel(tf.io.fromMemory({
    modelTopology: json.modelTopology,
    weightSpecs: json.weightsManifest.flatMap(({ weights }) => weights),
    weightData: weights.buffer,
  }));
}

/**
 * Writes the two files into a folder, which is created where it is missing. Each is whole or not
 * there, and at no moment does `model.json` lie beside weights that are not its own.
 *
 * @throws {Error} If they cannot be written; what was there before is then still there.
 */
export async function writeModelFiles(folder: string, contents: ModelContents): Promise<string[]> {
  const [json, weights] = modelFiles.map((file) => join(folder, file));
  const partial = (path: string) => `${path}.${Deno.pid}.partial`;
  try {
    await Deno.mkdir(folder, { recursive: true });
    await writeFile(partial(weights), contents.weights);
    await writeFile(partial(json), new TextEncoder().encode(JSON.stringify(contents.json)));
    await Deno.remove(json).catch(() => {});
    await Deno.rename(partial(weights), weights);
    await Deno.rename(partial(json), json);
  } catch (error) {
    for (const path of [json, weights]) await Deno.remove(partial(path)).catch(() => {});
    const [reason] = (error as Error).message.split(" (os error");
    throw new Error(`Cannot write a model to "${folder}": ${reason.replace(/[.:]$/, "")}.`, {
      cause: error,
    });
  }
  return [json, weights];
}

/** Writes a file whose bytes are on the disk when it returns. */
async function writeFile(path: string, bytes: Uint8Array): Promise<void> {
  using file = await Deno.open(path, { write: true, create: true, truncate: true });
  for (let done = 0; done < bytes.length;) done += await file.write(bytes.subarray(done));
  await file.sync();
}
