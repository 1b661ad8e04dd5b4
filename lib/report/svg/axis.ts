/**
 * Axes: from values to pixels, with ticks at round values.
 *
 * @module
 */
import type { AxisLayout } from "./figure_parts.ts";

/** An axis that spans some pixels. */
export interface Axis {
  /** Its first and its last pixel; those of a vertical axis go up. */
  readonly pixels: readonly [number, number];
  /** The place of a value. */
  at(value: number): number;
  readonly ticks: readonly AxisTick[];
}

/** A value that is written beside an axis. */
export interface AxisTick {
  readonly value: number;
  readonly label: string;
}

/** How much is free beside the outermost values, as a share of the range. */
const PADDING = 0.06;

/**
 * An axis of some values.
 *
 * @param distance Pixels between two ticks, at least.
 * @throws {Error} If it is not linear.
 */
export function createAxis(
  layout: AxisLayout,
  values: readonly number[],
  pixels: readonly [number, number],
  distance: number,
): Axis {
  if (layout.type !== undefined && layout.type !== "linear") {
    throw new Error(`Cannot draw an axis of the type ${layout.type} as SVG.`);
  }
  const range = layout.range ?? rangeOf(layout, values);
  const [low, high] = layout.autorange === "reversed" ? range.toReversed() : range;
  const scale = (pixels[1] - pixels[0]) / (high - low);
  const most = Math.max(1, Math.abs(pixels[1] - pixels[0]) / distance);
  return {
    pixels,
    at: (value) => pixels[0] + (value - low) * scale,
    ticks: toTicks(layout, [Math.min(low, high), Math.max(low, high)], most),
  };
}

function rangeOf(layout: AxisLayout, values: readonly number[]): [number, number] {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return [0, 1];
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const padding = high > low ? PADDING * (high - low) : Math.abs(high) * PADDING || 1;
  const isToZero = layout.rangemode === "tozero" && low >= 0;
  return [isToZero ? 0 : low - padding, high + padding];
}

function toTicks(layout: AxisLayout, [low, high]: [number, number], most: number): AxisTick[] {
  const { tickvals, ticktext, tickformat = "", visible = true } = layout;
  if (!visible) return [];
  if (tickvals !== undefined) {
    return tickvals.map((value, i) => ({ value, label: ticktext?.[i] ?? String(value) }));
  }
  const least = tickformat === "d" ? 1 : 0;
  const step = layout.dtick ?? Math.max(least, roundStep((high - low) / most));
  const first = Math.ceil((low - (layout.tick0 ?? 0)) / step - 1e-9);
  const count = Math.floor((high - (layout.tick0 ?? 0)) / step + 1e-9) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, i) => {
    const value = (layout.tick0 ?? 0) + (first + i) * step;
    return { value, label: formatTick(value, step, tickformat) };
  });
}

/** The smallest of 1, 2 and 5 times a power of ten that is no smaller. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5].find((factor) => factor * power >= least) ?? 10);
}

/** With as many decimals as tell two ticks apart. */
function formatTick(value: number, step: number, format: string): string {
  const isShare = format.endsWith("%");
  const [number, distance] = isShare ? [100 * value, 100 * step] : [value, step];
  const decimals = Math.max(0, -Math.floor(Math.log10(distance) + 1e-9));
  return `${number.toFixed(decimals).replace(/^-(0\.?0*)$/, "$1")}${isShare ? " %" : ""}`;
}
