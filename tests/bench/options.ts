/**
 * The options of `deno task bench`.
 *
 * @module
 */
import * as commandLine from "../../lib/cli/options.ts";
import { catalogue, findNet, type Net } from "../../lib/studies.ts";
import { type PeerName, peerNames, studyPeerNames } from "./peers.ts";

/** What `--help` prints. */
export const HELP = `Time training steps of the catalogue's nets against other frameworks

Usage: deno task bench [options]

Options:
  --nets <list>      Nets of the catalogue, separated by commas (all; with --scaling and
                     --memory: article, deeper)
  --peers <list>     Of ${peerNames.join(", ")} (all)
  --rounds <n>       Turns of each peer on each net (10)
  --json <file>      Write the figures there too
  --quick            2 nets, 1 round, short warm-ups; Python only where its environment is
                     there already
  --markdown <file>  Print the tables of a file that --json wrote, and measure nothing
  --profile <net>    List where a training step of ours goes, and measure nothing else
  --blas             With --profile: on the BLAS instead of pure WASM
  --scaling          Time several of our workers against one, and weigh them
  --workers <n>      With --scaling and --sweep: how many (all cores)
  --memory           Watch the memory of one training run of ours
  --steps <n>        With --memory: for how long (2000)
  --sweep            Run a search of many tiny trials: how busy it keeps the workers
  --trials <n>       With --sweep: how many (1000)
  --study            Time the paper's whole study of 6 nets instead of single steps
  --epochs <n>       With --study: passes over the training images (5)
  --limit <n>        With --study: train on the first n training images only (all 60,000)
  -h, --help         Print this help`;

/** What the user asked for. */
export interface Options {
  readonly nets: readonly Net[];
  readonly peers: readonly PeerName[];
  readonly rounds: number;
  readonly json: string | undefined;
  readonly quick: boolean;
  readonly markdown: string | undefined;
  readonly profile: Net | undefined;
  readonly blas: boolean;
  readonly scaling: boolean;
  readonly workers: number;
  readonly memory: boolean;
  readonly steps: number;
  readonly sweep: boolean;
  readonly trials: number;
  readonly study: boolean;
  readonly epochs: number;
  readonly limit: number | undefined;
}

/** The nets of `--quick`, the smallest first. */
const quickNets = ["article", "case-2"];
/** The nets of `--scaling` and `--memory`: a small one and a large one. */
const ownNets = ["article", "deeper"];

/**
 * Reads the command line.
 *
 * @throws {UsageError | RangeError} If an option is unknown or its value makes no sense.
 */
export function readOptions(args: readonly string[]): Options {
  const values = commandLine.readOptions(args, {
    nets: "value",
    peers: "value",
    rounds: "value",
    json: "value",
    quick: "flag",
    markdown: "value",
    profile: "value",
    blas: "flag",
    scaling: "flag",
    workers: "value",
    memory: "flag",
    steps: "value",
    sweep: "flag",
    trials: "value",
    study: "flag",
    epochs: "value",
    limit: "value",
  });
  const { quick = false, study = false, json, markdown, profile } = values;
  const { blas = false, scaling = false, memory = false, sweep = false } = values;
  const known = study ? studyPeerNames : peerNames;
  const fewNets = scaling || memory ? ownNets : quick ? quickNets : undefined;
  return {
    nets: split(values.nets)?.map(findNet) ?? fewNets?.map(findNet) ?? catalogue,
    peers: split(values.peers)?.map((text) => toPeer(text, known)) ?? known,
    rounds: commandLine.toWhole("--rounds", values.rounds, 1) ?? (quick ? 1 : 10),
    quick,
    json,
    markdown,
    blas,
    scaling,
    memory,
    sweep,
    study,
    profile: profile === undefined ? undefined : findNet(profile),
    workers: commandLine.toWhole("--workers", values.workers, 1) ?? navigator.hardwareConcurrency,
    steps: commandLine.toWhole("--steps", values.steps, 1) ?? 2000,
    trials: commandLine.toWhole("--trials", values.trials, 1) ?? 1000,
    epochs: commandLine.toWhole("--epochs", values.epochs, 1) ?? 5,
    limit: commandLine.toWhole("--limit", values.limit, 1),
  };
}

function split(list: string | undefined): string[] | undefined {
  return list?.split(",").map((part) => part.trim()).filter((part) => part !== "");
}

function toPeer(text: string, known: readonly PeerName[]): PeerName {
  const name = known.find((each) => each === text);
  if (name !== undefined) return name;
  throw new RangeError(`Expected --peers of ${known.join(", ")}, got "${text}".`);
}
