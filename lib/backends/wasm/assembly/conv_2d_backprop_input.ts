import { patchesPerBlock } from "./conv_2d";
import { Geometry } from "./geometry";
import { packTransposedB } from "./pack";
import { CORNER_BYTES, describeTransposedPatches, packTransposedPatches } from "./patches";
import { EDGE_BYTES, multiplyPanels } from "./tile";

/**
 * dx of a convolution from dy and the filter: the transposed convolution as an implicit matrix
 * product, over patches of dy. Shapes as in `conv2D`.
 */
export function conv2DBackpropInput(
  g: Geometry, dy: usize, filter: usize, dx: usize, workspace: usize,
): void {
  const taps = g.filterHeight * g.filterWidth;
  const depth = taps * g.outChannels;
  const columns = g.inChannels;
  const total = g.batch * g.inHeight * g.inWidth;
  const block = patchesPerBlock(depth);
  const stride = <usize>columns << 2;
  const zeros = workspace + EDGE_BYTES;
  const zerosBytes = <usize>(g.outChannels + 3) << 2;
  const corners = zeros + zerosBytes;
  const patches = (corners + <usize>block * CORNER_BYTES + 15) & ~15;
  const packedFilter = patches + <usize>block * (<usize>depth << 2);
  memory.fill(zeros, 0, zerosBytes);
  const filterRow = <usize>g.outChannels << 2;
  for (let tap = 0; tap < taps; tap++) {
    packTransposedB(
      filter + <usize>(tap * columns) * filterRow, filterRow, columns, g.outChannels,
      packedFilter + <usize>(tap * g.outChannels) * 32, <usize>depth << 5,
    );
  }
  for (let first = 0; first < total; first += block) {
    const count = min(block, total - first);
    describeTransposedPatches(g, dy, first, count, corners);
    packTransposedPatches(g, corners, count, zeros, patches);
    multiplyPanels(
      patches, packedFilter, count, columns, depth, dx + <usize>first * stride, stride, false,
      0, false, workspace,
    );
  }
}
