/**
 * The check of a setup that is handed in.
 *
 * @module
 */
import { checkChoice, checkKeys, checkText, checkWhole } from "../check/check.ts";
import { checkOptimizer } from "./optimizer.ts";
import { type Protocol, protocols, type Setup } from "./setup.ts";

const FIELDS = ["layers", "epochs", "batchSize", "optimizer", "seed", "protocol", "limit"];

/**
 * A setup.
 *
 * @throws {TypeError} If it has an unknown field, or one of another type.
 * @throws {RangeError} If a number of it is out of range.
 */
export function checkSetup(setup: Setup): Setup {
  const { layers, epochs, batchSize, optimizer, seed, protocol, limit } = checkKeys(
    "a setup",
    setup,
    FIELDS,
  );
  return {
    layers: checkText("layers of a setup", layers, 'hidden layers such as "C32 P2 F D128"'),
    epochs: checkWhole("epochs of a setup", epochs, 1),
    batchSize: checkWhole("batchSize of a setup", batchSize, 1),
    optimizer: checkOptimizer("optimizer of a setup", optimizer),
    seed: checkWhole("seed of a setup", seed, 0),
    protocol: checkChoice<Protocol>("protocol of a setup", protocol, protocols),
    limit: limit === null ? null : checkWhole("limit of a setup", limit, 1),
  };
}
