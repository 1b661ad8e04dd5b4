/**
 * How long the kernels of a tfjs backend take.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";

/** All runs of one kernel on tensors of the same shapes. */
export interface KernelTime {
  readonly kernel: string;
  /** Shapes of inputs and outputs: `100x26x26x32`. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  calls: number;
  /** Without the kernels that it called in turn. */
  ms: number;
  /** Floating-point operations of all calls; 0 where the kernel makes no products. */
  flops: number;
  /** Of inputs and outputs, over all calls. */
  bytes: number;
}

type Call = Parameters<tf.KernelFunc>[0];

/** One run of a kernel, as it is noted down while others wait. */
interface Run {
  readonly kernel: string;
  readonly call: Call;
  readonly results: readonly tf.TensorInfo[];
  readonly ms: number;
}

/**
 * Times every kernel of the backend from now on. What it returns gives the times since it was last
 * called; the sums are made there, so that they are in nobody's time.
 */
export function timeKernels(backend: string): () => KernelTime[] {
  let runs: Run[] = [];
  /** Milliseconds of the kernels that the running ones called. */
  const nested: number[] = [];
  for (const kernel of tf.getKernelsForBackend(backend)) {
    const { kernelName, kernelFunc } = kernel;
    tf.unregisterKernel(kernelName, backend);
    tf.registerKernel({
      ...kernel,
      kernelFunc: (call) => {
        nested.push(0);
        const start = performance.now();
        const result = kernelFunc(call);
        const ms = performance.now() - start;
        const own = ms - nested.pop()!;
        if (nested.length > 0) nested[nested.length - 1] += ms;
        const results = Array.isArray(result) ? result : [result];
        runs.push({ kernel: kernelName, call, results, ms: own });
        return result;
      },
    });
  }
  return () => {
    const times = sumUp(runs);
    runs = [];
    return times;
  };
}

function sumUp(runs: readonly Run[]): KernelTime[] {
  const times = new Map<string, KernelTime>();
  for (const { kernel, call, results, ms } of runs) {
    const given = Object.values(call.inputs).flat().filter((tensor) => tensor != null);
    const inputs = given.map(shapeOf), outputs = results.map(shapeOf);
    const key = [kernel, ...inputs, "to", ...outputs].join(" ");
    const time = times.get(key) ?? { kernel, inputs, outputs, calls: 0, ms: 0, flops: 0, bytes: 0 };
    time.calls++;
    time.ms += ms;
    time.flops += countFlops(kernel, call, results);
    time.bytes += [...given, ...results].reduce((sum, tensor) => sum + bytesOf(tensor), 0);
    times.set(key, time);
  }
  return [...times.values()];
}

/** Two for every multiply-add of a product or a convolution, padding included. */
function countFlops(
  kernel: string,
  { inputs, attrs }: Call,
  [result]: readonly tf.TensorInfo[],
): number {
  const area = ([height, width, channels]: readonly number[]) => height * width * channels;
  switch (kernel) {
    case tf.Conv2D:
    case tf.FusedConv2D:
      return 2 * sizeOf(result) * area(inputs.filter!.shape);
    case tf.Conv2DBackpropInput:
      return 2 * sizeOf(inputs.dy!) * area(inputs.filter!.shape);
    case tf.Conv2DBackpropFilter:
      return 2 * sizeOf(inputs.dy!) * area(attrs!.filterShape as number[]);
    case tf.BatchMatMul:
    case tf._FusedMatMul:
      return 2 * sizeOf(result) * inputs.a!.shape.at(attrs!.transposeA ? -2 : -1)!;
    default:
      return 0;
  }
}

function sizeOf({ shape }: tf.TensorInfo): number {
  return shape.reduce((product, length) => product * length, 1);
}

function bytesOf(tensor: tf.TensorInfo): number {
  return sizeOf(tensor) * tf.util.bytesPerElement(tensor.dtype);
}

function shapeOf({ shape }: tf.TensorInfo): string {
  return shape.join("x") || "1";
}
