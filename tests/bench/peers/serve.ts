/**
 * How a peer written in TypeScript speaks with the benchmark: one line of JSON on stdin, one on
 * stdout, in turns.
 *
 * @module
 */
import type { Answer, Opening, Request } from "../protocol.ts";

/** Pixels of an image. */
export const PIXELS = 28 * 28;

/** The batches of a run, scaled to [0, 1] beforehand. */
export interface Batches {
  /** Batch `step`, counted from 0: `batch x 28 x 28` brightnesses. */
  pixels(step: number): Float32Array<ArrayBuffer>;
  /** Batch `step`: one class an image. */
  labels(step: number): Int32Array<ArrayBuffer>;
}

/** One training step, counted from 0; gives the loss of its batch. */
export type Step = (step: number) => number | Promise<number>;

/** Opens a peer and serves its turns until the benchmark closes stdin; never returns. */
export async function serve(
  open: (opening: Opening, batches: Batches) => Promise<{ name: string; step: Step }>,
): Promise<never> {
  keepOutputClean();
  const opening = read<Opening>();
  try {
    const { name, step } = await open(opening, readBatches(opening));
    answer({ name });
    let done = 0;
    while (true) {
      const { steps } = read<Request>();
      const ms: number[] = [], losses: number[] = [];
      for (const end = done + steps; done < end; done++) {
        const start = performance.now();
        losses.push(await step(done));
        ms.push(performance.now() - start);
      }
      answer({ ms, losses });
    }
  } catch (error) {
    answer({ error: String((error as Error).message ?? error).split("\n")[0] });
    Deno.exit(1);
  }
}

/** Reads the next line; ends the process where there is none. */
export function read<Asked>(): Asked {
  const byte = new Uint8Array(1);
  const line: number[] = [];
  while (Deno.stdin.readSync(byte) !== null) {
    if (byte[0] === 10) return JSON.parse(new TextDecoder().decode(Uint8Array.from(line)));
    line.push(byte[0]);
  }
  Deno.exit(0);
}

/** Writes one line. */
export function answer(value: Answer): void {
  let bytes = new TextEncoder().encode(JSON.stringify(value) + "\n");
  while (bytes.length > 0) bytes = bytes.subarray(Deno.stdout.writeSync(bytes));
}

/** Sends what libraries log to stderr, so that stdout holds the answers alone. */
export function keepOutputClean(): void {
  console.log = console.info = console.debug = console.error;
}

function readBatches({ images, labels, batch }: Opening): Batches {
  const pixels = Float32Array.from(Deno.readFileSync(images), (byte) => byte / 255);
  const classes = Int32Array.from(Deno.readFileSync(labels));
  return {
    pixels: (step) => pixels.subarray(step * batch * PIXELS, (step + 1) * batch * PIXELS),
    labels: (step) => classes.subarray(step * batch, (step + 1) * batch),
  };
}
