/**
 * What `assembly/index.ts` exports. Addresses and byte counts are whole numbers; flags are 0 or 1.
 *
 * @module
 */

import type { Address, Flag } from "./address.ts";
import type { WinogradExports } from "./winograd_exports.ts";

/** The kernels, as the assembly's files document them. */
export interface Exports extends WinogradExports {
  adam(
    weight: Address,
    m: Address,
    v: Address,
    gradient: Address,
    size: number,
    rate: number,
    share1: number,
    share2: number,
    epsilon: number,
  ): void;
  addBias(y: Address, bias: Address, rows: number, channels: number, relu: Flag): void;
  avgPoolGrad(geometry: Address, dy: Address, dx: Address, share: Address): void;
  batchNorm(
    x: Address,
    gamma: Address,
    beta: Address,
    y: Address,
    mean: Address,
    variance: Address,
    rows: number,
    channels: number,
    epsilon: number,
    workspace: Address,
  ): void;
  batchNormGrad(
    dy: Address,
    x: Address,
    gamma: Address,
    mean: Address,
    variance: Address,
    dx: Address,
    dGamma: Address,
    dBeta: Address,
    rows: number,
    channels: number,
    epsilon: number,
    workspace: Address,
  ): void;
  batchNormGradWorkspace(channels: number): number;
  batchNormWorkspace(channels: number): number;
  biasGrad(
    dy: Address,
    y: Address,
    dz: Address,
    dBias: Address,
    rows: number,
    channels: number,
    run: Address,
  ): void;
  conv2D(
    geometry: Address,
    x: Address,
    filter: Address,
    bias: Address,
    relu: Flag,
    y: Address,
    workspace: Address,
  ): void;
  conv2DBackpropFilter(
    geometry: Address,
    x: Address,
    dy: Address,
    dFilter: Address,
    workspace: Address,
  ): void;
  conv2DBackpropFilterWorkspace(geometry: Address): number;
  conv2DBackpropInput(
    geometry: Address,
    dy: Address,
    filter: Address,
    dx: Address,
    workspace: Address,
  ): void;
  conv2DBackpropInputWorkspace(depth: number, outChannels: number): number;
  conv2DWorkspace(geometry: Address): number;
  dropout(
    x: Address,
    y: Address,
    size: number,
    seed: number,
    threshold: number,
    scale: number,
  ): void;
  fold(
    geometry: Address,
    dx: Address,
    first: number,
    count: number,
    patches: Address,
    workspace: Address,
  ): void;
  matMul(
    a: Address,
    b: Address,
    c: Address,
    m: number,
    n: number,
    k: number,
    transposeA: Flag,
    transposeB: Flag,
    bias: Address,
    relu: Flag,
    workspace: Address,
  ): void;
  matMulWorkspace(n: number, k: number): number;
  maxPool(geometry: Address, x: Address, y: Address): void;
  maxPool2x2(
    x: Address,
    batch: number,
    height: number,
    width: number,
    channels: number,
    relu: Flag,
    y: Address,
    argmax: Address,
  ): void;
  maxPool2x2BiasGrad(
    dy: Address,
    argmax: Address,
    batch: number,
    height: number,
    width: number,
    channels: number,
    dz: Address,
    dBias: Address,
    run: Address,
  ): void;
  maxPoolGrad(geometry: Address, dy: Address, x: Address, y: Address, dx: Address): void;
  momentum(
    weight: Address,
    sum: Address,
    gradient: Address,
    size: number,
    rate: number,
    momentum: number,
  ): void;
  unfold(
    geometry: Address,
    x: Address,
    first: number,
    count: number,
    patches: Address,
    workspace: Address,
  ): void;
  unfoldWorkspace(count: number): number;
}
