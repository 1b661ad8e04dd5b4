/**
 * The names of the kernels that training needs beyond those of tfjs, whose own names are `tf.Conv2D`
 * and so on. Each is registered for `wasm` (fast) and for `cpu` (the plain reference).
 *
 * | kernel | inputs | attributes | outputs |
 * |---|---|---|---|
 * | `Adam` | weight, m, v, gradient | rate, beta1, beta2, epsilon | none: weight, m, v change in place |
 * | `BatchNorm` | x `[..., channels]`, gamma, beta `[channels]` | epsilon | y, mean, variance |
 * | `BatchNormGrad` | dy, x, gamma, mean, variance | epsilon | dx, dGamma, dBeta |
 * | `BiasGrad` | dy `[..., channels]`, y? of the same shape | | dBias `[channels]`, dz if y is given |
 * | `Dropout` | x | rate, seed | y |
 * | `FusedConv2DMaxPool2x2` | x, filter, bias, argmax | as `FusedConv2D` | y; argmax changes in place |
 * | `MaxPool2x2` | x `[batch, height, width, channels]`, argmax | activation | y; argmax changes in place |
 * | `MaxPool2x2BiasGrad` | dy, argmax | inputShape | dBias, dz |
 * | `Momentum` | weight, sum, gradient | rate, momentum | none: weight and sum change in place |
 * | `SoftmaxCrossEntropy` | logits `[batch, classes]`, labels `[batch]` int32 | | losses `[batch]`, dLogits |
 *
 * `MaxPool2x2` pools what `activation` gave over windows of 2x2 that lie side by side, and leaves an
 * odd last row or column out. Its argmax has the shape of y and one byte an element (tfjs's `bool`):
 * the place of y in its window, 0 to 3 row by row, the first of equal ones; 255 where none takes a
 * gradient, because relu clamped all or nothing is above -∞. `MaxPool2x2BiasGrad` leads dy back
 * there: dz, of `inputShape`, is the gradient of what bias and activation were applied to. Argmax
 * is no output, because tfjs would make an array of zeros of its size for its gradient in every step.
 *
 * @module
 */

/** One step of Adam. */
export const Adam = "Adam";
/** Batch normalisation by the batch's own statistics. */
export const BatchNorm = "BatchNorm";
/** Gradients of `BatchNorm`. */
export const BatchNormGrad = "BatchNormGrad";
/** Gradient of a bias and, through relu, of what it was added to. */
export const BiasGrad = "BiasGrad";
/** Sets elements to 0 at random and scales the others. */
export const Dropout = "Dropout";
/** Convolution, bias, activation and max pooling. */
export const FusedConv2DMaxPool2x2 = "FusedConv2DMaxPool2x2";
/** Max pooling that keeps where its values came from. */
export const MaxPool2x2 = "MaxPool2x2";
/** Gradient through max pooling, activation and bias. */
export const MaxPool2x2BiasGrad = "MaxPool2x2BiasGrad";
/** One step of gradient descent with momentum. */
export const Momentum = "Momentum";
/** Loss and gradient of softmax with cross-entropy. */
export const SoftmaxCrossEntropy = "SoftmaxCrossEntropy";
