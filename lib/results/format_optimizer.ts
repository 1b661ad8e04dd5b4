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
  return formatSharedOptimizer([optimizer]);
}

/**
 * What optimizers have in common, as {@linkcode formatOptimizer} says it: of `SGD (learning rate 0.1,
 * momentum 0.9)` and `SGD (learning rate 0.2, momentum 0.9)` it is `SGD (momentum 0.9)`. Empty where
 * they are of several kinds.
 */
export function formatSharedOptimizer(optimizers: readonly Optimizer[]): string {
  const [{ kind, ...options }] = optimizers;
  if (optimizers.some((other) => other.kind !== kind)) return "";
  const defaults: Readonly<Record<string, unknown>> = kind === "adam" ? adam() : sgd();
  const isShared = (name: string, value: number) =>
    optimizers.every((other) => (other as unknown as Record<string, number>)[name] === value);
  const told = Object.entries(options).filter(([name, value]) =>
    isShared(name, value) &&
    (name === "learningRate" || name === "momentum" || value !== defaults[name])
  ).map(([name, value]) => `${optionNames[name] ?? name} ${Number(value.toPrecision(4))}`);
  return told.length === 0 ? names[kind] : `${names[kind]} (${told.join(", ")})`;
}
