import {
  conv2DBackpropFilterOneChannel, conv2DBackpropFilterOneChannelWorkspace,
} from "./conv_2d_backprop_filter_one_channel";
import { Geometry } from "./geometry";
import { isDirect } from "./one_channel";
import { packB } from "./pack";
import { packPatchColumns } from "./pack_patches";
import { CORNER_BYTES, describePatches } from "./patches";
import { EDGE_BYTES, multiplyPanels } from "./tile";

/** Bytes of packed patches in one block. */
const BLOCK_BYTES = 256 * 1024;

function patchesPerBlock(weights: i32): i32 {
  return max(16, min(1024, BLOCK_BYTES / (weights << 2)));
}

/** Bytes of workspace. */
export function conv2DBackpropFilterWorkspace(g: Geometry): usize {
  if (isDirect(g)) return conv2DBackpropFilterOneChannelWorkspace(g);
  const weights = g.filterHeight * g.filterWidth * g.inChannels;
  const count = <usize>patchesPerBlock(weights);
  return EDGE_BYTES + (<usize>g.inChannels << 2) + count * CORNER_BYTES + 16 +
    count * (<usize>((weights + 3) & ~3) << 2) + count * (<usize>((g.outChannels + 7) & ~7) << 2);
}

/**
 * Gradient of the filter from x and dy: patches transposed, times dy, summed block by block in a
 * fixed order. Shapes as in `conv2D`.
 */
export function conv2DBackpropFilter(
  g: Geometry, x: usize, dy: usize, dFilter: usize, workspace: usize,
): void {
  if (isDirect(g)) {
    conv2DBackpropFilterOneChannel(g, x, dy, dFilter, workspace);
    return;
  }
  const weights = g.filterHeight * g.filterWidth * g.inChannels;
  const columns = g.outChannels;
  const total = g.batch * g.outHeight * g.outWidth;
  const block = patchesPerBlock(weights);
  const stride = <usize>columns << 2;
  const zeros = workspace + EDGE_BYTES;
  const zerosBytes = <usize>g.inChannels << 2;
  const corners = zeros + zerosBytes;
  const patches = (corners + <usize>block * CORNER_BYTES + 15) & ~15;
  const packedDy = patches + <usize>block * (<usize>((weights + 3) & ~3) << 2);
  memory.fill(zeros, 0, zerosBytes);
  for (let first = 0; first < total; first += block) {
    const count = min(block, total - first);
    describePatches(g, x, first, count, corners);
    packPatchColumns(g, corners, count, zeros, patches);
    packB(dy + <usize>first * stride, stride, columns, count, packedDy);
    multiplyPanels(
      patches, packedDy, weights, columns, count, dFilter, stride, first > 0, 0, false, workspace,
    );
  }
}
