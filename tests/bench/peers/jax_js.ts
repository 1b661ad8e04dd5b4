/**
 * jax-js on its `wasm` device, on all cores: a jitted training step over a tree of weights.
 *
 * Every use of an array but the last is written `x.ref`, for jax-js's functions consume what they
 * are given.
 *
 * @module
 */
import {
  blockUntilReady,
  defaultDevice,
  init,
  jit,
  lax,
  nn,
  numpy as np,
  random,
  tree,
  valueAndGrad,
  // deno-lint-ignore no-import-prefix -- Of the benchmark alone, not of Sweepbook.
} from "npm:@jax-js/jax@0.1.25";
import { describeNet, type Layer } from "../../../lib/studies.ts";
import type { Opening } from "../protocol.ts";
import { type Batches, serve, type Step } from "./serve.ts";

type Weights = np.Array[][];
type State = { weights: Weights; means: Weights; variances: Weights };

const [RATE, BETA1, BETA2, EPSILON] = [1e-3, 0.9, 0.999, 1e-7];

await serve(open);

async function open({ layers, batch }: Opening, batches: Batches) {
  await init("wasm");
  defaultDevice("wasm");
  const trainStep = jit((state: State, x: np.Array, y: np.Array, key: np.Array, t: np.Array) => {
    const loss = (weights: Weights) => {
      const logProbabilities = nn.logSoftmax(forward(layers, weights, x.ref, key.ref));
      return logProbabilities.mul(nn.oneHot(y.ref, 10)).sum().mul(-1 / batch);
    };
    const [value, gradients] = valueAndGrad(loss)(tree.ref(state.weights));
    tree.dispose([x, y, key]);
    return [value, adam(state, gradients as Weights, t)] as [np.Array, State];
  });
  let state = initialState(layers);
  const step: Step = async (step) => {
    const x = np.array(batches.pixels(step)).reshape([batch, 1, 28, 28]);
    const y = np.array(batches.labels(step), { dtype: np.int32 });
    const [loss, next] = trainStep(state, x, y, random.key(step), np.array(step + 1));
    state = await blockUntilReady(next);
    return (await loss.data())[0];
  };
  return { name: "jax-js 0.1.25, wasm", step };
}

/** One kernel and one bias for each layer that has them, Glorot-uniform and 0. */
function initialState(layers: readonly Layer[]): State {
  const hidden = describeNet(layers.slice(0, -1)).layers;
  const weights = layers.map((layer, i): np.Array[] => {
    const { inputShape, outputShape } = hidden[i];
    const [inputs, outputs] = [inputShape.at(-1)!, outputShape.at(-1)!];
    if (layer.kind === "batchNorm") return [np.ones([inputs]), np.zeros([inputs])];
    if (layer.kind !== "conv" && layer.kind !== "dense") return [];
    const window = layer.kind === "conv" ? [...layer.kernelSize] : [];
    const shape = layer.kind === "conv" ? [outputs, inputs, ...window] : [inputs, outputs];
    const area = window.reduce((product, n) => product * n, 1);
    const limit = Math.sqrt(6 / (area * (inputs + outputs)));
    const kernel = random.uniform(random.key(i), shape, { minval: -limit, maxval: limit });
    return [kernel, np.zeros([outputs])];
  });
  const zeros = () => tree.map((array: np.Array) => np.zeros(array.shape), weights) as Weights;
  return { weights, means: zeros(), variances: zeros() };
}

/** Logits of images `[batch, 1, 28, 28]`. */
function forward(layers: readonly Layer[], weights: Weights, x: np.Array, key: np.Array) {
  const keys = random.split(key, layers.length);
  layers.forEach((layer, i) => x = apply(layer, weights[i], x, keys.ref.slice(i)));
  keys.dispose();
  return x;
}

function apply(layer: Layer, [kernel, bias]: np.Array[], x: np.Array, key: np.Array): np.Array {
  if (layer.kind !== "dropout") key.dispose();
  switch (layer.kind) {
    case "conv": {
      const maps = lax.conv(x, kernel, [...layer.strides], "VALID").add(bias.reshape([-1, 1, 1]));
      return layer.activation === "relu" ? nn.relu(maps) : maps;
    }
    case "dense": {
      const values = np.matmul(x, kernel).add(bias);
      return layer.activation === "relu" ? nn.relu(values) : values;
    }
    case "maxPool":
      return lax.reduceWindow(x, (window) => np.max(window), [...layer.size], [...layer.strides]);
    case "flatten":
      return x.reshape([x.shape[0], -1]);
    case "dropout": {
      const kept = random.bernoulli(key, 1 - layer.rate, x.shape);
      return np.where(kept, x.div(1 - layer.rate), 0);
    }
    case "batchNorm": {
      const axes = x.shape.length === 4 ? [0, 2, 3] : [0];
      const shape = x.shape.length === 4 ? [-1, 1, 1] : [-1];
      const centred = x.ref.sub(np.mean(x, axes, { keepdims: true }));
      const variance = np.mean(np.square(centred.ref), axes, { keepdims: true });
      const normal = centred.div(np.sqrt(variance.add(layer.epsilon)));
      return normal.mul(kernel.reshape(shape)).add(bias.reshape(shape));
    }
    default:
      throw new RangeError(`Expected a layer of the catalogue's nets, got ${layer.kind}.`);
  }
}

/** Adam of Kingma and Ba 2014; `t` counts the steps from 1. */
function adam({ weights, means, variances }: State, gradients: Weights, t: np.Array): State {
  const correct = np.sqrt(np.subtract(1, np.power(BETA2, t.ref)))
    .div(np.subtract(1, np.power(BETA1, t)));
  const next: State = { weights: [], means: [], variances: [] };
  weights.forEach((arrays, i) => {
    const updated = arrays.map((weight, j) => {
      const gradient = gradients[i][j];
      const mean = means[i][j].mul(BETA1).add(gradient.ref.mul(1 - BETA1));
      const variance = variances[i][j].mul(BETA2).add(np.square(gradient).mul(1 - BETA2));
      const change = mean.ref.mul(correct.ref).mul(RATE)
        .div(np.sqrt(variance.ref).add(EPSILON));
      return { weight: weight.sub(change), mean, variance };
    });
    next.weights.push(updated.map(({ weight }) => weight));
    next.means.push(updated.map(({ mean }) => mean));
    next.variances.push(updated.map(({ variance }) => variance));
  });
  correct.dispose();
  return next;
}
