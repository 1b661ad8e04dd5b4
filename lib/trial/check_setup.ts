/**
 * The check of a setup that is handed in.
 *
 * @module
 */
import { checkChoice, checkKeys, checkText, checkWhole, refuseType } from "../check/check.ts";
import { checkOptimizer } from "./optimizer.ts";
import { type Fold, type Protocol, protocols, type Setup } from "./setup.ts";

const FIELDS = [
  "layers",
  "epochs",
  "batchSize",
  "optimizer",
  "seed",
  "protocol",
  "limit",
  "patience",
  "fold",
];

/**
 * A setup.
 *
 * @throws {TypeError} If it has an unknown field, or one of another type.
 * @throws {RangeError} If a number of it is out of range.
 */
export function checkSetup(setup: Setup): Setup {
  const { layers, epochs, batchSize, optimizer, seed, protocol, limit, patience, fold } = checkKeys(
    "a setup",
    setup,
    FIELDS,
  );
  if (fold !== null && protocol === "paper") {
    refuseType("protocol of a setup with a fold", '"held-out"', protocol);
  }
  return {
    layers: checkText("layers of a setup", layers, 'hidden layers such as "C32 P2 F D128"'),
    epochs: checkWhole("epochs of a setup", epochs, 1),
    batchSize: checkWhole("batchSize of a setup", batchSize, 1),
    optimizer: checkOptimizer("optimizer of a setup", optimizer),
    seed: checkWhole("seed of a setup", seed, 0),
    protocol: checkChoice<Protocol>("protocol of a setup", protocol, protocols),
    limit: limit === null ? null : checkWhole("limit of a setup", limit, 1),
    patience: patience === null ? null : checkWhole("patience of a setup", patience, 1),
    fold: fold === null ? null : checkFold(fold),
  };
}

function checkFold(fold: Fold): Fold {
  const { index, count } = checkKeys("fold of a setup", fold, ["index", "count"]);
  checkWhole("count of a fold", count, 2);
  return { index: checkWhole("index of a fold", index, 0, count - 1), count };
}
