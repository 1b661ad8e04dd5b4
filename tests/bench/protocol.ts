/**
 * What the benchmark and a peer tell each other: one line of JSON each, in turns. Peers in Python
 * speak the same in `peers/serve.py`.
 *
 * @module
 */
import type { Layer } from "../../lib/studies.ts";
import type { ResidentMemory } from "./resident_memory.ts";

/** The first line to a peer: what it is to train. It answers with its name. */
export interface Opening {
  /** Hidden layers, then a linear dense layer of the 10 classes. */
  readonly layers: readonly Layer[];
  /** A file of `steps x batch x 28 x 28` bytes: the images in the order of the batches. */
  readonly images: string;
  /** A file of `steps x batch` bytes: their classes. */
  readonly labels: string;
  /** Images per step. */
  readonly batch: number;
  /** How many steps will be asked for at most. */
  readonly steps: number;
  /** Path of a BLAS for those that take one. */
  readonly blas: string | null;
}

/** Every later line to a peer: train so many steps more. */
export interface Request {
  readonly steps: number;
}

/** A turn of a peer. */
export interface Turn {
  /** Milliseconds of each step. */
  readonly ms: readonly number[];
  /** Loss of each step's batch, in nats. */
  readonly losses: readonly number[];
  /** GFLOP/s of pure multiply-adds in the peer's process just before, where it can measure it. */
  readonly fmaRate?: number;
}

/** What a peer answers. */
export type Answer =
  | { readonly name: string }
  | Turn
  | StudyPart
  | Throughput
  | ResidentMemory
  | MemorySample
  | { readonly error: string };

/** The first line to a peer that trains a whole study. It answers with its name. */
export interface StudyOpening {
  /** Files of bytes as in {@linkcode Opening}: the training images. */
  readonly images: string;
  readonly labels: string;
  /** Files of the test images, which are the validation images too. */
  readonly testImages: string;
  readonly testLabels: string;
  /** Images per step. */
  readonly batch: number;
  /** Passes over the training images. */
  readonly epochs: number;
  /** Path of a BLAS for those that take one. */
  readonly blas: string | null;
}

/** Every later line: train these nets, each from its beginning to its end. */
export interface StudyRequest {
  /** As the layers of {@linkcode Opening}. */
  readonly trials: readonly (readonly Layer[])[];
}

/** What a peer answers to it. */
export interface StudyPart {
  /** Milliseconds of the whole part. */
  readonly ms: number;
  /** Of each net on the test images, after its last epoch. */
  readonly accuracies: readonly number[];
}

/** The only line to the script that measures the throughput of workers. */
export interface ScalingOpening {
  /** Hidden layers. */
  readonly layers: readonly Layer[];
  readonly workers: number;
  /** Steps that do not count. */
  readonly warmUp: number;
  /** Milliseconds that count, at least. */
  readonly windowMs: number;
  /** Steps of each worker that count, at least. */
  readonly windowSteps: number;
}

/** Its answer. */
export interface Throughput {
  /** Of all workers together. */
  readonly imagesPerSecond: number;
}

/**
 * The first line to a script that shows how much memory ours needs. It answers with its name. Every
 * later line to `sweepbook_memory.ts` is a {@linkcode MemoryRequest}; to `sweepbook_workers.ts` it is
 * `{}`, which asks for one worker more and is answered by the {@linkcode ResidentMemory} with it.
 */
export interface MemoryOpening {
  /** Hidden layers. */
  readonly layers: readonly Layer[];
  /** Steps of an epoch, each of which ends with a validation. */
  readonly steps: number;
}

/** To train one epoch more. */
export interface MemoryRequest {
  /** Whether it collects its garbage once it has measured, to see what is left. */
  readonly collect: boolean;
}

/** What is answered to it: the memory of the process. */
export interface MemorySample extends ResidentMemory {
  /** Of it, JavaScript's heap with the garbage in it, in MiB. */
  readonly heapMiB: number;
  /** What of the heap is in use once the garbage is collected, in MiB; where that was asked. */
  readonly liveHeapMiB?: number;
  /** How many tensors tfjs holds. */
  readonly tensors: number;
}
