/** A PNG file of a dataset's first image, for tests that have no Python. */
import { Buffer } from "node:buffer";
import { PNG } from "pngjs";
import { imageAt, type LabelledImages } from "../../lib/datasets/dataset.ts";

/** The bytes of the file: the digit dark on light, each pixel drawn as `zoom` x `zoom`. */
export function pngOfDigit(set: LabelledImages, index = 0, zoom = 4): Uint8Array<ArrayBuffer> {
  const { height, width, pixels } = imageAt(set, index);
  const png = new PNG({ width: width * zoom, height: height * zoom });
  const rgba = Array.from({ length: png.width * png.height }, (_, i) => {
    const [x, y] = [Math.floor(i % png.width / zoom), Math.floor(i / png.width / zoom)];
    const grey = 255 - pixels[y * width + x];
    return [grey, grey, grey, 255];
  });
  png.data = Buffer.from(rgba.flat());
  return Uint8Array.from(PNG.sync.write(png));
}
