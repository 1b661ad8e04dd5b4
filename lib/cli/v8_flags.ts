/**
 * V8's flags for programs that train: its young generation stays at semi-spaces of 4 MiB. At the
 * default of 32 it grows by some 60 MiB in each worker over the first few thousand steps, and the
 * steps take as long.
 */
export const V8_FLAGS = "--max-semi-space-size=4";
