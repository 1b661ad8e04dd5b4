// What the module exports, one line a kernel.

export { adam } from "./adam";
export { avgPoolGrad } from "./avg_pool_grad";
export { batchNorm, batchNormWorkspace } from "./batch_norm";
export { batchNormGrad, batchNormGradWorkspace } from "./batch_norm_grad";
export { biasGrad } from "./bias_grad";
export { conv2D, conv2DWorkspace } from "./conv_2d";
export { conv2DBackpropFilter, conv2DBackpropFilterWorkspace } from "./conv_2d_backprop_filter";
export { conv2DBackpropInput, conv2DBackpropInputWorkspace } from "./conv_2d_backprop_input";
export { dropout } from "./dropout";
export { matMul, matMulWorkspace } from "./batch_mat_mul";
export { maxPool } from "./max_pool";
export { maxPool2x2 } from "./max_pool_2x2";
export { maxPool2x2BiasGrad } from "./max_pool_2x2_bias_grad";
export { maxPoolGrad } from "./max_pool_grad";
export { momentum } from "./momentum";
export { addBias, fold, unfold, unfoldWorkspace } from "./unfold";
export { winogradFilter, winogradFilterGradient } from "./winograd_filter";
export {
  winogradMultiply, winogradMultiplyGradient, winogradMultiplyWorkspace, winogradPackedFilter,
  winogradPackFilter, winogradTransposeFilter,
} from "./winograd_products";
export { winogradInput, winogradInputGradient } from "./winograd_input";
export { winogradOutput, winogradOutputGradient } from "./winograd_output";
export { winogradPanelsBytes, winogradSide, winogradTilesWorkspace } from "./winograd_tiles";
export {
  winogradClearWeights, winogradZeroWeights, winogradZeroWeightsWorkspace,
} from "./winograd_zero_weights";
