/**
 * Convolutions of 3x3 filters by Winograd's minimal filtering F(4x4, 3x3): the input is cut into
 * overlapping tiles of 6x6, these and the filter are transformed, multiplied point by point, and
 * transformed back into tiles of 4x4 outputs (Lavin and Gray 2015, arXiv:1509.09308). Where tiles of
 * 3x3 outputs leave less unused, F(3x3, 3x3).
 *
 * A quarter of the multiplications remains. What it costs: each value is rounded about twice as
 * much, and one that is not finite spoils its whole tile; then the direct kernel computes it all
 * again, so that NaN and infinity go where a direct sum takes them. Sums of zeros alone are exactly
 * 0, as direct ones are: relu and Adam make much of a 0.
 *
 * @module
 */
import type { ConvInfo } from "../geometry.ts";
import type { WasmHeap } from "../wasm/wasm_heap.ts";
import type { PointProducts } from "./point_products.ts";
import type { ConvAddresses, Epilogue, MatMul, Products } from "./products.ts";

const SIDE = 3;
/** Fewer channels than that and the transforms cost more than they save. */
const LEAST_CHANNELS = 8;
/** Bytes of transformed tiles in one block: within the second-level cache beside the filter. */
const BLOCK_BYTES = 576 * 1024;

/** Whether a convolution and its gradients go by Winograd's filtering: where that is faster. */
export function suitsWinograd(info: ConvInfo): boolean {
  const { inChannels, outChannels } = info;
  return info.filterHeight === SIDE && info.filterWidth === SIDE &&
    info.strideHeight === 1 && info.strideWidth === 1 &&
    info.dilationHeight === 1 && info.dilationWidth === 1 &&
    Math.min(inChannels, outChannels) >= LEAST_CHANNELS &&
    inChannels % 4 === 0 && outChannels % 4 === 0;
}

/** Winograd's filtering where that is faster, all else by the products of `direct`. */
export class WinogradProducts implements Products {
  readonly #wasm: WasmHeap;
  readonly #points: PointProducts;
  readonly #direct: Products;

  constructor(wasm: WasmHeap, points: PointProducts, direct: Products) {
    this.#wasm = wasm;
    this.#points = points;
    this.#direct = direct;
  }

