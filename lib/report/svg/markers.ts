/**
 * Plotly's markers, as SVG.
 *
 * @module
 */
import { paint, round } from "./labels.ts";

/** The outline of a marker of radius 1, as points. */
const outlines: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  square: [[-1, -1], [1, -1], [1, 1], [-1, 1]],
  diamond: [[0, -1.3], [1.3, 0], [0, 1.3], [-1.3, 0]],
  "triangle-up": [[0, -1], [1.15, 1], [-1.15, 1]],
  "triangle-down": [[0, 1], [1.15, -1], [-1.15, -1]],
  cross: plus(),
  x: plus().map(([x, y]) => [(x - y) * Math.SQRT1_2, (x + y) * Math.SQRT1_2]),
  star: Array.from({ length: 10 }, (_, i) => {
    const radius = i % 2 === 0 ? 1.4 : 0.55;
    const angle = i * Math.PI / 5;
    return [radius * Math.sin(angle), -radius * Math.cos(angle)] as const;
  }),
  "line-ns": [[0, -1.4], [0, 1.4]],
};

function plus(): [number, number][] {
  const [a, b] = [0.4, 1.2];
  return [[-a, -b], [a, -b], [a, -a], [b, -a], [b, a], [a, a], [a, b], [-a, b], [-a, a], [-b, a]]
    .concat([[-b, -a], [-a, -a]]) as [number, number][];
}

/**
 * A marker at a place.
 *
 * @param size Its width in pixels, about.
 * @param title What is told of it where it is pointed at, escaped; empty: nothing.
 * @throws {Error} If there is no such symbol.
 */
export function drawMarker(
  { x, y, size, symbol, color, title }: {
    readonly x: number;
    readonly y: number;
    readonly size: number;
    readonly symbol: string;
    readonly color: string;
    readonly title: string;
  },
): string {
  const isOpen = symbol.endsWith("-open");
  const shape = symbol.replace(/-open$/, "");
  const radius = size / 2;
  const look = isOpen
    ? `fill="none" stroke="${paint(color)}" stroke-width="1.5"`
    : `fill="${paint(color)}"`;
  const content = title === "" ? "/>" : `><title>${title}</title></`;
  if (shape === "circle") {
    const end = title === "" ? content : `${content}circle>`;
    return `<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}" ${look}${end}`;
  }
  const outline = outlines[shape];
  if (outline === undefined) throw new Error(`Cannot draw the marker ${symbol} as SVG.`);
  const path = outline.map(([dx, dy]) => `${round(x + radius * dx)} ${round(y + radius * dy)}`);
  return `<path d="M${path.join("L")}Z" ${look}${title === "" ? content : `${content}path>`}`;
}
