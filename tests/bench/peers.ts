/**
 * Who takes part, and how each is started.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { V8_FLAGS } from "../../lib/cli/v8_flags.ts";

/** One row of the benchmark. */
export interface Peer {
  /** As `--peers` takes it. */
  readonly name: string;
  /** The words that start it. */
  readonly command: readonly string[];
  /** The words that start it for a whole study; absent where it takes none. */
  readonly studyCommand?: readonly string[];
  /** Path of the BLAS that it takes. */
  readonly blas: string | null;
  /** Steps in each round; 0: too slow for rounds, after which it warms up and takes 1 step. */
  readonly stepsPerRound: number;
}

/** What the machine has for the peers to run on. */
export interface Ground {
  /** The Python of the benchmark's environment; null: Python peers stay out. */
  readonly python: string | null;
  /** Path of the BLAS for ours; null: ours stays pure WASM. */
  readonly blas: string | null;
}

/** The names of all peers, ours first. */
export const peerNames = [
  "sweepbook",
  "sweepbook-blas",
  "pytorch-1",
  "pytorch-all",
  "keras-1",
  "keras-all",
  "tfjs-wasm",
  "tfjs-cpu",
  "jax-js",
] as const;

/** One of {@linkcode peerNames}. */
export type PeerName = typeof peerNames[number];

/** Whether a peer is a Python script. */
export function needsPython(name: PeerName): boolean {
  return name.startsWith("pytorch") || name.startsWith("keras");
}

/** The peers that train whole studies, on all cores. */
export const studyPeerNames: readonly PeerName[] = [
  "sweepbook",
  "sweepbook-blas",
  "pytorch-all",
  "keras-all",
];

/** How a peer is started; a sentence where the machine lacks what it needs. */
export function findPeer(name: PeerName, { python, blas }: Ground): Peer | string {
  if (name === "sweepbook-blas" && blas === null) return `${name} needs a BLAS, and none was found`;
  if (needsPython(name) && python === null) {
    return `${name} needs the Python environment of tests/bench/requirements.txt`;
  }
  const threads = name.endsWith("-1") ? 1 : navigator.hardwareConcurrency;
  const inPython = (file: string) => [python!, pathOf(file), `${threads}`];
  const peer = { name, blas: null, stepsPerRound: 5 };
  switch (name) {
    case "sweepbook":
    case "sweepbook-blas": {
      const studyCommand = ourCommand("sweepbook_study.ts");
      const own = name === "sweepbook" ? null : blas;
      return { ...peer, command: ourCommand("sweepbook.ts"), studyCommand, blas: own };
    }
    case "pytorch-1":
    case "pytorch-all": {
      const command = inPython("pytorch.py");
      return { ...peer, command, studyCommand: command };
    }
    case "keras-1":
    case "keras-all": {
      const command = inPython("keras_tensorflow.py");
      return { ...peer, command, studyCommand: command };
    }
    case "tfjs-wasm":
      return { ...peer, command: scriptCommand("tfjs_wasm.ts"), stepsPerRound: 1 };
    case "tfjs-cpu":
      return { ...peer, command: scriptCommand("tfjs_cpu.ts"), stepsPerRound: 0 };
    case "jax-js":
      return { ...peer, command: scriptCommand("jax_js.ts"), stepsPerRound: 0 };
  }
}

/** The words that start a script of ours in `peers/`, under V8's flags of studies and others. */
export function ourCommand(file: string, ...flags: string[]): string[] {
  const v8Flags = [V8_FLAGS, ...flags].join();
  return [Deno.execPath(), "run", "-A", `--v8-flags=${v8Flags}`, pathOf(file)];
}

function scriptCommand(file: string): string[] {
  return [Deno.execPath(), "run", "-A", pathOf(file)];
}

function pathOf(file: string): string {
  return fileURLToPath(new URL(`peers/${file}`, import.meta.url));
}
