import { assert, assertEquals, assertGreater } from "@std/assert";
import { createStudy } from "../../lib/study/create_study.ts";
import { medianPruner } from "../../lib/pruners/median.ts";
import { exportStudy } from "../../lib/results/export.ts";
import { tpeSampler } from "../../lib/samplers/tpe.ts";
import { adam } from "../../lib/trial/optimizer.ts";
import type { Trial } from "../../lib/trial/record.ts";
import { loadSmallMnist } from "../small_mnist.ts";
import { runTool } from "../tools.ts";
import { finished, live } from "./optuna_trials.ts";
import { sampleDefinition } from "./sample_definition.ts";
import { assertSame, optunaProgram, type ToldStudy } from "./told_by_optuna.ts";
import { withFile } from "./with_file.ts";

Deno.test("Optuna reads a live and a finished study as they are, goes on with one, deletes one", () =>
  withFile(async (storage, path) => {
    const studies = { finished, live, deleted: finished };
    for (const [name, trials] of Object.entries(studies)) {
      using writer = storage.write(sampleDefinition(name));
      for (const trial of trials) writer.save(trial);
    }
    // A live program holds it while Optuna reads and writes.
    using writer = storage.write(sampleDefinition("live"));
    writer.save(live[1]);
    const [python, args] = await optunaProgram("read_by_optuna.py");
    const found = JSON.parse(await runTool(python, [...args, path]));

    for (const name of ["finished", "live"] as const) {
      const { direction, metrics, attributes, best, trials } = found[name];
      assertEquals([direction, metrics], ["MAXIMIZE", ["valAccuracy"]]);
      assertEquals(attributes.dataset, "MNIST");
      assertEquals(best, name === "finished" ? 4 : 0);
      const begun = studies[name].filter(({ runs, state }) =>
        state !== "waiting" || runs.some(({ epochs }) => epochs.length > 0)
      );
      assertEquals(trials.length, begun.length);
      for (const [i, trial] of begun.entries()) assertSame(trials[i], trial);
    }
    assertEquals(found.added, [7, 8]);
    // Trials that Python added are left alone, and are none of ours.
    assertEquals(storage.load("finished")?.trials, finished);
    using next = storage.write(sampleDefinition("finished"));
    next.save({ ...finished[0], number: 7 });
    assertEquals(storage.load("finished")?.trials.length, finished.length + 1);
    assertEquals(storage.list().map(({ name }) => name).sort(), ["finished", "live"]);
    assertEquals(storage.check(), []);
  }));

/** So often Optuna reads a search while that is run. */
const READS = 5;

Deno.test("Optuna reads a search again and again while it is run, and at its end as trials.json", () =>
  withFile(async (storage, path) => {
    const data = await loadSmallMnist(300, 100);
    /** Runs the search, or goes on with it, up to so many trials. */
    const search = async (trials: number) => {
      const study = await createStudy({
        name: "search",
        data,
        search: (trial) => ({
          layers: `C2 P4 F D${trial.suggestInt("units", 8, 16)}`,
          optimizer: adam({ learningRate: trial.suggestFloat("rate", 1e-5, 1e-1, { log: true }) }),
        }),
        sampler: tpeSampler({ startupTrials: 2 }),
        pruner: medianPruner({ startupTrials: 2 }),
        trials,
        lag: 1,
        epochs: 3,
        backend: "wasm",
        workers: 1,
        storage,
      });
      await study.optimize();
      return study;
    };
    let study = await search(2); // there is something to read from
    const [python, args] = await optunaProgram("follow_by_optuna.py");
    const reader = new Deno.Command(python, {
      args: [...args, path, "search"],
      stdin: "piped",
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    const reads: ToldStudy[] = [];
    const first = Promise.withResolvers<void>();
    const followed = followLines(reader.stdout, (line) => {
      reads.push(JSON.parse(line));
      first.resolve();
    });
    await Promise.race([first.promise, followed]);
    // However slow the reader is, the search is run for as long as it takes.
    const running = () => reads.filter(({ trials }) => trials.some(isRunning)).length;
    let trials = 2;
    for (; running() < READS && trials < 400; trials += 8) study = await search(trials + 8);
    await reader.stdin.close();
    await followed;
    assert((await reader.status).success);
    assertGreater(running(), READS - 1);
    const folder = `${path}.exported`;
    await exportStudy(study, folder);
    const exported: Trial[] = JSON.parse(await Deno.readTextFile(`${folder}/trials.json`)).trials;
    const last = reads.at(-1)!;
    assertEquals(last.trials.length, trials);
    for (const [i, trial] of exported.entries()) assertSame(last.trials[i], trial);
    const values = exported.map(({ state, value }) => state === "complete" ? value! : -Infinity);
    assertEquals(last.best, values.indexOf(Math.max(...values)));
    assert(exported.some(({ state }) => state === "pruned"), "Expected a trial to be pruned");
    for (const [at, { trials }] of reads.entries()) {
      for (const [i, told] of trials.entries()) {
        const { state, value, intermediate, ...others } = last.trials[i];
        const { state: then, value: valueThen, intermediate: before, ...othersThen } = told;
        const what = `read ${at}, trial ${i}`;
        // What has ended has all; what runs has its epochs so far. Optuna asks for the value last.
        assertEquals(before, intermediate.slice(0, before.length), what);
        if (isRunning(told)) {
          assert([null, value].includes(valueThen), what);
        } else {
          assertEquals([then, valueThen], [state, value], what);
          assertEquals(before, intermediate, what);
        }
        assertEquals({ ...othersThen, seconds: 0 }, { ...others, seconds: 0 }, what);
      }
    }
  }));

function isRunning({ state }: { readonly state: string }): boolean {
  return state === "RUNNING";
}

async function followLines(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  onLine: (line: string) => void,
): Promise<void> {
  let rest = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n");
    rest = lines.pop()!;
    for (const line of lines) onLine(line);
  }
}
