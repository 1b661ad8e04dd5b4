/** An address in the memory that the kernels share with tfjs. */
export type Address = number;
/** 0 or 1. */
export type Flag = number;
