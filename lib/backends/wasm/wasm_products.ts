import type { Instance } from "./instance.ts";
import {
  type ConvAddresses,
  type ConvInfo,
  depthOf,
  type Epilogue,
  type MatMul,
  type Products,
} from "./products.ts";
import { WasmPointProducts } from "./wasm_point_products.ts";
import { suitsWinograd, Winograd } from "./winograd.ts";

/** Products by the kernels of `assembly/`. */
export class WasmProducts implements Products {
  readonly #wasm: Instance;
  readonly #winograd: Winograd;

  constructor(wasm: Instance) {
    this.#wasm = wasm;
    this.#winograd = new Winograd(wasm, new WasmPointProducts(wasm));
  }

  convolve(info: ConvInfo, addresses: ConvAddresses, epilogue: Epilogue): void {
    if (suitsWinograd(info) && this.#winograd.convolve(info, addresses, epilogue)) return;
    const { x, filter, y } = addresses;
    const { bias, relu } = epilogue;
    const { exports } = this.#wasm;
    const geometry = this.#wasm.geometry(info);
    const workspace = this.#wasm.workspace(exports.conv2DWorkspace(geometry));
    exports.conv2D(geometry, x, filter, bias, Number(relu), y, workspace);
  }

  filterGradient(info: ConvInfo, addresses: ConvAddresses): void {
    if (suitsWinograd(info) && this.#winograd.filterGradient(info, addresses)) return;
    const { x, filter, y } = addresses;
    const { exports } = this.#wasm;
    const geometry = this.#wasm.geometry(info);
    const workspace = this.#wasm.workspace(exports.conv2DBackpropFilterWorkspace(geometry));
    exports.conv2DBackpropFilter(geometry, x, y, filter, workspace);
  }

  inputGradient(info: ConvInfo, addresses: ConvAddresses): void {
    if (suitsWinograd(info) && this.#winograd.inputGradient(info, addresses)) return;
    const { x, filter, y } = addresses;
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
