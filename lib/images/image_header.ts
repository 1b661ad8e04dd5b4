/**
 * What the first bytes of an image file tell, so that a huge one is refused before it is decoded.
 * PNG: https://www.w3.org/TR/png-3/ JPEG: ITU-T T.81, annex B; its orientation: Exif 2.3.
 *
 * @module
 */

/** What an image file tells before it is decoded. */
export interface ImageHeader {
  /** What it is. */
  readonly kind: "PNG" | "JPEG";
  /** In pixels, as they are stored. */
  readonly width: number;
  /** In pixels, as they are stored. */
  readonly height: number;
  /** How to turn it, from 1 (not at all) to 8, as Exif counts. */
  readonly orientation: number;
}

const PNG_SIGNATURE = "89504e470d0a1a0a";

/** The header of a PNG or JPEG file; null: it is neither, or ends before. */
export function readHeader(bytes: Uint8Array): ImageHeader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length >= 24 && bytes.subarray(0, 8).toHex() === PNG_SIGNATURE) {
    const [width, height] = [view.getUint32(16), view.getUint32(20)];
    return { kind: "PNG", width, height, orientation: 1 };
  }
  return bytes.length >= 4 && view.getUint16(0) === 0xffd8 ? readJpegHeader(view) : null;
}

/** Goes from segment to segment, up to that of the frame. */
function readJpegHeader(view: DataView): ImageHeader | null {
  let orientation = 1;
  for (let at = 2; at + 9 < view.byteLength && view.getUint8(at) === 0xff;) {
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) { // a byte that fills
      at++;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
      return { kind: "JPEG", width, height, orientation };
    }
    const end = at + 2 + view.getUint16(at + 2);
    if (marker === 0xe1) {
      orientation = readOrientation(view, at + 4, Math.min(end, view.byteLength)) ?? orientation;
    }
    at = end;
  }
  return null;
}

/** The orientation of an Exif segment between two offsets; null where it has none. */
function readOrientation(view: DataView, start: number, end: number): number | null {
  const tiff = start + 6; // behind "Exif" and two zeros
  if (tiff + 8 > end || view.getUint32(start) !== 0x45786966) return null;
  const isLittle = view.getUint16(tiff) === 0x4949;
  const directory = tiff + view.getUint32(tiff + 4, isLittle);
  if (directory + 2 > end) return null;
  const count = view.getUint16(directory, isLittle);
  for (let entry = directory + 2, i = 0; i < count && entry + 12 <= end; entry += 12, i++) {
    if (view.getUint16(entry, isLittle) !== 0x0112) continue;
    const orientation = view.getUint16(entry + 8, isLittle);
    return orientation >= 1 && orientation <= 8 ? orientation : null;
  }
  return null;
}
