/**
 * `deno task studies watch NAME`.
 *
 * @module
 */
import { show } from "../../check/show.ts";
import {
  type FollowedStudy,
  followStudy,
  type Storage,
  type StudyProgress,
  toTable,
  toText,
} from "../../studies.ts";
import { print, tell, toOneLine } from "../print.ts";
import { ProgressBars } from "../progress_bars.ts";
import { studyLine } from "../progress_lines.ts";
import { listenForStop } from "../stop_signals.ts";
import { terminalSize } from "../terminal.ts";
import { findStudy, readStudiesArgs, withStorage } from "./stored.ts";

/** Follows a study under its bars until no program runs it any more, and prints its table. */
export function watchStored(args: readonly string[]): Promise<number> {
  const { names: [name], values } = readStudiesArgs(args, {}, ["the name of a study"]);
  return withStorage(values.storage, async (storage) => {
    await findStudy(storage, name);
    using stop = listenForStop();
    const study = await follow(name, storage, stop.signal);
    if (study.isRunning) {
      tell(`Watched no longer; the study goes on: ${studyLine(study.progress, Infinity)}`);
      return stop.exitCode ?? 0;
    }
    await print(toSummary(study));
    return isComplete(study) ? 0 : 1;
  });
}

/** Follows a study under its bars, which are gone afterwards, whatever happens. */
async function follow(
  name: string,
  storage: Storage,
  signal: AbortSignal,
): Promise<FollowedStudy> {
  let bars: ProgressBars | undefined;
  let last: StudyProgress | undefined;
  try {
    return await followStudy(name, {
      storage,
      signal,
      onProgress: ({ definition, trials, progress, isRunning, status }) => {
        if (bars === undefined && isRunning) {
          tell(`${toOneLine(status)}; Ctrl-C ends the watching alone`);
          bars = new ProgressBars(definition.plan, trials);
        }
        bars?.draw(progress);
        last = progress;
      },
    });
  } finally {
    await bars?.finish({ ...last!, changed: null });
  }
}

/** How a study stands that is not running: in a line, and its table. */
function toSummary({ definition, trials, progress, status }: FollowedStudy): string {
  const { reference } = definition;
  const { finished, planned } = progress;
  const width = Deno.stdout.isTerminal() ? terminalSize().columns : Infinity;
  const on = finished < planned
    ? `; deno task studies resume ${show(definition.name)} goes on`
    : "";
  return [
    `${status}: ${studyLine(progress, Infinity)}${on}`,
    "",
    toText(toTable(trials, { reference, planned }), width).trimEnd(),
  ].join("\n");
}

function isComplete({ trials, progress }: FollowedStudy): boolean {
  return progress.finished === progress.planned &&
    trials.every(({ state }) => state === "complete" || state === "pruned");
}
