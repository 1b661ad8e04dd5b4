/** Colours as they are seen: by readers who lack a kind of cone, and on a page. */

type Triple = readonly number[];
type Matrix = readonly Triple[];

/** Whose eyes. */
export type Sight = "normal" | "protanopia" | "deuteranopia";

// F. Viénot, H. Brettel and J. D. Mollon, "Digital video colourmaps for checking the legibility of
// displays by dichromats", Color Research & Application 24 (1999): from red, green and blue light to
// what the long, middle and short cones take in, and back. What no screen can show is cut off here,
// where the paper pales all colours by 1 to 4 % beforehand.
const toCones: Matrix = [
  [17.8824, 43.5161, 4.11935],
  [3.45565, 27.1554, 3.86714],
  [0.0299566, 0.184309, 1.46709],
];
const fromCones: Matrix = [
  [0.0809444479, -0.130504409, 0.116721066],
  [-0.0102485335, 0.0540193266, -0.113614708],
  [-0.000365296938, -0.00412161469, 0.693511405],
];
/** What stands for the cones that are missing, so that white stays white. */
const lacking: Readonly<Record<Sight, Matrix>> = {
  normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protanopia: [[0, 2.02344, -2.52581], [0, 1, 0], [0, 0, 1]],
  deuteranopia: [[1, 0, 0], [0.494207, 0, 1.24827], [0, 0, 1]],
};

// IEC 61966-2-1 (sRGB): from light to the tristimulus values of CIE 1931, and the white of both.
const toXyz: Matrix = [
  [0.4124, 0.3576, 0.1805],
  [0.2126, 0.7152, 0.0722],
  [0.0193, 0.1192, 0.9505],
];
const white = [0.9505, 1, 1.089];

/** How far apart two colours of six digits are seen: CIE 1976, where 2.3 is just noticeable. */
export function distanceOf(one: string, other: string, sight: Sight = "normal"): number {
  const [a, b] = [one, other].map((color) => toLab(seen(toLight(color), sight)));
  return Math.hypot(...a.map((value, i) => value - b[i]));
}

/** The contrast of two colours of six digits, from 1 to 21, as WCAG 2 defines it. */
export function contrastOf(one: string, other: string): number {
  const [a, b] = [one, other].map((color) => apply(toXyz, toLight(color))[1]);
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** Red, green and blue light, each in [0, 1]. */
function toLight(color: string): Triple {
  return [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16) / 255)
    .map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
}

function seen(light: Triple, sight: Sight): Triple {
  const cones = apply(lacking[sight], apply(toCones, light));
  return apply(fromCones, cones).map((value) => Math.min(1, Math.max(0, value)));
}

function toLab(light: Triple): Triple {
  const [x, y, z] = apply(toXyz, light).map((value, i) => value / white[i])
    .map((share) => share > (6 / 29) ** 3 ? Math.cbrt(share) : share * 841 / 108 + 4 / 29);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function apply(matrix: Matrix, vector: Triple): Triple {
  return matrix.map((row) => row.reduce((sum, factor, i) => sum + factor * vector[i], 0));
}
