/**
 * Sweepbook's own kernels, instantiated on the memory of tfjs's WASM backend: tensors are read and
 * written where they lie.
 *
 * @module
 */
import type * as tf from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import type { Exports } from "./exports.ts";
import type { ConvInfo } from "../geometry.ts";
import { OutOfMemory } from "../out_of_memory.ts";
import { hasRelaxedSimd } from "./relaxed_madd.ts";

/** The parts of tfjs's emscripten module that its types leave out. */
interface EmscriptenModule {
  asm: Record<string, unknown>;
  _malloc(bytes: number): number;
  _free(address: number): void;
}

/** What the memory of tfjs's backend may grow to: all of 4 GiB but one page. */
export const HEAP_BYTES = 2 ** 32 - 2 ** 16;

const GEOMETRY_INTS = 15;
const LINE_BYTES = 64;

/** The kernels of one backend instance, and how tensors reach them. */
export class WasmHeap {
  readonly exports: Exports;
  readonly #backend: BackendWasm;
  readonly #module: EmscriptenModule;
  readonly #memory: WebAssembly.Memory;
  readonly #geometry: number;
  #workspace = { address: 0, bytes: 0 };

  /** Instantiates a build of the kernels; by default the fastest that the engine can run. */
  constructor(backend: BackendWasm, build: Build = hasRelaxedSimd() ? "kernels" : "kernels_simd") {
    this.#backend = backend;
    this.#module = backend.wasm as unknown as EmscriptenModule;
    this.#memory = memoryOf(this.#module);
    guardAllocations(this.#module);
    const instance = new WebAssembly.Instance(kernelModule(build), {
      env: { memory: this.#memory },
    });
    this.exports = instance.exports as unknown as Exports;
    this.#geometry = this.#module._malloc(4 * GEOMETRY_INTS);
  }

  /** Where a tensor lies. */
  address(tensor: tf.TensorInfo): number {
    return this.#backend.dataIdMap.get(tensor.dataId).memoryOffset;
  }

  /** A new tensor for a kernel to fill: float32, or `bool` for one byte an element. */
  output(shape: number[], dtype: "float32" | "bool" = "float32"): tf.TensorInfo {
    return this.#backend.makeOutput(shape, dtype);
  }

  /** A float32 or int32 tensor's elements; the view is good until the next allocation. */
  values(tensor: tf.TensorInfo): Float32Array | Int32Array {
    const place = this.address(tensor);
    return tensor.dtype === "int32"
      ? new Int32Array(this.#memory.buffer, place, sizeOf(tensor))
      : new Float32Array(this.#memory.buffer, place, sizeOf(tensor));
  }

  /** The memory that the tensors lie in; another object after it has grown. */
  get buffer(): ArrayBuffer {
    return this.#memory.buffer as ArrayBuffer;
  }

  /** At least `bytes` of scratch memory, shared by all kernels and kept for the next call. */
  workspace(bytes: number): number {
    if (bytes > this.#workspace.bytes) {
      if (this.#workspace.address !== 0) this.#module._free(this.#workspace.address);
      this.#workspace = { address: 0, bytes: 0 };
      this.#workspace = { address: this.#module._malloc(bytes), bytes };
    }
    return this.#workspace.address;
  }

  /** Addresses of several pieces of scratch memory, each on a cache line of its own. */
  workspaces(bytes: readonly number[]): number[] {
    const total = bytes.reduce((sum, each) => sum + align(each), LINE_BYTES);
    let next = align(this.workspace(total));
    return bytes.map((each) => {
      const address = next;
      next += align(each);
      return address;
    });
  }

  /** Writes the geometry of a convolution where the kernels read it, and gives its address. */
  geometry(info: ConvInfo): number {
    new Int32Array(this.#memory.buffer, this.#geometry, GEOMETRY_INTS).set([
      info.batchSize,
      info.inHeight,
      info.inWidth,
      info.inChannels,
      info.outHeight,
      info.outWidth,
      info.outChannels,
      info.filterHeight,
      info.filterWidth,
      info.strideHeight,
      info.strideWidth,
      info.dilationHeight,
      info.dilationWidth,
      info.padInfo.top,
      info.padInfo.left,
    ]);
    return this.#geometry;
  }
}

/** The next multiple of a cache line. */
function align(bytes: number): number {
  return Math.ceil(bytes / LINE_BYTES) * LINE_BYTES;
}

/** The number of elements of a tensor. */
export function sizeOf(tensor: tf.TensorInfo): number {
  return tensor.shape.reduce((size, length) => size * length, 1);
}

/** With fused multiply-add, which is relaxed SIMD, or without. */
type Build = "kernels" | "kernels_simd";

const compiled = new Map<Build, WebAssembly.Module>();

/** A build of the kernels, compiled once. */
function kernelModule(build: Build): WebAssembly.Module {
  let module = compiled.get(build);
  if (module === undefined) {
    module = new WebAssembly.Module(
      Deno.readFileSync(new URL(`${build}.wasm`, import.meta.url)),
    );
    compiled.set(build, module);
  }
  return module;
}

/** tfjs exports its memory under a minified name, so it is known by its class. */
function memoryOf({ asm }: EmscriptenModule): WebAssembly.Memory {
  for (const value of Object.values(asm)) {
    if (value instanceof WebAssembly.Memory) return value;
  }
  throw new Error("Expected tfjs's WASM backend to export its memory, and found none.");
}

/**
 * Makes all allocations, those of tfjs's own backend too, throw where they fail: tfjs goes on with
 * the address 0, and takes the size of 4 GiB and more modulo 4 GiB.
 */
function guardAllocations(module: EmscriptenModule): void {
  // Emscripten puts the function itself in place at its first call.
  module._free(module._malloc(1));
  const malloc = module._malloc;
  module._malloc = (bytes) => {
    // Addresses of 2 GiB and more come as negative numbers.
    const address = bytes <= HEAP_BYTES ? malloc(bytes) >>> 0 : 0;
    if (address === 0) throw new OutOfMemory(bytes);
    return address;
  };
}
