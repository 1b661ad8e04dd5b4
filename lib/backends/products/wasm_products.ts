import { type ConvInfo, depthOf } from "../geometry.ts";
import type { WasmHeap } from "../wasm/wasm_heap.ts";
import type { ConvAddresses, Epilogue, MatMul, Products } from "./products.ts";

/** Direct products by the kernels of `assembly/`. */
export class WasmProducts implements Products {
  readonly #wasm: WasmHeap;

  constructor(wasm: WasmHeap) {
    this.#wasm = wasm;
  }

  convolve(info: ConvInfo, { x, filter, y }: ConvAddresses, { bias, relu }: Epilogue): void {
    const { exports } = this.#wasm;
    const geometry = this.#wasm.geometry(info);
    const workspace = this.#wasm.workspace(exports.conv2DWorkspace(geometry));
    exports.conv2D(geometry, x, filter, bias, Number(relu), y, workspace);
  }

  filterGradient(info: ConvInfo, { x, filter, y }: ConvAddresses): void {
    const { exports } = this.#wasm;
    const geometry = this.#wasm.geometry(info);
    const workspace = this.#wasm.workspace(exports.conv2DBackpropFilterWorkspace(geometry));
    exports.conv2DBackpropFilter(geometry, x, y, filter, workspace);
  }

  inputGradient(info: ConvInfo, { x, filter, y }: ConvAddresses): void {
    const { exports } = this.#wasm;
    const bytes = exports.conv2DBackpropInputWorkspace(depthOf(info), info.outChannels);
    const workspace = this.#wasm.workspace(bytes);
    exports.conv2DBackpropInput(this.#wasm.geometry(info), y, filter, x, workspace);
  }

  matMul(product: MatMul, { bias, relu }: Epilogue): void {
    const { transposeA, transposeB, m, n, k, a, b, c } = product;
    const { exports } = this.#wasm;
    const workspace = this.#wasm.workspace(exports.matMulWorkspace(n, k));
    exports.matMul(
      a,
      b,
      c,
      m,
      n,
      k,
      Number(transposeA),
      Number(transposeB),
      bias,
      Number(relu),
      workspace,
    );
  }
}
