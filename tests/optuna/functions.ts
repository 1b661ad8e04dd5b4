/**
 * The functions that searches are compared on, as the trial of a search sees them. `optuna_side.py`
 * beside it holds the same.
 *
 * @module
 */

/** Gives the value of a parameter that is named and described. */
export interface Ask {
  float(name: string, low: number, high: number, options?: { log?: boolean; step?: number }): number;
  int(name: string, low: number, high: number, options?: { log?: boolean; step?: number }): number;
  categorical(name: string, choices: readonly string[]): string;
}

/** A function to make as small as can be. */
export type TestFunction = (ask: Ask) => number;

const hartmannScales = [1, 1.2, 3, 3.2];
const hartmannWidths = [
  [10, 3, 17, 3.5, 1.7, 8],
  [0.05, 10, 17, 0.1, 8, 14],
  [3, 3.5, 1.7, 10, 17, 8],
  [17, 8, 0.05, 10, 0.1, 14],
];
const hartmannCenters = [
  [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886],
  [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
  [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.665],
  [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
];

/** By name; their definitions and minima: https://www.sfu.ca/~ssurjano/optimization.html. */
export const functions: Readonly<Record<string, TestFunction>> = {
  /** 0 at 0. */
  sphere: (ask) => sum(floats(ask, 5, -5, 5).map((x) => x * x)),
  /** 0 at (1, 1). */
  rosenbrock(ask) {
    const [x, y] = floats(ask, 2, -2, 2);
    return 100 * (y - x * x) ** 2 + (1 - x) ** 2;
  },
  /** 0 at 0. */
  ackley(ask) {
    const x = floats(ask, 5, -32.768, 32.768);
    const square = sum(x.map((x) => x * x)) / x.length;
    const waves = sum(x.map((x) => Math.cos(2 * Math.PI * x))) / x.length;
    return 20 + Math.E - 20 * Math.exp(-0.2 * Math.sqrt(square)) - Math.exp(waves);
  },
  /** 0.397887 at three points. */
  branin(ask) {
    const x = ask.float("x", -5, 10);
    const y = ask.float("y", 0, 15);
    const valley = y - 5.1 / (4 * Math.PI ** 2) * x * x + 5 / Math.PI * x - 6;
    return valley ** 2 + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
  },
  /** -3.32237. */
  hartmann(ask) {
    const x = floats(ask, 6, 0, 1);
    return -sum(hartmannScales.map((scale, i) =>
      scale * Math.exp(-sum(x.map((x, j) => hartmannWidths[i][j] * (x - hartmannCenters[i][j]) ** 2)))
    ));
  },
  /**
   * Of all kinds of parameters, as a net's are; our own. 0 at rate 0.003, units 96, batch 32, share
   * 0.3, kind `curved` and depth 3.
   */
  mixed(ask) {
    const rate = ask.float("rate", 1e-5, 1, { log: true });
    const units = ask.int("units", 16, 256, { step: 16 });
    const batch = ask.int("batch", 1, 256, { log: true });
    const share = ask.float("share", 0, 0.9, { step: 0.1 });
    const kind = ask.categorical("kind", ["flat", "steep", "curved", "broken"]);
    const common = Math.log10(rate / 0.003) ** 2 + ((units - 96) / 80) ** 2 +
      Math.log2(batch / 32) ** 2 / 4 + 2 * (share - 0.3) ** 2;
    if (kind === "flat") return common + 1;
    if (kind === "broken") return 2 * common + 2;
    if (kind === "steep") return common + Math.abs(ask.float("slope", -2, 2) - 1) + 0.3;
    const depth = ask.int("depth", 1, 8);
    return common + (depth - 3) ** 2 / 4;
  },
};

function floats(ask: Ask, count: number, low: number, high: number): number[] {
  return Array.from({ length: count }, (_, i) => ask.float(`x${i}`, low, high));
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
