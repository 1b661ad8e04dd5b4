/**
 * `deno task classify`: what a saved model takes pictures of digits for.
 *
 * @module
 */
import { formatPercent, type LoadedModel, loadModel } from "../mod.ts";
import { runCommand, UsageError } from "./command.ts";
import { readOptions } from "./options.ts";
import { print, tell } from "./print.ts";

const HELP = `Say which digits pictures show, by a model that a study has saved

Usage: deno task classify <model> <image>...

  <model>      Folder of a saved model: model.json and weights.bin
  <image>...   PNG or JPEG files of one digit each, dark on light or light on dark

Options:
  -h, --help   Print this help

Example:
  deno task classify data/models/rates seven.jpg scans/*.png

For each image it prints the ten probabilities, the most likely first. A picture may have any
size, noise and uneven light: it is made grey, cropped to the digit, and scaled and centred as
MNIST's are.

Exit code: 0 when all images were classified; 1 when the model or an image could not be read, or an
image is blank; 2 for arguments that make no sense.`;

/** Characters of the bar of a probability of 1. */
const BAR = 40;

if (import.meta.main) await runCommand({ name: "classify", help: HELP, main });

/** Classifies one image after another; what is wrong with one does not stop the others. */
async function main(args: readonly string[]): Promise<number> {
  const [folder, ...images] = readArgs(args);
  using model = await loadModel(folder);
  let code = 0;
  for (const [i, image] of images.entries()) {
    try {
      const bars = toBars(model, await model.classify(image));
      await print(`${i === 0 ? "" : "\n"}${image}\n${bars}`);
    } catch (error) {
      tell(`classify: ${(error as Error).message}`);
      code = 1;
    }
  }
  return code;
}

function readArgs(args: readonly string[]): string[] {
  const given: string[] = [];
  readOptions(args, {}, given);
  if (given.length >= 2 && !given.includes("")) return given;
  const got = given.length === 1 ? "no image" : given.length === 0 ? "nothing" : "an empty name";
  throw new UsageError(`Expected the folder of a model and one image or more, got ${got}.`);
}

/** A line for each class: its label, a bar, its probability. */
function toBars({ labels }: LoadedModel, probabilities: readonly number[]): string {
  const width = Math.max(...labels.map(({ length }) => length));
  return labels.map((label, i) => ({ label, probability: Math.min(1, probabilities[i]) }))
    .sort((a, b) => b.probability - a.probability)
    .map(({ label, probability }) => {
      const bar = "█".repeat(Math.round(BAR * probability)).padEnd(BAR);
      return `  ${label.padEnd(width)}  ${bar}  ${formatPercent(probability).padStart(8)}`;
    })
    .join("\n");
}
