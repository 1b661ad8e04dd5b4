/**
 * What a run in a worker is told while it computes and hears no messages: in memory that both share.
 *
 * @module
 */

/** What is shared: whether the run shall stop, and how many of its epochs were dealt with. */
export type RunControl = Int32Array<SharedArrayBuffer>;

const STOPPED = 0, TAKEN = 1;
/** More epochs than any run has. */
const ALL = 2 ** 31 - 1;

/** The control of a run that begins. */
export function createControl(): RunControl {
  return new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
}

/** The run shall stop; it waits for nothing any more. */
export function setStopped(control: RunControl): void {
  Atomics.store(control, STOPPED, 1);
  setTaken(control, ALL);
}

/** Whether the run shall stop. */
export function isToldToStop(control: RunControl): boolean {
  return Atomics.load(control, STOPPED) !== 0;
}

/** So many epochs of the run were dealt with. */
export function setTaken(control: RunControl, epochs: number): void {
  Atomics.store(control, TAKEN, isToldToStop(control) ? ALL : epochs);
  Atomics.notify(control, TAKEN);
}

/**
 * Blocks a worker until so many epochs were dealt with, or the run shall stop. A run of short epochs
 * would else be told of faster than it can be stored: what had ended would not be safe, and the
 * program, ever busy with messages, would hear no signal.
 */
export function waitUntilTaken(control: RunControl, epochs: number): void {
  for (let taken; (taken = Atomics.load(control, TAKEN)) < epochs;) {
    Atomics.wait(control, TAKEN, taken);
  }
}
