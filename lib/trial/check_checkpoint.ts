/**
 * The check of a checkpoint that is handed in.
 *
 * @module
 */
import { checkArray, checkKeys, checkNumber, checkWhole, refuseType } from "../check/check.ts";
import type { Checkpoint } from "./checkpoint.ts";
import type { EpochMetrics } from "./run.ts";

/**
 * A checkpoint, whatever setup it may be of.
 *
 * @param name What it is called in the sentence of an error.
 * @throws {TypeError} If it has an unknown field, or one of another type.
 * @throws {RangeError} If it has no epochs, or they are not counted from 1.
 */
export function checkCheckpoint(name: string, checkpoint: Checkpoint): Checkpoint {
  const { epochs, weights, optimizer } = checkKeys(
    name,
    checkpoint,
    ["epochs", "weights", "optimizer"],
  );
  checkWhole(`the number of epochs of ${name}`, checkEpochs(name, epochs).length, 1);
  checkArrays(`weights of ${name}`, weights);
  checkArrays(`optimizer of ${name}`, optimizer);
  return checkpoint;
}

function checkEpochs(name: string, epochs: readonly EpochMetrics[]): EpochMetrics[] {
  const fields = ["epoch", "loss", "accuracy", "valLoss", "valAccuracy", "durationMs"] as const;
  return checkArray(`epochs of ${name}`, epochs, "an array of metrics", (metrics, i) => {
    checkKeys(`an epoch of ${name}`, metrics, fields);
    for (const field of fields) checkNumber(`${field} of an epoch of ${name}`, metrics[field]);
    checkWhole(`epoch ${i + 1} of ${name}`, metrics.epoch, i + 1, i + 1);
    return metrics;
  });
}

function checkArrays(name: string, arrays: readonly Float32Array[]): void {
  checkArray(
    name,
    arrays,
    "an array of Float32Array",
    (array) =>
      array instanceof Float32Array
        ? array
        : refuseType(`an element of ${name}`, "a Float32Array", array),
  );
}
