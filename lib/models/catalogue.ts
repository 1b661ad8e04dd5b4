/**
 * The known nets: those that the paper builds on, and the cases of its study.
 *
 * The paper says that its hidden layers "were taken randomly in a periodic sequence" and prints no
 * table of them. The six cases here are our reading of it: they follow the study that it takes
 * after, Siddique et al. 2019 (arXiv:1909.08490), as we recall that study; we have not checked
 * them against its text.
 *
 * @module
 */
import { checkArguments, checkText } from "../check/check.ts";
import { didYouMean } from "../check/show.ts";
import { parseLayers } from "./compact.ts";
import type { Layer } from "./layer.ts";

/** Hidden layers under a name. */
export interface Case {
  /** As tables and charts show it. */
  readonly name: string;
  /** The hidden layers, from first to last. */
  readonly layers: readonly Layer[];
}

/**
 * An accuracy that others have published. Accuracies are fractions in [0, 1]. It can be the
 * reference of a study.
 */
export interface PublishedAccuracy {
  /** What it is, as sentences and charts say it. */
  readonly label: string;
  /** The accuracy, the mean of the folds where there are folds. */
  readonly value: number;
  /** How it was measured. */
  readonly protocol: string;
  /** Standard deviation over the folds. */
  readonly deviation?: number;
  /** Accuracy of each fold. */
  readonly folds?: readonly number[];
  /** Validation accuracy after each epoch, from the first. */
  readonly epochs?: readonly number[];
}

/** A known net. */
export interface Net extends Case {
  /** What it is, in a few words. */
  readonly title: string;
  /** Where it comes from. */
  readonly source: string;
  /** What else to know before comparing with it. */
  readonly notes?: string;
  /** What it reached elsewhere. */
  readonly references?: readonly PublishedAccuracy[];
}

/**
 * The highest accuracy that the paper reports: "the greatest exactness in the presentation was
 * discovered 98.06 %" (section VI, "Conclusion"). It does not say which case reached it.
 */
export const PAPER_BEST: PublishedAccuracy = {
  label: "the paper's best",
  value: 0.9806,
  protocol: "MNIST, hidden layers varied, Adam, 5 epochs, batches of 100",
};

const TUTORIAL = "J. Brownlee 2019, How to Develop a Convolutional Neural Network From Scratch " +
  "for MNIST Handwritten Digit Classification";
const FOLDS = "SGD 0.01 with momentum 0.9, batch 32, 10 epochs, 5 folds of the 60,000 images";
const SIDDIQUE = "Siddique et al. 2019, arXiv:1909.08490, as recalled, not checked";

const nets: readonly Net[] = [
  {
    name: "article",
    title: "Net of the article that the paper follows",
    layers: parseLayers("C28(linear) P2 F D128 Dr.2"),
    source: "The article Image Classification in 10 Minutes with MNIST Dataset; the paper's " +
      "Fig. 7 shows its example, image 7777",
    notes: "Its convolution has no activation.",
    references: [{
      label: "the article's",
      value: 0.985,
      protocol: "Adam, sparse categorical cross-entropy, pixels / 255, test images",
    }],
  },
  {
    name: "baseline",
    title: "Baseline of the deeper model",
    layers: parseLayers("C32(heUniform) P2 F D100(heUniform)"),
    source: TUTORIAL,
    references: [{
      label: "Brownlee's folds",
      value: 0.98677,
      protocol: FOLDS,
      deviation: 0.00107,
      folds: [0.9855, 0.986, 0.98642, 0.9885, 0.98742],
    }],
  },
  {
    name: "baseline-batch-norm",
    title: "Baseline with batch normalisation",
    layers: parseLayers("C32(heUniform) BN P2 F D100(heUniform) BN"),
    source: TUTORIAL,
    references: [
      { label: "Brownlee's folds", value: 0.98643, protocol: FOLDS, deviation: 0.00101 },
    ],
  },
  {
    name: "deeper",
    title: "Deeper model of the paper's Fig. 8",
    layers: parseLayers(
      "C32(heUniform) P2 C64(heUniform) C64(heUniform) P2 F D100(heUniform)",
    ),
    source: TUTORIAL,
    references: [
      {
        label: "Brownlee's folds",
        value: 0.99062,
        protocol: FOLDS,
        deviation: 0.00104,
        folds: [0.99058, 0.99042, 0.98883, 0.99192, 0.99133],
      },
      {
        protocol: "SGD 0.01 with momentum 0.9, batch 32, 10 epochs on the 60,000, test images",
        label: "Brownlee's test",
        value: 0.9909,
      },
    ],
  },
  {
    name: "keras-convnet",
    title: "Simple MNIST convnet of Keras",
    layers: parseLayers("C32 P2 C64 P2 F Dr.5"),
    source: "Keras's code example mnist_convnet",
    references: [{
      protocol: "15 epochs, test images; by epoch: the first 5, validation images",
      label: "Keras's example",
      value: 0.9922,
      epochs: [0.978, 0.9843, 0.9877, 0.9895, 0.989],
    }],
  },
];

/** The cases of known studies, by the study's name. */
export const cases: { readonly paper: readonly Net[] } = {
  /**
   * The six cases of the paper's study, as we read it. Cases 1, 3 and 5 convolve twice and pool
   * once; 2, 4 and 6 pool after each convolution. They have two dropouts, none, and one.
   */
  paper: [
    "C32 C64 P2 Dr.25 F D128 Dr.5",
    "C32 P2 C64 P2 Dr.25 F D128 Dr.5",
    "C32 C64 P2 F D128",
    "C32 P2 C64 P2 F D128",
    "C32 C64 P2 Dr.25 F D128",
    "C32 P2 C64 P2 Dr.25 F D128",
  ].map((layers, index) => ({
    name: `Case ${index + 1}`,
    title: `Case ${index + 1} of the paper's study, as we read it`,
    layers: parseLayers(layers),
    source: SIDDIQUE,
    notes: "The paper prints no table of its cases.",
    ...index === 1 && {
      references: [{ label: "Siddique et al.", value: 0.9921, protocol: "Batch 100, 15 epochs" }],
    },
  })),
};

/** All known nets, the six cases of the paper last. */
export const catalogue: readonly Net[] = [...nets, ...cases.paper];

/**
 * Finds a net of the catalogue by its name; letter case does not matter, nor does whether words
 * are joined by spaces or hyphens.
 *
 * @throws {TypeError} If the name is no text.
 * @throws {RangeError} If no net has the name; the message lists the names.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { findNet } from "./catalogue.ts";
 *
 * assertEquals(findNet("case-2").name, "Case 2");
 * ```
 */
export function findNet(name: string): Net {
  checkArguments("findNet()", arguments, 1);
  checkText("the name of a net", name, 'a text such as "deeper"');
  const plain = (text: string) => text.trim().toLowerCase().replace(/[\s_-]+/g, "-");
  const net = catalogue.find((each) => plain(each.name) === plain(name));
  if (net !== undefined) return net;
  const known = catalogue.map((each) => each.name);
  throw new RangeError(
    `Expected the name of a net to be among ${known.join(", ")}, ` +
      `got "${name}"${didYouMean(name, known)}`,
  );
}
