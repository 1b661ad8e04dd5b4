/**
 * The Interrupt button of a notebook, and Ctrl-C of a terminal.
 *
 * @module
 */

import { checkArguments, checkFunction } from "../check/check.ts";
import { kernelBroadcast } from "./kernel.ts";

let kernelLives: Disposable | undefined;

/**
 * Calls back when the user interrupts, until disposed. Without such a listener the signal kills
 * the kernel with all that it holds; with one the kernel lives, and an asynchronous sweep can stop
 * and return what is finished.
 *
 * @throws {TypeError} If the callback is no function.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { onInterrupt } from "./interrupt.ts";
 *
 * const stop = new AbortController();
 * using _ = onInterrupt(() => stop.abort());
 * assertEquals(stop.signal.aborted, false); // until somebody interrupts
 * ```
 */
export function onInterrupt(callback: () => void): Disposable {
  checkArguments("onInterrupt()", arguments, 1);
  checkFunction("what onInterrupt() calls", callback);
  Deno.addSignalListener("SIGINT", callback);
  return { [Symbol.dispose]: () => Deno.removeSignalListener("SIGINT", callback) };
}

/**
 * Has the kernel outlive every interrupt from now on: a second press of the button, after what the
 * first has ended, would end the kernel.
 */
export function surviveInterrupts(): void {
  if (kernelBroadcast() !== null) kernelLives ??= onInterrupt(() => {});
}
