import { conv2DOneChannel, isOneChannel } from "./conv_2d_one_channel";
import { Geometry } from "./geometry";
import { paddedBytes } from "./one_channel";
import { packB } from "./pack";
import { packPatches } from "./pack_patches";
import { CORNER_BYTES, describePatches } from "./patches";
import { EDGE_BYTES, multiplyPanels } from "./tile";

/** Bytes of packed patches in one block: within the second-level cache beside the filter. */
const BLOCK_BYTES = 128 * 1024;

/** Patches of `depth` values in one block, a multiple of 4. */
export function patchesPerBlock(depth: i32): i32 {
  return max(4, (BLOCK_BYTES / (depth << 2)) & ~3);
}

/** Bytes of workspace. */
export function conv2DWorkspace(g: Geometry): usize {
  if (isOneChannel(g)) return paddedBytes(g);
  const depth = g.filterHeight * g.filterWidth * g.inChannels;
  const count = <usize>patchesPerBlock(depth);
  const panels = <usize>(g.outChannels + 7) >> 3;
  return EDGE_BYTES + (<usize>g.inChannels << 2) + count * CORNER_BYTES + 16 +
    count * (<usize>depth << 2) + panels * (<usize>depth << 5);
}

/**
 * y = conv(x, filter) + bias, clamped at 0 if `relu`. x is [batch, inHeight, inWidth, inChannels],
 * filter [filterHeight, filterWidth, inChannels, outChannels], y [batch, outHeight, outWidth,
 * outChannels]; `bias` holds outChannels values or is null. An implicit matrix product: patches
 * are packed in blocks, never stored whole. Most first convolutions have a kernel of their own.
 */
export function conv2D(
  g: Geometry, x: usize, filter: usize, bias: usize, relu: bool, y: usize, workspace: usize,
): void {
  if (isOneChannel(g)) {
    conv2DOneChannel(g, x, filter, bias, relu, y, workspace);
    return;
  }
  const depth = g.filterHeight * g.filterWidth * g.inChannels;
  const columns = g.outChannels;
  const total = g.batch * g.outHeight * g.outWidth;
  const block = patchesPerBlock(depth);
  const stride = <usize>columns << 2;
  const zeros = workspace + EDGE_BYTES;
  const zerosBytes = <usize>g.inChannels << 2;
  const corners = zeros + zerosBytes;
  const patches = (corners + <usize>block * CORNER_BYTES + 15) & ~15;
  const packedFilter = patches + <usize>block * (<usize>depth << 2);
  memory.fill(zeros, 0, zerosBytes);
  packB(filter, stride, columns, depth, packedFilter);
  for (let first = 0; first < total; first += block) {
    const count = min(block, total - first);
    describePatches(g, x, first, count, corners);
    packPatches(g, corners, count, zeros, patches);
    multiplyPanels(
      patches, packedFilter, count, columns, depth, y + <usize>first * stride, stride, false,
      bias, relu, workspace,
    );
  }
}
