/**
 * The functions that searches are compared on. `optuna_side.py` beside it holds the same.
 *
 * @module
 */
import type { SearchTrial } from "../../lib/search_space/search_trial.ts";
import type { Search } from "../samplers/simulate.ts";

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

/**
 * By name, each to be made as small as can be; all but the last as Surjanovic and Bingham list them
 * (Virtual Library of Simulation Experiments).
 */
export const functions: Readonly<Record<string, Search>> = {
  /** 0 at 0. */
  sphere: (trial) => sum(floats(trial, 5, -5, 5).map((x) => x * x)),
  /** 0 at (1, 1). */
  rosenbrock(trial) {
    const [x, y] = floats(trial, 2, -2, 2);
    return 100 * (y - x * x) ** 2 + (1 - x) ** 2;
  },
  /** 0 at 0. */
  ackley(trial) {
    const x = floats(trial, 5, -32.768, 32.768);
    const square = sum(x.map((x) => x * x)) / x.length;
    const waves = sum(x.map((x) => Math.cos(2 * Math.PI * x))) / x.length;
    return 20 + Math.E - 20 * Math.exp(-0.2 * Math.sqrt(square)) - Math.exp(waves);
  },
  /** 0.397887 at three points. */
  branin(trial) {
    const x = trial.suggestFloat("x", -5, 10);
    const y = trial.suggestFloat("y", 0, 15);
    const valley = y - 5.1 / (4 * Math.PI ** 2) * x * x + 5 / Math.PI * x - 6;
    return valley ** 2 + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
  },
  /** -3.32237. */
  hartmann(trial) {
    const x = floats(trial, 6, 0, 1);
    return -sum(
      hartmannScales.map((scale, i) =>
        scale * Math.exp(
          -sum(x.map((x, j) => hartmannWidths[i][j] * (x - hartmannCenters[i][j]) ** 2)),
        )
      ),
    );
  },
  /**
   * Of all kinds of parameters, as a net's are; our own. 0 at rate 0.003, units 96, batch 32, share
   * 0.3, kind `curved` and depth 3.
   */
  mixed(trial) {
    const rate = trial.suggestFloat("rate", 1e-5, 1, { log: true });
    const units = trial.suggestInt("units", 16, 256, { step: 16 });
    const batch = trial.suggestInt("batch", 1, 256, { log: true });
    const share = trial.suggestFloat("share", 0, 0.9, { step: 0.1 });
    const kind = trial.suggestCategorical("kind", ["flat", "steep", "curved", "broken"]);
    const common = Math.log10(rate / 0.003) ** 2 + ((units - 96) / 80) ** 2 +
      Math.log2(batch / 32) ** 2 / 4 + 2 * (share - 0.3) ** 2;
    if (kind === "flat") return common + 1;
    if (kind === "broken") return 2 * common + 2;
    if (kind === "steep") return common + Math.abs(trial.suggestFloat("slope", -2, 2) - 1) + 0.3;
    const depth = trial.suggestInt("depth", 1, 8);
    return common + (depth - 3) ** 2 / 4;
  },
};

function floats(trial: SearchTrial, count: number, low: number, high: number): number[] {
  return Array.from({ length: count }, (_, i) => trial.suggestFloat(`x${i}`, low, high));
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
