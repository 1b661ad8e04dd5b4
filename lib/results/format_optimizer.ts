/**
 * Optimizers in words.
 *
 * @module
 */
import { adam, sgd } from "../trial/optimizer.ts";
import type { Optimizer } from "../trial/setup.ts";

const names = { adam: "Adam", sgd: "SGD" } as const;
const optionNames: Readonly<Record<string, string>> = { learningRate: "learning rate" };

/**
 * `Adam (learning rate 0.001)`: of its options, others only where they are not the default; numbers
 * to four digits, as a search draws sixteen.
 */
export function formatOptimizer(optimizer: Optimizer): string {
  const { kind, ...options } = optimizer;
  const defaults: Readonly<Record<string, unknown>> = kind === "adam" ? adam() : sgd();
  const told = Object.entries(options).filter(([name, value]) =>
    name === "learningRate" || name === "momentum" || value !== defaults[name]
  ).map(([name, value]) => `${optionNames[name] ?? name} ${Number(value.toPrecision(4))}`);
  return `${names[kind]} (${told.join(", ")})`;
}
