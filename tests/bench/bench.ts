/**
 * `deno task bench`: training steps of ours and of other frameworks, in turns. README.md beside it
 * says what is measured and how.
 *
 * @module
 */
import { runCommand } from "../../lib/cli/command.ts";
import { loadMnist } from "../../lib/studies.ts";
import { prepareGround, writeBatches } from "./ground.ts";
import { describeMachine, formatMachine } from "./machine.ts";
import { HELP, type Options, readOptions } from "./options.ts";
import { findPeer, type Peer, type PeerName } from "./peers.ts";
import { watchMemory } from "./memory.ts";
import { formatMemoryMarkdown, formatMemoryText } from "./memory_table.ts";
import { BATCH, countSteps, measureNet } from "./rounds.ts";
import { measureScaling } from "./scaling.ts";
import { formatScalingMarkdown, formatScalingText } from "./scaling_table.ts";
import { measureStudy } from "./study.ts";
import { formatStudyMarkdown, formatStudyText } from "./study_table.ts";
import { formatSweep, measureSweep } from "./sweep.ts";
import { type NetSummary, summarise, type Summary } from "./summary.ts";
import { formatMarkdown, formatText } from "./tables.ts";
import { QUICK_WARM_UP_STEPS, WARM_UP_STEPS } from "./warm_up.ts";

if (import.meta.main) await runCommand({ name: "bench", help: HELP, main });

async function main(args: string[]): Promise<number> {
  const options = readOptions(args);
  if (options.markdown !== undefined) {
    const summary = JSON.parse(await Deno.readTextFile(options.markdown));
    console.log(toMarkdown(summary));
  } else if (options.profile !== undefined) {
    const peers = options.blas ? ["sweepbook-blas" as const] : [];
    const { blas } = await prepareGround(peers, false, report);
    // The rest begins without tfjs.
    const { profileNet } = await import("./profile.ts");
    const { formatProfile } = await import("./profile_table.ts");
    console.log(formatProfile(await profileNet(options.profile, { blas, quick: options.quick })));
  } else if (options.scaling) {
    console.log(formatScalingText(await measureScaling({ ...options, ...reports(options) })));
  } else if (options.memory) {
    console.log(formatMemoryText(await watchMemory({ ...options, ...reports(options) })));
  } else if (options.sweep) {
    const summary = await measureSweep({ ...options, onProgress: report });
    await write(options.json, summary);
    console.log(`${formatMachine(describeMachine())}\n${formatSweep(summary)}`);
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
  return 0;
}

/** Measures every net; the JSON file is there after each, whatever happens to the next. */
async function measureSteps(options: Options): Promise<void> {
  const { rounds, json, quick } = options;
  const warmUp = quick ? QUICK_WARM_UP_STEPS : WARM_UP_STEPS;
  const { peers, absent } = await choosePeers(options);
  const { train } = await loadMnist();
  const folder = await Deno.makeTempDir();
  const nets: NetSummary[] = [];
  const summary: Summary = { machine: describeMachine(), batch: BATCH, rounds, absent, nets };
  try {
    const files = await writeBatches(train, countSteps(rounds, warmUp, peers), folder);
    for (const net of options.nets) {
      const slow = quick && net !== options.nets[0];
      const results = await measureNet(
        net,
        // The slow ones take a minute or more on all nets but the smallest.
        peers.filter(({ stepsPerRound }) => stepsPerRound > 0 || !slow),
        { rounds, warmUp, files, onProgress: report },
      );
      nets.push(summarise(net, results));
      await write(json, summary);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  console.log(formatText(summary));
}

/** The tables of a file, whichever mode wrote it. */
// deno-lint-ignore no-explicit-any -- The file says what it is by what it holds.
function toMarkdown(summary: any): string {
  if ("parts" in summary) return formatStudyMarkdown(summary);
  if ("scaling" in summary) return formatScalingMarkdown(summary);
  if ("memory" in summary) return formatMemoryMarkdown(summary);
  return formatMarkdown(summary);
}

/** What a mode that takes net by net is watched by; its JSON file is there after each. */
function reports({ json }: Options) {
  return { onProgress: report, onNet: (summary: object) => write(json, summary) };
}

async function write(file: string | undefined, summary: object): Promise<void> {
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
