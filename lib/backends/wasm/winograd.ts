/**
 * Convolutions of 3x3 filters by Winograd's minimal filtering F(4x4, 3x3): the input is cut into
 * overlapping tiles of 6x6, these and the filter are transformed, multiplied point by point, and
 * transformed back into tiles of 4x4 outputs (Lavin and Gray 2015, arXiv:1509.09308). Where tiles of
 * 3x3 outputs leave less unused, F(3x3, 3x3).
 *
 * A quarter of the multiplications remains. What it costs: each value is rounded about twice as
 * much, and one that is not finite spoils its whole tile; then the direct kernel computes it all
 * again, so that NaN and infinity go where a direct sum takes them.
 *
 * @module
 */
import type { Instance } from "./instance.ts";
import type { PointProducts } from "./point_products.ts";
import type { ConvAddresses, ConvInfo, Epilogue } from "./products.ts";

const SIDE = 3;
/** Fewer channels than that and the transforms cost more than they save. */
const LEAST_CHANNELS = 8;
/** Bytes of transformed tiles in one block: within the second-level cache beside the filter. */
const BLOCK_BYTES = 576 * 1024;

/** Whether a convolution, and its gradients, are faster by Winograd's filtering. */
export function suitsWinograd(info: ConvInfo): boolean {
  const { inChannels, outChannels } = info;
  return info.filterHeight === SIDE && info.filterWidth === SIDE &&
    info.strideHeight === 1 && info.strideWidth === 1 &&
    info.dilationHeight === 1 && info.dilationWidth === 1 &&
    Math.min(inChannels, outChannels) >= LEAST_CHANNELS &&
    inChannels % 4 === 0 && outChannels % 4 === 0;
}

/** Winograd's filtering with the products of an engine. */
export class Winograd {
  readonly #wasm: Instance;
  readonly #products: PointProducts;

  constructor(wasm: Instance, products: PointProducts) {
    this.#wasm = wasm;
    this.#products = products;
  }

  /** y = conv(x, filter), then the epilogue; whether all of it is finite. */
  convolve(info: ConvInfo, { x, filter, y }: ConvAddresses, { bias, relu }: Epilogue): boolean {
    const { exports } = this.#wasm;
    return this.#multiply(info, filter, false, {
      read: (geometry, { first, count, side, tiles, half }) =>
        exports.winogradInput(geometry, x, first, count, side, tiles, half),
      write: (geometry, { first, count, side, to, half }) =>
        exports.winogradOutput(geometry, to, first, count, side, bias, Number(relu), y, half),
    });
  }

  /** x = the gradient of the input, from the filter and y = dy; whether all of it is finite. */
  inputGradient(info: ConvInfo, { x, filter, y }: ConvAddresses): boolean {
    const { exports } = this.#wasm;
    const values = info.batchSize * info.inHeight * info.inWidth * info.inChannels;
    new Uint8Array(this.#wasm.heap, x, 4 * values).fill(0);
    return this.#multiply(info, filter, true, {
      read: (geometry, { first, count, side, tiles, half }) =>
        exports.winogradOutputGradient(geometry, y, first, count, side, tiles, half),
      write: (geometry, { first, count, side, to, half }) =>
        exports.winogradInputGradient(geometry, to, first, count, side, x, half),
    });
  }

  /** filter = the gradient of the filter, from x and y = dy; whether all of it is finite. */
  filterGradient(info: ConvInfo, { x, filter, y }: ConvAddresses): boolean {
    const { exports } = this.#wasm;
    const { inChannels: m, outChannels: n } = info;
    const { side, points, total, geometry } = this.#tiles(info);
    const most = Math.min(total, tilesPerBlock(points * (m + n)));
    const [half, to, input, gradient, workspace] = this.#wasm.workspaces([
      exports.winogradTilesWorkspace(Math.max(m, n)),
      4 * points * m * n,
      4 * points * most * m,
      4 * points * most * n,
      this.#products.workspaceBytes(most, m, n),
    ]);
    for (let first = 0; first < total; first += most) {
      const count = Math.min(most, total - first);
      exports.winogradInput(geometry, x, first, count, side, input, half);
      exports.winogradOutputGradient(geometry, y, first, count, side, gradient, half);
      this.#products.multiplyGradient({
        ...{ input, gradient, to, points, count, m, n, accumulate: first > 0, workspace },
      });
    }
    return exports.winogradFilterGradient(to, m * n, side, filter, half) !== 0;
  }

  /** Block by block: reads tiles, multiplies them by the filter, writes them; whether all is finite. */
  #multiply(info: ConvInfo, filter: number, transposed: boolean, pass: Pass): boolean {
    const { exports } = this.#wasm;
    const { inChannels, outChannels } = info;
    const [k, n] = transposed ? [outChannels, inChannels] : [inChannels, outChannels];
    const { side, points, total, geometry } = this.#tiles(info);
    const most = Math.min(total, tilesPerBlock(points * (k + n)));
    const [half, atPoints, prepared, tiles, to, workspace] = this.#wasm.workspaces([
      exports.winogradTilesWorkspace(Math.max(k, n)),
      4 * points * k * n,
      points * this.#products.filterBytes(k, n),
      4 * points * most * k,
      4 * points * most * n,
      this.#products.workspaceBytes(most, k, n),
    ]);
    exports.winogradFilter(filter, k * n, side, atPoints, half);
    const ready = this.#products.prepare({ address: atPoints, points, k, n }, transposed, prepared);
    let finite = true;
    for (let first = 0; first < total; first += most) {
      const count = Math.min(most, total - first);
      pass.read(geometry, { first, count, side, tiles, to, half });
      this.#products.multiply({
        ...{ tiles, filter: ready, to, points, count, k, n, workspace },
      });
      finite &&= pass.write(geometry, { first, count, side, tiles, to, half }) !== 0;
    }
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

/** How tiles come to their points, and back. */
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
