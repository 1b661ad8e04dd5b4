/**
 * `deno task bench`: training steps of ours and of other frameworks, in turns. README.md beside it
 * says what is measured and how.
 *
 * @module
 */
import { loadMnist } from "../../lib/mod.ts";
import { prepareGround, writeBatches } from "./ground.ts";
import { describeMachine } from "./machine.ts";
import { HELP, type Options, readOptions } from "./options.ts";
import { findPeer, type Peer, type PeerName } from "./peers.ts";
import { formatProfile, profileNet } from "./profile.ts";
import { BATCH, countSteps, measureNet } from "./rounds.ts";
import { measureStudy, type StudySummary } from "./study.ts";
import { formatStudyMarkdown, formatStudyText } from "./study_table.ts";
import { type NetSummary, summarise, type Summary } from "./summary.ts";
import { formatMarkdown, formatText } from "./tables.ts";

if (import.meta.main) {
  try {
    await main(Deno.args);
  } catch (error) {
    console.error(`bench: ${(error as Error).message}`);
    Deno.exit(1);
  }
}

async function main(args: readonly string[]): Promise<void> {
  if (args.includes("-h") || args.includes("--help")) return console.log(HELP);
  const options = readOptions(args);
  if (options.markdown !== undefined) {
    const summary = JSON.parse(await Deno.readTextFile(options.markdown));
    console.log("parts" in summary ? formatStudyMarkdown(summary) : formatMarkdown(summary));
  } else if (options.profile !== undefined) {
    const peers = options.blas ? ["sweepbook-blas" as const] : [];
    const { blas } = await prepareGround(peers, false, report);
    console.log(formatProfile(await profileNet(options.profile, blas)));
  } else if (options.study) {
    const summary = await measureStudy(await choosePeers(options), {
      ...options,
      onProgress: report,
    });
    await write(options.json, summary);
    console.log(formatStudyText(summary));
  } else {
    await measureSteps(options);
  }
}

/** Measures every net; the JSON file is there after each, whatever happens to the next. */
async function measureSteps(options: Options): Promise<void> {
  const { rounds, json } = options;
  const { peers, absent } = await choosePeers(options);
  const { train } = await loadMnist();
  const folder = await Deno.makeTempDir();
  const nets: NetSummary[] = [];
  const summary: Summary = { machine: describeMachine(), batch: BATCH, rounds, absent, nets };
  try {
    const files = await writeBatches(train, countSteps(rounds, peers), folder);
    for (const net of options.nets) {
      const slow = options.quick && net !== options.nets[0];
      const results = await measureNet(
        net,
        // The slow ones take a minute or more on all nets but the smallest.
        peers.filter(({ stepsPerRound }) => stepsPerRound > 0 || !slow),
        { rounds, files, onProgress: report },
      );
      nets.push(summarise(net, results));
      await write(json, summary);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  console.log(formatText(summary));
}

async function write(file: string | undefined, summary: Summary | StudySummary): Promise<void> {
  if (file !== undefined) await Deno.writeTextFile(file, JSON.stringify(summary, null, 2) + "\n");
}

/** The peers asked for that the machine can start, and why it cannot start the others. */
async function choosePeers(
  { peers: names, quick }: { peers: readonly PeerName[]; quick: boolean },
): Promise<{ peers: Peer[]; absent: string[] }> {
  const ground = await prepareGround(names, quick, report);
  const found = names.map((name) => findPeer(name, ground));
  return {
    peers: found.filter((one) => typeof one !== "string"),
    absent: found.filter((one) => typeof one === "string"),
  };
}

/** Progress goes to stderr, so that stdout holds the table alone. */
function report(text: string): void {
  console.error(text);
}
