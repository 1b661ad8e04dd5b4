import * as tf from "@tensorflow/tfjs";
import { assertEquals } from "@std/assert";
import { prepareBackend } from "../../lib/backends/prepare.ts";
import {
  convolveAndMaxPool,
  type FusedConvAttrs,
  maxPoolWithArgmax,
  run,
} from "../../lib/backends/operations.ts";
import { randomTensor } from "./backends.ts";
import { MaxPool2x2BiasGrad } from "../../lib/backends/kernel_names.ts";

/** Output and all gradients of a convolution that is pooled. */
function outputs(attrs: FusedConvAttrs): tf.Tensor[] {
  const inputs = [
    randomTensor([3, 6, 6, 2], 1),
    randomTensor([3, 3, 2, 4], 2),
    randomTensor([4], 3),
  ];
  const pooled = (...[x, filter, bias]: tf.Tensor[]) => convolveAndMaxPool(x, filter, bias, attrs);
  const y = pooled(...inputs);
  return [y, ...tf.grads(pooled)(inputs, randomTensor(y.shape, 4))];
}

Deno.test("of equal values the first is chosen, of NaN, -Infinity and clamped ones none", async () => {
  const windows = [
    { values: [1, 1, 1, 1], linear: 0, relu: 0 },
    { values: [0, 2, 3, 3], linear: 2, relu: 2 },
    { values: [0, 0, 0, 0], linear: 0, relu: 255 },
    { values: [NaN, 1, NaN, 2], linear: 3, relu: 3 },
    { values: [1, 2, NaN, NaN], linear: 1, relu: 1 },
    { values: [NaN, NaN, NaN, NaN], linear: 255, relu: 255 },
    { values: [-Infinity, -Infinity, -1, -2], linear: 2, relu: 255 },
    { values: [-Infinity, -Infinity, -Infinity, NaN], linear: 255, relu: 255 },
    { values: [0, Infinity, Infinity, 0], linear: 1, relu: 1 },
  ];
  for (const backend of ["wasm", "cpu"] as const) {
    await prepareBackend(backend);
    for (const activation of ["linear", "relu"] as const) {
      tf.tidy(() => {
        // The windows are the channels of one pixel: both four at a time and one by one.
        const values = [0, 1, 2, 3].map((place) => windows.map((window) => window.values[place]));
        const x = tf.tensor4d(values.flat(), [1, 2, 2, windows.length]);
        const { y, argmax } = maxPoolWithArgmax(x, activation);
        assertEquals(y.dataSync(), tf.maxPool(x, 2, 2, "valid").dataSync());
        assertEquals([...argmax.dataSync()], windows.map((window) => window[activation]));
        const dy = randomTensor(y.shape, 1);
        const [dBias, dz] = run(MaxPool2x2BiasGrad, { dy, argmax }, { inputShape: x.shape });
        const given = dy.dataSync().map((value, i) => windows[i][activation] === 255 ? 0 : value);
        assertEquals(dBias.dataSync(), given);
        assertEquals(tf.sum(dz, [0, 1, 2]).dataSync(), given);
      });
    }
  }
});

Deno.test("a step keeps neither the convolution's output nor anything else", async () => {
  for (const backend of ["wasm", "cpu"] as const) {
    await prepareBackend(backend);
    const attrs: FusedConvAttrs = {
      strides: [1, 1],
      dilations: [1, 1],
      activation: "relu",
      pad: "valid",
    };
    const buffers = () => tf.engine().backend.numDataIds();
    const before = buffers();
    tf.tidy(() => {
      const x = randomTensor([1, 6, 6, 2], 1);
      const filter = randomTensor([3, 3, 2, 4], 2);
      const bias = randomTensor([4], 3);
      const inputs = buffers();
      convolveAndMaxPool(x, filter, bias, attrs);
      assertEquals(buffers(), inputs + 1);
    });
    assertEquals(buffers(), before);
    tf.tidy(() => void outputs(attrs));
    assertEquals(buffers(), before);
  }
});
