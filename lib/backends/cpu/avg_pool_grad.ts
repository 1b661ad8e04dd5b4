import * as tf from "@tensorflow/tfjs";
import { type Cpu, type Tensors, valuesOf } from "./cpu_backend.ts";

/**
 * dx of an average pool. That of tfjs shares a gradient out over the padding of its window as well,
 * where its forward pass averages the pixels alone.
 */
export const avgPoolGradKernel: tf.KernelConfig = {
  kernelName: tf.AvgPoolGrad,
  backendName: "cpu",
  kernelFunc: ({ inputs, attrs, backend }) => {
    const cpu = backend as Cpu;
    const { dy, input } = inputs as Tensors;
    const { filterSize, strides, pad } = attrs as Record<string, never>;
    const shape = input.shape as [number, number, number, number];
    const info = tf.backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad);
    const [values, dx] = [valuesOf(cpu, dy), new Float32Array(tf.util.sizeFromShape(shape))];
    const { inHeight, inWidth, inChannels, padInfo } = info;
    const [, dyHeight, dyWidth, dyChannels] = dy.shape;
    if (info.outShape.some((side, i) => side > dy.shape[i])) {
      throw new RangeError(`Expected a gradient of shape [${info.outShape}], got [${dy.shape}].`);
    }
    const { strideHeight, strideWidth, filterHeight, filterWidth } = info;
    const inside = (start: number, length: number, end: number) => {
      const first = Math.max(start, 0);
      return Array.from({ length: Math.min(start + length, end) - first }, (_, i) => first + i);
    };
    values.forEach((value, i) => {
      const [channel, pixel] = [i % dyChannels, Math.floor(i / dyChannels)];
      const [column, line] = [pixel % dyWidth, Math.floor(pixel / dyWidth)];
      const [row, image] = [line % dyHeight, Math.floor(line / dyHeight)];
      // As tfjs: of a larger gradient its upper left corner.
      if ([image, row, column, channel].some((place, i) => place >= info.outShape[i])) return;
      const rows = inside(row * strideHeight - padInfo.top, filterHeight, inHeight);
      const columns = inside(column * strideWidth - padInfo.left, filterWidth, inWidth);
      for (const r of rows) {
        for (const c of columns) {
          dx[((image * inHeight + r) * inWidth + c) * inChannels + channel] += value /
            (rows.length * columns.length);
        }
      }
    });
    return cpu.makeTensorInfo(shape, "float32", dx);
  },
};
