/**
 * What a training step costs.
 *
 * @module
 */
import { describeNet, type Layer } from "../../lib/mod.ts";

/**
 * Floating-point operations of one training step: three times the forward pass, for each layer's
 * output, the gradient of its weights and that of its input, less the gradient of the first
 * weighted layer's input, which nobody needs. Losses and updates are left out.
 */
export function stepFlops(layers: readonly Layer[], batch: number): number {
  const net = describeNet(layers);
  const first = net.layers.find(({ parameters }) => parameters > 0)!;
  return batch * (3 * net.flopsPerImage - first.flops);
}
