/** Thrown where the WASM heap has no room for a tensor or for scratch memory. */
export class OutOfMemory extends Error {
  override readonly name = "OutOfMemory";

  /** @param bytes What was asked for. */
  constructor(bytes: number) {
    const mebibytes = Math.ceil(bytes / 2 ** 20);
    super(`The WASM heap has no room for ${mebibytes} MiB more; use less or smaller tensors.`);
  }
}
