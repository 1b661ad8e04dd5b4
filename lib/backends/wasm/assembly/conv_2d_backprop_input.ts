import { patchesPerBlock } from "./conv_2d";
import { addPatches } from "./fold";
import { Geometry } from "./geometry";
import { packA, packTransposedB } from "./pack";
import { CORNER_BYTES, describePatches } from "./patches";
import { EDGE_BYTES, multiplyPanels } from "./tile";

/** Bytes of workspace for patches of `depth` values, from outChannels columns of dy. */
export function conv2DBackpropInputWorkspace(depth: i32, outChannels: i32): usize {
  const count = <usize>patchesPerBlock(depth);
  const panels = <usize>(depth + 7) >> 3;
  return EDGE_BYTES + count * CORNER_BYTES + 16 + count * (<usize>outChannels << 2) +
    panels * (<usize>outChannels << 5) + count * (<usize>depth << 2);
}

/**
 * dx of a convolution from dy and the filter: dy times the transposed filter gives the gradient of
 * each patch, which is added to dx where the patch was cut. Shapes as in `conv2D`.
 */
export function conv2DBackpropInput(
  g: Geometry, dy: usize, filter: usize, dx: usize, workspace: usize,
): void {
  const depth = g.filterHeight * g.filterWidth * g.inChannels;
  const channels = g.outChannels;
  const total = g.batch * g.outHeight * g.outWidth;
  const block = patchesPerBlock(depth);
  const stride = <usize>channels << 2;
  const corners = workspace + EDGE_BYTES;
  const packedDy = (corners + <usize>block * CORNER_BYTES + 15) & ~15;
  const packedFilter = packedDy + <usize>block * stride;
  const patches = packedFilter + (<usize>(depth + 7) >> 3) * (<usize>channels << 5);
  memory.fill(dx, 0, <usize>(g.batch * g.inHeight * g.inWidth * g.inChannels) << 2);
  packTransposedB(filter, stride, depth, channels, packedFilter);
  for (let first = 0; first < total; first += block) {
    const count = min(block, total - first);
    packA(dy + <usize>first * stride, stride, count, channels, packedDy);
    multiplyPanels(
      packedDy, packedFilter, count, depth, channels, patches, <usize>depth << 2, false,
      0, false, workspace,
    );
    describePatches(g, dx, first, count, corners);
    addPatches(g, corners, count, patches);
  }
}
