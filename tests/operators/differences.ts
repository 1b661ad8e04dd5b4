/**
 * Specs that pass on the stock kernels and fail on ours, each with the reason: a fault of tfjs, never
 * of ours.
 */
export const differences: Readonly<Record<string, string>> = {
  "avgPool wasm {} gradient x=[3,3,1] f=[3,3] s=1 p=explicit":
    "The spec shares a gradient out over the padding of its window as well, where tfjs's forward " +
    "pass averages the pixels alone: it is not the gradient of that.",
};
