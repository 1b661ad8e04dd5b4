import type * as tf from "@tensorflow/tfjs";
import { type Cpu, type Tensors, valuesOf } from "./cpu_backend.ts";
import { MaxPool2x2, MaxPool2x2BiasGrad } from "../kernel_names.ts";

/** Instead of a place in the window: no value of it takes a gradient. */
const NOWHERE = 255;

/** Plain reference of `MaxPool2x2`; see `../operations.ts`. */
export const maxPool2x2Kernel: tf.KernelConfig = {
  kernelName: MaxPool2x2,
  backendName: "cpu",
  kernelFunc: ({ inputs, attrs, backend }) => {
    const cpu = backend as Cpu;
    const x = valuesOf(cpu, inputs.x!);
    const argmax = valuesOf(cpu, inputs.argmax!);
    const [batch, height, width, channels] = inputs.x!.shape;
    const floor = attrs!.activation === "relu" ? 0 : -Infinity;
    const places = placesOf(inputs.x!.shape);
    const y = new Float32Array(places.length);
    places.forEach((window, i) => {
      const values = window.map((place) => x[place]).map((v) => v > -Infinity ? v : -Infinity);
      y[i] = Math.max(...values);
      argmax[i] = y[i] > floor ? values.indexOf(y[i]) : NOWHERE;
    });
    return cpu.makeTensorInfo([batch, height >> 1, width >> 1, channels], "float32", y);
  },
};

/** Plain reference of `MaxPool2x2BiasGrad`; see `../operations.ts`. */
export const maxPool2x2BiasGradKernel: tf.KernelConfig = {
  kernelName: MaxPool2x2BiasGrad,
  backendName: "cpu",
  kernelFunc: ({ inputs, attrs, backend }) => {
    const cpu = backend as Cpu;
    const { dy, argmax } = inputs as Tensors;
    const inputShape = attrs!.inputShape as number[];
    const channels = inputShape[3];
    const given = valuesOf(cpu, dy);
    const chosen = valuesOf(cpu, argmax);
    const dz = new Float32Array(inputShape.reduce((size, length) => size * length));
    const sums = new Float64Array(channels);
    placesOf(inputShape).forEach((window, i) => {
      if (chosen[i] === NOWHERE) return;
      dz[window[chosen[i]]] = given[i];
      sums[i % channels] += given[i];
    });
    return [
      cpu.makeTensorInfo([channels], "float32", Float32Array.from(sums)),
      cpu.makeTensorInfo(inputShape, "float32", dz),
    ];
  },
};

/** For each pooled value the places of its window in x `[batch, height, width, channels]`. */
function placesOf([batch, height, width, channels]: number[]): number[][] {
  const windows: number[][] = [];
  for (let b = 0; b < batch; b++) {
    for (let row = 0; row + 2 <= height; row += 2) {
      for (let column = 0; column + 2 <= width; column += 2) {
        for (let channel = 0; channel < channels; channel++) {
          const first = ((b * height + row) * width + column) * channels + channel;
          const below = first + width * channels;
          windows.push([first, first + channels, below, below + channels]);
        }
      }
    }
  }
  return windows;
}
