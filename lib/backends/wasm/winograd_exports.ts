/**
 * What `assembly/index.ts` exports for Winograd's filtering. `side` is that of a tile's outputs,
 * `points` are its products.
 *
 * @module
 */
import type { Address, Flag } from "./address.ts";

/** The kernels of Winograd's filtering, as the assembly's files document them. */
export interface WinogradExports {
  winogradClearWeights(
    geometry: Address,
    x: Address,
    dy: Address,
    first: number,
    count: number,
    side: number,
    workspace: Address,
  ): void;
  winogradFilter(
    filter: Address,
    size: number,
    side: number,
    to: Address,
    workspace: Address,
  ): void;
  winogradFilterGradient(
    points: Address,
    size: number,
    side: number,
    dFilter: Address,
    workspace: Address,
  ): Flag;
  winogradInput(
    geometry: Address,
    x: Address,
    first: number,
    count: number,
    side: number,
    panel: number,
    to: Address,
    workspace: Address,
  ): void;
  winogradInputGradient(
    geometry: Address,
    points: Address,
    first: number,
    count: number,
    side: number,
    dy: Address,
    dx: Address,
    workspace: Address,
  ): Flag;
  winogradMultiply(
    tiles: Address,
    filter: Address,
    to: Address,
    points: number,
    count: number,
    k: number,
    n: number,
    workspace: Address,
  ): void;
  winogradMultiplyGradient(
    input: Address,
    gradient: Address,
    to: Address,
    points: number,
    count: number,
    m: number,
    n: number,
    accumulate: Flag,
    workspace: Address,
  ): void;
  winogradMultiplyWorkspace(count: number, k: number): number;
  winogradOutput(
    geometry: Address,
    points: Address,
    first: number,
    count: number,
    side: number,
    x: Address,
    bias: Address,
    relu: Flag,
    y: Address,
    workspace: Address,
  ): Flag;
  winogradOutputGradient(
    geometry: Address,
    dy: Address,
    first: number,
    count: number,
    side: number,
    panel: number,
    to: Address,
    workspace: Address,
  ): void;
  winogradPackFilter(
    filter: Address,
    points: number,
    k: number,
    n: number,
    transposed: Flag,
    to: Address,
  ): void;
  winogradPackedFilter(k: number, n: number): number;
  winogradPanelsBytes(count: number, channels: number, panel: number): number;
  winogradSide(geometry: Address): number;
  winogradTilesWorkspace(channels: number): number;
  winogradTransposeFilter(
    filter: Address,
    points: number,
    k: number,
    n: number,
    to: Address,
  ): void;
  winogradZeroWeights(dFilter: Address, workspace: Address): void;
  winogradZeroWeightsWorkspace(geometry: Address): number;
}
