/**
 * A grey image as datasets hold it.
 *
 * @module
 */

/** A grey image, such as a dataset's or a drawing made like them. */
export interface Picture {
  /** In pixels. */
  readonly height: number;
  /** In pixels. */
  readonly width: number;
  /** `height` x `width` brightnesses from 0 (background) to 255 (ink), row by row. */
  readonly pixels: Uint8Array;
}
