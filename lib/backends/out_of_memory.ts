/** Thrown where the WASM heap has no room for a tensor or for scratch memory. */
export class OutOfMemory extends Error {
  override readonly name = "OutOfMemory";

  /**
   * @param bytes What was asked for.
   * @param mend What to do about it.
   */
  constructor(readonly bytes: number, mend = "use fewer or smaller tensors") {
    super(`The WASM heap has no room for ${Math.ceil(bytes / 2 ** 20)} MiB more; ${mend}.`);
  }
}