  convolve(info: ConvInfo, addresses: ConvAddresses, epilogue: Epilogue): void {
    const { x, filter, y } = addresses;
    const { exports } = this.#wasm;
    const finite = suitsWinograd(info) && this.#multiply(info, filter, false, {
      read: (geometry, { first, count, side, tiles, half }) =>
        exports.winogradInput(geometry, x, first, count, side, info.inChannels, tiles, half),
      write: (geometry, { first, count, side, to, half }) =>
        exports.winogradOutput(
          geometry,
          to,
          first,
          count,
          side,
          x,
          epilogue.bias,
          Number(epilogue.relu),
          y,
          half,
        ),
    });
    if (!finite) this.#direct.convolve(info, addresses, epilogue);
  }

  inputGradient(info: ConvInfo, addresses: ConvAddresses): void {
    const { x, filter, y } = addresses;
    const { exports } = this.#wasm;
    const values = info.batchSize * info.inHeight * info.inWidth * info.inChannels;
    const finite = suitsWinograd(info) && this.#multiply(info, filter, true, {
      read: (geometry, { first, count, side, tiles, half }) => {
        // The tiles of dx overlap and are added up.
        if (first === 0) new Uint8Array(this.#wasm.buffer, x, 4 * values).fill(0);
        const { outChannels } = info;
        exports.winogradOutputGradient(geometry, y, first, count, side, outChannels, tiles, half);
      },
      write: (geometry, { first, count, side, to, half }) =>
        exports.winogradInputGradient(geometry, to, first, count, side, y, x, half),
    });
    if (!finite) this.#direct.inputGradient(info, addresses);
  }

  filterGradient(info: ConvInfo, addresses: ConvAddresses): void {
    const finite = suitsWinograd(info) && this.#multiplyGradient(info, addresses);
    if (!finite) this.#direct.filterGradient(info, addresses);
  }

  matMul(product: MatMul, epilogue: Epilogue): void {
    this.#direct.matMul(product, epilogue);
  }

  /** Block by block: reads tiles, multiplies them by the filter, writes them; whether all is finite. */
  #multiply(info: ConvInfo, filter: number, transposed: boolean, pass: Pass): boolean {
    const { exports } = this.#wasm;
    const { inChannels, outChannels } = info;
    const [k, n] = transposed ? [outChannels, inChannels] : [inChannels, outChannels];
    const { geometry, side, points, total } = this.#tiles(info);
    const most = Math.min(total, tilesPerBlock(points * (k + n)));
    const [half, transformed, prepared, tiles, to, workspace] = this.#wasm.workspaces([
      exports.winogradTilesWorkspace(Math.max(k, n)),
      4 * points * k * n,
      points * this.#points.filterBytes(k, n, transposed),
      points * exports.winogradPanelsBytes(most, k, k),
      points * exports.winogradPanelsBytes(most, n, n),
      this.#points.workspaceBytes(most, k),
    ]);
    exports.winogradFilter(filter, k * n, side, transformed, half);
    const ready = this.#points.prepare(
      { address: transformed, points, k, n },
      transposed,
      prepared,
    );
    for (let first = 0; first < total; first += most) {
      const count = Math.min(most, total - first);
      const part = { first, count, side, tiles, to, half };
      pass.read(geometry, part);
      const tilesStep = exports.winogradPanelsBytes(count, k, k);
      const toStep = exports.winogradPanelsBytes(count, n, n);
      const steps = { tilesStep, toStep };
      this.#points.multiply({ tiles, filter: ready, to, ...steps, points, count, k, n, workspace });
      if (pass.write(geometry, part) === 0) return false;
    }
    return true;
  }

  /** filter = the gradient of the filter, from x and y = dy; whether all of it is finite. */
  #multiplyGradient(info: ConvInfo, { x, filter, y }: ConvAddresses): boolean {
    const { exports } = this.#wasm;
    const { inChannels: m, outChannels: n } = info;
    const { geometry, side, points, total } = this.#tiles(info);
    const most = Math.min(total, tilesPerBlock(points * (m + n)));
    const panels = this.#points.gradientPanels(m, n);
    const [half, to, input, gradient, workspace, suspects] = this.#wasm.workspaces([
      exports.winogradTilesWorkspace(Math.max(m, n)),
      4 * points * m * n,
      points * exports.winogradPanelsBytes(most, m, panels.input),
      points * exports.winogradPanelsBytes(most, n, panels.gradient),
      this.#points.workspaceBytes(most, m),
      exports.winogradZeroWeightsWorkspace(geometry),
    ]);
    for (let first = 0; first < total; first += most) {
      const count = Math.min(most, total - first);
      const accumulate = first > 0;
      exports.winogradInput(geometry, x, first, count, side, panels.input, input, half);
      exports.winogradOutputGradient(
        geometry,
        y,
        first,
        count,
        side,
        panels.gradient,
        gradient,
        half,
      );
      exports.winogradClearWeights(geometry, x, y, first, count, side, suspects);
      const inputStep = exports.winogradPanelsBytes(count, m, panels.input);
      const gradientStep = exports.winogradPanelsBytes(count, n, panels.gradient);
      const tiles = { input, inputStep, gradient, gradientStep };
      this.#points.multiplyGradient({ ...tiles, to, points, count, m, n, accumulate, workspace });
    }
    const finite = exports.winogradFilterGradient(to, m * n, side, filter, half) !== 0;
    if (finite) exports.winogradZeroWeights(filter, suspects);
    return finite;
  }

  /** How the output is cut into tiles, and where the kernels read the geometry of it. */
  #tiles(info: ConvInfo) {
    const geometry = this.#wasm.geometry(info);
    const side = this.#wasm.exports.winogradSide(geometry);
    const tiles = Math.ceil(info.outHeight / side) * Math.ceil(info.outWidth / side);
    return { geometry, side, points: (side + 2) ** 2, total: info.batchSize * tiles };
  }
}

/** How tiles come to their points, and back: whether they are finite. */
interface Pass {
  read(geometry: number, part: Part): void;
  write(geometry: number, part: Part): number;
}

/** `count` tiles from the `first`: their points before and after the products. */
interface Part {
  readonly first: number;
  readonly count: number;
  readonly side: number;
  readonly tiles: number;
  readonly to: number;
  /** Workspace of the transforms. */
  readonly half: number;
}

/** A multiple of 4, as the micro-kernel takes four rows. */
function tilesPerBlock(values: number): number {
  return Math.max(8, Math.floor(BLOCK_BYTES / (4 * values)) & ~3);
}
