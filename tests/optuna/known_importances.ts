/**
 * What Optuna 5.0.0 gave on some sets of `importance_sets.ts`, the means over 10 forests of
 * scikit-learn 1.9.1, by `deno task importances`.
 *
 * @module
 */

/** By set, then by param. */
export const knownImportances: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  "rosenbrock, random": {
    "x0": 0.4806,
    "x1": 0.2849,
  },
  "branin, TPE": {
    "y": 0.4257,
    "x": 0.2506,
  },
  "mixed, random": {
    "kind": 0.3395,
    "rate": 0.2596,
    "batch": 0.0731,
    "units": 0.0409,
    "share": 0.0224,
  },
  "mixed, TPE": {
    "rate": 0.2996,
    "kind": 0.1836,
    "units": 0.2447,
    "batch": 0.1567,
    "share": 0.0325,
  },
  "nets, random": {
    "rate": 0.3434,
    "activation": 0.4002,
    "filters": 0.0131,
    "dropout": 0.0047,
    "pool": 0.0071,
  },
  "nets, TPE": {
    "activation": 0.5788,
    "rate": 0.2751,
    "dropout": 0.0148,
    "filters": 0.0069,
    "pool": 0.0078,
  },
};
