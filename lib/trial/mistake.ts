/**
 * An image that a net takes for another class than its own.
 *
 * @module
 */

/** An image that a net takes for another class than its own. */
export interface Mistake {
  /** Its place in its set, counted from 0. */
  readonly index: number;
  /** Its class. */
  readonly label: number;
  /** The class that the net takes it for; null where that is not known. */
  readonly taken: number | null;
  /** What the net gives that class, in (0, 1]; null where that is not known. */
  readonly probability: number | null;
  /** In pixels. */
  readonly height: number;
  /** In pixels. */
  readonly width: number;
  /** `height` x `width` brightnesses from 0 to 255, row by row. */
  readonly pixels: Uint8Array;
}
